import { Copy, Download, FilePlus, FolderPlus, Pencil, Search, Trash2, Upload } from 'lucide-react';
import { displayPath, parentOf } from '../../../shared/api/path';
import type { MenuItems } from '../../../shared/ui/Menu';
import { toast } from '../../../shared/ui/toasts';
import { openFile } from '../editor/editorStore';
import { download, duplicate } from '../files/fileActions';
import { searchIn } from '../search/searchStore';
import { askToDelete } from './deletion';
import { pickFiles } from './pickFiles';
import type { EntryRow } from './selection';
import type { Row } from './treeModel';
import { startNew, startRename } from './treeStore';

const SIZE = 14;

/**
 * What can be done with a row, with several, or with the whole project beside the rows.
 *
 * @param selected what is selected, without what lies in a selected folder
 */
export function explorerMenu(
  row: Row | undefined,
  selected: EntryRow[],
  canWrite: boolean,
): MenuItems {
  return selected.length > 1 ? menuOfSeveral(selected, canWrite) : menuOfOne(row, canWrite);
}

function menuOfSeveral(selected: EntryRow[], canWrite: boolean): MenuItems {
  const items: MenuItems = [
    {
      label: `Copy ${selected.length} paths`,
      icon: <Copy size={SIZE} />,
      onSelect: () => void copyPaths(selected.map((row) => row.path)),
    },
  ];
  if (canWrite) {
    items.push(null, {
      label: `Delete ${selected.length} entries`,
      keys: 'Del',
      danger: true,
      icon: <Trash2 size={SIZE} />,
      onSelect: () => later(() => askToDelete(selected)),
    });
  }
  return items;
}

function menuOfOne(row: Row | undefined, canWrite: boolean): MenuItems {
  const entry = row?.kind === 'entry' ? row : null;
  const directory = entry === null || entry.entry.kind === 'DIRECTORY';
  const target = entry === null ? '' : directory ? entry.path : parentOf(entry.path);
  const items: MenuItems = [];
  if (entry?.entry.kind === 'FILE') {
    items.push({ label: 'Open', onSelect: () => openFile(entry.path) }, null);
  }
  if (canWrite) {
    items.push(
      {
        label: 'New file',
        icon: <FilePlus size={SIZE} />,
        onSelect: () => void later(() => startNew(target, false)),
      },
      {
        label: 'New folder',
        icon: <FolderPlus size={SIZE} />,
        onSelect: () => void later(() => startNew(target, true)),
      },
      { label: 'Upload files', icon: <Upload size={SIZE} />, onSelect: () => pickFiles(target) },
      null,
    );
  }
  if (directory) {
    items.push({
      label: 'Find in folder',
      icon: <Search size={SIZE} />,
      onSelect: () => searchIn(target),
    });
  }
  if (directory || entry?.entry.kind === 'FILE') {
    items.push({
      label: directory ? 'Download as zip' : 'Download',
      icon: <Download size={SIZE} />,
      onSelect: () => download(entry?.path ?? '', !directory),
    });
  }
  if (entry) {
    items.push({
      label: 'Copy path',
      icon: <Copy size={SIZE} />,
      onSelect: () => void copyPaths([entry.path]),
    });
  }
  if (entry && canWrite) {
    items.push(
      null,
      { label: 'Duplicate', onSelect: () => void duplicate(entry.path) },
      {
        label: 'Rename',
        keys: 'F2',
        icon: <Pencil size={SIZE} />,
        onSelect: () => later(() => startRename(entry.path)),
      },
      {
        label: 'Delete',
        keys: 'Del',
        danger: true,
        icon: <Trash2 size={SIZE} />,
        onSelect: () => later(() => askToDelete([entry])),
      },
    );
  }
  return items;
}

/** A closing menu gives the focus back; what takes the focus has to come after that. */
function later(action: () => unknown): void {
  window.setTimeout(() => void action(), 0);
}

async function copyPaths(paths: string[]): Promise<void> {
  const lines = paths.map(displayPath).join('\n');
  await navigator.clipboard.writeText(lines);
  toast('success', paths.length > 1 ? 'Paths copied' : 'Path copied', lines);
}
