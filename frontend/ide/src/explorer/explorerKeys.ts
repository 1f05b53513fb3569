import type { Virtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent } from 'react';
import { isWithin, join, nameOf, parentOf } from '../../../shared/api/path';
import { openFile } from '../editor/editorStore';
import { move } from '../files/fileActions';
import { canWrite } from '../session/sessionStore';
import { askToDelete } from './deletion';
import { all, extended, topmost } from './selection';
import { typeAhead, type Row } from './treeModel';
import { collapse, expand, focusRow, select, startRename, useTree } from './treeStore';

const TYPE_AHEAD_MS = 700;

/** The keys of the tree, as the ARIA pattern for tree views names them. */
export function useExplorerKeys(
  rows: Row[],
  virtual: Virtualizer<HTMLDivElement, Element>,
): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', at: 0 });

  return (event) => {
    const current = rows.findIndex((row) => row.path === useTree.getState().focused);
    const row = rows[current];
    const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / 24) - 1);
    const goTo = (index: number) => {
      const path = rows[Math.min(rows.length - 1, Math.max(0, index))]?.path ?? null;
      if (event.shiftKey && path !== null) {
        select(extended(useTree.getState().selection, rows, path), path);
      } else {
        focusRow(path);
      }
    };
    const handlers: Record<string, () => void> = {
      ArrowDown: () => goTo(current + 1),
      ArrowUp: () => goTo(current - 1),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      PageDown: () => goTo(current + page),
      PageUp: () => goTo(current - page),
      ArrowRight: () => into(row, () => goTo(current + 1)),
      ArrowLeft: () => outOf(row),
      Enter: () => activate(row, false),
      ' ': () => activate(row, true),
      F2: () => row?.kind === 'entry' && canWrite() && startRename(row.path),
      Delete: () => canWrite() && askToDelete(topmost(rows, useTree.getState().selection.selected)),
      Escape: () => focusRow(useTree.getState().focused),
    };
    const handler = handlers[event.key];
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      select(all(rows));
    } else if (handler) {
      event.preventDefault();
      handler();
    } else if (isLetter(event)) {
      const fresh = event.timeStamp - typed.current.at > TYPE_AHEAD_MS;
      typed.current = { text: (fresh ? '' : typed.current.text) + event.key, at: event.timeStamp };
      focusRow(rows[typeAhead(rows, current, typed.current.text)]?.path ?? null);
    }
  };
}

/** The directory that a row is or lies in: where something new or dropped goes. */
export function directoryFor(rows: Row[], path: string | undefined): string {
  const row = rows.find((candidate) => candidate.path === path);
  if (row?.kind === 'entry' && row.entry.kind === 'DIRECTORY') {
    return row.path;
  }
  return row ? parentOf(row.path) : '';
}

/** Moves by drag; into itself or to where it is already is no move. */
export async function moveInto(paths: string[], directory: string): Promise<void> {
  for (const path of paths) {
    if (!isWithin(directory, path) && parentOf(path) !== directory) {
      await move(path, join(directory, nameOf(path)));
    }
  }
}

function into(row: Row | undefined, next: () => void): void {
  if (row?.kind === 'entry' && row.entry.kind === 'DIRECTORY') {
    if (row.expanded) {
      next();
    } else {
      void expand(row.path);
    }
  }
}

function outOf(row: Row | undefined): void {
  if (row?.kind === 'entry' && row.expanded) {
    collapse(row.path);
  } else if (row && parentOf(row.path) !== '') {
    focusRow(parentOf(row.path));
  }
}

function activate(row: Row | undefined, preview: boolean): void {
  if (row?.kind !== 'entry') {
    return;
  }
  if (row.entry.kind === 'DIRECTORY') {
    void (row.expanded ? collapse(row.path) : expand(row.path));
  } else if (row.entry.kind === 'FILE') {
    openFile(row.path, { preview });
  }
}

function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}
