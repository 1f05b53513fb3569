import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { TemplateInfo } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Spinner } from '../../../shared/ui/Spinner';
import { TextField } from '../../../shared/ui/TextField';
import { hub } from '../hub';
import { goTo } from '../location';
import { LanguageMark } from './LanguageMark';
import { NAME_LIMIT, nameError } from './names';
import './NewProjectDialog.css';

export function NewProjectDialog(props: { templates: TemplateInfo[] | null; onClose(): void }) {
  const { templates, onClose } = props;
  const [name, setName] = useState('');
  const [template, setTemplate] = useState('node');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  // Without a name of its own a project is called after its template, so that one click is enough.
  const suggestion = templates?.find((each) => each.name === template)?.title ?? '';
  const create = async () => {
    const called = name.trim() === '' ? suggestion : name;
    const wrong = nameError(called);
    if (wrong) {
      setError(wrong);
      return;
    }
    setBusy(true);
    try {
      const project = await hub.create({ name: called.trim(), template });
      goTo(`/start/${project.id}`);
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New project"
      width={560}
      onSubmit={() => void create()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!templates?.length}>
            Create
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        placeholder={suggestion}
        maxLength={NAME_LIMIT}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      <Templates templates={templates} value={template} onChange={setTemplate} />
    </Dialog>
  );
}

function Templates(props: {
  templates: TemplateInfo[] | null;
  value: string;
  onChange(name: string): void;
}) {
  if (!props.templates) {
    return (
      <div className="templates templates--waiting">
        <Spinner label="Templates are being read" />
      </div>
    );
  }
  if (props.templates.length === 0) {
    return (
      <p role="alert">The templates could not be read. Close this and try again in a moment.</p>
    );
  }
  return (
    <RadioGroup.Root
      className="templates"
      aria-label="Template"
      value={props.value}
      onValueChange={props.onChange}
    >
      {props.templates.map(({ name, title, description, language }) => (
        <RadioGroup.Item key={name} value={name} className="template" aria-label={title}>
          <LanguageMark language={language} />
          <span>
            <span className="template__title">{title}</span>
            <span className="template__description">{description}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
