import { useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { TextField } from '../../../shared/ui/TextField';
import { hub } from '../hub';
import { NAME_LIMIT, nameError } from './names';

export function RenameDialog({ project, onClose }: { project: ProjectView; onClose(): void }) {
  const [name, setName] = useState(project.name);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const wrong = nameError(name);
    if (wrong) {
      setError(wrong);
      return;
    }
    setBusy(true);
    try {
      await hub.rename(project.id, name.trim());
      onClose();
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rename project"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        maxLength={NAME_LIMIT}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
    </Dialog>
  );
}
