import { useState } from 'react';
import { ConfirmDialog } from '../../../shared/ui/Dialog';
import { remove } from '../files/fileActions';
import { askToDelete, useDeletion } from './deletion';
import type { EntryRow } from './selection';

export function DeleteDialog() {
  const rows = useDeletion((deletion) => deletion.rows);
  const [busy, setBusy] = useState(false);

  const onConfirm = async () => {
    setBusy(true);
    for (const row of rows) {
      await remove(row.path, row.entry.kind === 'FILE');
    }
    setBusy(false);
    askToDelete([]);
  };
  return (
    <ConfirmDialog
      open={rows.length > 0}
      onOpenChange={(open) => !open && askToDelete([])}
      title={rows.length > 1 ? `Delete ${rows.length} entries?` : `Delete ${rows[0]?.name ?? ''}?`}
      description={consequence(rows)}
      confirmLabel="Delete"
      danger
      busy={busy}
      onConfirm={() => void onConfirm()}
    />
  );
}

function consequence(rows: EntryRow[]): string {
  const folders = rows.some((row) => row.entry.kind === 'DIRECTORY');
  if (rows.length > 1) {
    const names = rows.map((row) => row.name).join(', ');
    return `${names}${folders ? ', with everything in the folders,' : ''} will be deleted from the project.`;
  }
  return folders
    ? 'The folder and everything in it will be deleted from the project.'
    : 'It will be deleted from the project.';
}
