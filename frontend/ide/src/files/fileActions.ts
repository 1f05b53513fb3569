import { send } from '../../../shared/api/http';
import type { FileOperation } from '../../../shared/api/files';
import { encodePath, isWithin, join, nameOf, parentOf } from '../../../shared/api/path';
import { describe, ProblemError } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui/toasts';
import { closeDeleted, follow, saveAll } from '../editor/documents';
import { openFile, useEditor } from '../editor/editorStore';
import { freeName } from '../explorer/treeModel';
import {
  focusRow,
  movedInTree,
  refresh,
  refreshAround,
  removedInTree,
  reveal,
  useTree,
} from '../explorer/treeStore';

/** What people do to files beside writing into them. Failures are told; the answer is whether it worked. */

export function fileUrl(path: string): string {
  return `/api/files/${encodePath(path)}`;
}

export function archiveUrl(path: string): string {
  return `/api/archive?path=${encodePath(path).replaceAll('/', '%2F')}`;
}

export function createFile(path: string): Promise<boolean> {
  return attempt(`${nameOf(path)} was not created`, async () => {
    await send('PUT', fileUrl(path), { body: new Blob([]), headers: { 'If-None-Match': '*' } });
    refreshAround(path);
    await reveal(path);
    openFile(path);
  });
}

export function createDirectory(path: string): Promise<boolean> {
  return attempt(`${nameOf(path)} was not created`, async () => {
    await operate({ op: 'createDirectory', path });
    refreshAround(path);
    await reveal(path);
  });
}

/** Renames or moves; what is open follows to its new place. */
export function move(from: string, to: string): Promise<boolean> {
  return attempt(`${nameOf(from)} was not moved`, async () => {
    await saveAll(from);
    await operate({ op: 'move', from, to });
    await follow(from, to);
    movedInTree(from, to);
    focusRow(to);
  });
}

export function duplicate(path: string): Promise<boolean> {
  return attempt(`${nameOf(path)} was not copied`, async () => {
    const parent = parentOf(path);
    const siblings = useTree.getState().directories.get(parent)?.entries ?? [];
    const name = freeName(nameOf(path), new Set(siblings.map((entry) => entry.name)));
    await saveAll(path);
    await operate({ op: 'copy', from: path, to: join(parent, name) });
    refresh([parent]);
    focusRow(join(parent, name));
  });
}

/** Deletes a file as it is now, or whatever else stands there. */
export function remove(path: string, isFile: boolean): Promise<boolean> {
  return attempt(`${nameOf(path)} was not deleted`, async () => {
    await saveAll(path);
    await operate({ op: 'delete', path, base: isFile ? await hashOf(path) : null });
    for (const tab of useEditor.getState().tabs) {
      if (isWithin(tab.path, path)) {
        await closeDeleted(tab.path);
      }
    }
    removedInTree(path);
  });
}

/** Hands a file, or a directory as a zip, to the browser's downloads. */
export function download(path: string, isFile: boolean): void {
  const link = document.createElement('a');
  link.href = isFile ? fileUrl(path) : archiveUrl(path);
  link.download = isFile ? nameOf(path) : `${nameOf(path) || location.host.split('.')[0]}.zip`;
  link.click();
}

async function operate(operation: FileOperation): Promise<void> {
  await send('POST', '/api/file-operations', { body: operation });
}

async function hashOf(path: string): Promise<string | null> {
  const response = await send('HEAD', fileUrl(path));
  return response.headers.get('ETag')?.replaceAll('"', '') ?? null;
}

async function attempt(title: string, action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    const known = error instanceof ProblemError;
    toast('error', title, known ? (error.problem.detail ?? error.problem.title) : describe(error));
    return false;
  }
}
