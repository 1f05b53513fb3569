import { useState } from 'react';
import { ConfirmDialog } from '../../../shared/ui/Dialog';
import { remove } from '../files/fileActions';
import { askToDelete, useDeletion } from './deletion';

export function DeleteDialog() {
  const row = useDeletion((deletion) => deletion.row);
  const [busy, setBusy] = useState(false);
  const directory = row?.entry.kind === 'DIRECTORY';

  const onConfirm = async () => {
    setBusy(true);
    await remove(row!.path, row!.entry.kind === 'FILE');
    setBusy(false);
    askToDelete(null);
  };
  return (
    <ConfirmDialog
      open={row !== null}
      onOpenChange={(open) => !open && askToDelete(null)}
      title={`Delete ${row?.name ?? ''}?`}
      description={
        directory
          ? 'The folder and everything in it will be deleted from the project.'
          : 'It will be deleted from the project.'
      }
      confirmLabel="Delete"
      danger
      busy={busy}
      onConfirm={() => void onConfirm()}
    />
  );
}
