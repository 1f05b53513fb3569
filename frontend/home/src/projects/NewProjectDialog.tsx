import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { TemplateInfo } from '../../../shared/api/hub';
import { Spinner } from '../../../shared/ui/Spinner';
import { hub } from '../hub';
import { goTo } from '../location';
import { LanguageMark } from './LanguageMark';
import { NameDialog } from './NameDialog';
import './NewProjectDialog.css';

export function NewProjectDialog(props: { templates: TemplateInfo[] | null; onClose(): void }) {
  const { templates, onClose } = props;
  const [template, setTemplate] = useState('node');
  return (
    <NameDialog
      title="New project"
      verb="Create"
      name=""
      // Without a name of its own it is called after its template, so that one click is enough.
      fallback={templates?.find((each) => each.name === template)?.title}
      width={560}
      disabled={!templates?.length}
      onName={(name) => hub.create({ name, template }).then(({ id }) => goTo(`/start/${id}`))}
      onClose={onClose}
    >
      <Templates templates={templates} value={template} onChange={setTemplate} />
    </NameDialog>
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
