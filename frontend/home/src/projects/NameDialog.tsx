import { useState, type ReactNode } from 'react';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { TextField } from '../../../shared/ui/TextField';
import { NAME_LIMIT, nameError } from './names';

interface NameDialogProps {
  title: string;
  /** What the main button says. */
  verb: string;
  name: string;
  /** The name that an empty field stands for. */
  fallback?: string;
  width?: number;
  disabled?: boolean;
  children?: ReactNode;
  /** Takes a name that is fine; a failure is shown and the dialog stays. */
  onName(name: string): Promise<void>;
  onClose(): void;
}

/** Asks for a project's name, and for what else stands below it. */
export function NameDialog(props: NameDialogProps) {
  const { title, verb, fallback = '', width, disabled, children, onName, onClose } = props;
  const [name, setName] = useState(props.name);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const called = name.trim() || fallback;
    const wrong = nameError(called);
    if (wrong) {
      setError(wrong);
      return;
    }
    setBusy(true);
    try {
      await onName(called);
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      width={width}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={disabled}>
            {verb}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        placeholder={fallback}
        maxLength={NAME_LIMIT}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      {children}
    </Dialog>
  );
}
