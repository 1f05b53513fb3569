import { isWithin } from '../../../shared/api/path';
import type { Row } from './treeModel';

export type EntryRow = Row & { kind: 'entry' };

/** Which entries are selected; a new range begins at the anchor. */
export interface Selection {
  selected: ReadonlySet<string>;
  anchor: string | null;
}

export function only(path: string | null): Selection {
  return { selected: new Set(path === null ? [] : [path]), anchor: path };
}

/** Takes an entry in or out, as a click with Ctrl does. */
export function toggled({ selected }: Selection, path: string): Selection {
  const next = new Set(selected);
  if (!next.delete(path)) {
    next.add(path);
  }
  return { selected: next, anchor: path };
}

/** Everything between the anchor and an entry, as a click with Shift selects it. */
export function extended({ anchor }: Selection, rows: Row[], path: string): Selection {
  const from = rows.findIndex((row) => row.path === anchor);
  const to = rows.findIndex((row) => row.path === path);
  if (from < 0 || to < 0) {
    return only(path);
  }
  const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(entries(between).map((row) => row.path)), anchor };
}

export function all(rows: Row[]): Selection {
  const paths = entries(rows).map((row) => row.path);
  return { selected: new Set(paths), anchor: paths[0] ?? null };
}

/** The selected rows, but none that lies in another: what is done to a folder is done to them too. */
export function topmost(rows: Row[], selected: ReadonlySet<string>): EntryRow[] {
  const chosen = entries(rows).filter((row) => selected.has(row.path));
  return chosen.filter(
    (row) => !chosen.some((other) => other !== row && isWithin(row.path, other.path)),
  );
}

function entries(rows: Row[]): EntryRow[] {
  return rows.filter((row) => row.kind === 'entry');
}
