import type { FileEntry } from '../../../shared/api/files';
import { displayPath, isWithin, join, parentOf } from '../../../shared/api/path';
import type { Problem } from '../../../shared/api/problem';
import type { ChangedPath } from '../../../shared/api/session';

/** What is known of a directory. */
export interface Directory {
  entries: FileEntry[];
  truncated: boolean;
  loading: boolean;
  problem: Problem | null;
}

export type Directories = ReadonlyMap<string, Directory>;

/** A line of the tree. */
export type Row =
  | {
      kind: 'entry';
      path: string;
      name: string;
      depth: number;
      entry: FileEntry;
      expanded: boolean;
      /** 1 and up among its siblings, for assistive technology. */
      position: number;
      siblings: number;
    }
  /** Where a new file's or directory's name is typed. */
  | { kind: 'draft'; path: string; depth: number; directory: boolean }
  | { kind: 'note'; path: string; depth: number; note: Note };

export type Note = 'loading' | 'empty' | 'truncated' | { problem: Problem };

export interface NewEntry {
  parent: string;
  directory: boolean;
}

/** The lines that are to be seen, from top to bottom. */
export function rowsOf(
  directories: Directories,
  expanded: ReadonlySet<string>,
  draft: NewEntry | null,
): Row[] {
  const rows: Row[] = [];
  const addDirectory = (path: string, depth: number) => {
    const directory = directories.get(path);
    if (draft?.parent === path) {
      rows.push({ kind: 'draft', path: join(path, '\0new'), depth, directory: draft.directory });
    }
    if (!directory || (directory.loading && directory.entries.length === 0)) {
      addNote(rows, path, depth, 'loading');
      return;
    }
    if (directory.problem) {
      addNote(rows, path, depth, { problem: directory.problem });
    } else if (directory.entries.length === 0 && draft?.parent !== path && path !== '') {
      addNote(rows, path, depth, 'empty');
    }
    directory.entries.forEach((entry, index) => {
      const child = join(path, entry.name);
      const open = entry.kind === 'DIRECTORY' && expanded.has(child);
      rows.push({
        kind: 'entry',
        path: child,
        name: displayPath(entry.name),
        depth,
        entry,
        expanded: open,
        position: index + 1,
        siblings: directory.entries.length,
      });
      if (open) {
        addDirectory(child, depth + 1);
      }
    });
    if (directory.truncated) {
      addNote(rows, path, depth, 'truncated');
    }
  };
  addDirectory('', 0);
  return rows;
}

function addNote(rows: Row[], path: string, depth: number, note: Note): void {
  const kind = typeof note === 'string' ? note : 'problem';
  rows.push({ kind: 'note', path: join(path, `\0${kind}`), depth, note });
}

/**
 * The known directories whose entries are out of date after changes: a file that only got other
 * contents does not count.
 */
export function staleDirectories(directories: Directories, changes: ChangedPath[]): Set<string> {
  const stale = new Set<string>();
  for (const { path, deleted } of changes) {
    const child = firstUnknown(directories, path);
    const known = directories.get(parentOf(child));
    const listed = known?.entries.some((entry) => join(parentOf(child), entry.name) === child);
    if (known && listed === (deleted && child === path)) {
      stale.add(parentOf(child));
    }
  }
  return stale;
}

/** The part of a path that ends directly below the deepest directory that listings lead to. */
function firstUnknown(directories: Directories, path: string): string {
  let parent = '';
  for (const segment of path.split('/')) {
    const child = join(parent, segment);
    const listed = directories.get(parent)?.entries.some((entry) => entry.name === segment);
    if (child === path || !listed || !directories.has(child)) {
      return child;
    }
    parent = child;
  }
  return path;
}

/** The deepest directory on the way to a path that listings lead to: where it would show up. */
export function listedAncestor(directories: Directories, path: string): string {
  return parentOf(firstUnknown(directories, path));
}

/** Without the directories that were a path or in it. */
export function without(directories: Directories, path: string): Map<string, Directory> {
  return new Map([...directories].filter(([known]) => !isWithin(known, path)));
}

/** The next entry whose name starts with what was typed, after the current one and around the end. */
export function typeAhead(rows: Row[], current: number, typed: string): number {
  const prefix = typed.toLowerCase();
  // While a word is being typed, the current line stays if it still fits.
  const first = typed.length > 1 ? current : current + 1;
  for (let step = 0; step < rows.length; step++) {
    const index = (first + step + rows.length) % rows.length;
    const row = rows[index]!;
    if (row.kind === 'entry' && row.name.toLowerCase().startsWith(prefix)) {
      return index;
    }
  }
  return current;
}

/** A name that is still free among siblings: `name copy.ts`, `name copy 2.ts` and so on. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number++) {
    const candidate = `${stem} copy${number > 1 ? ` ${number}` : ''}${extension}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
