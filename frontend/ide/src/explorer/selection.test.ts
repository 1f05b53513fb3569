import { describe, expect, it } from 'vitest';
import { all, extended, only, toggled, topmost } from './selection';
import { rowsOf, type Directories } from './treeModel';

const entry = (name: string, kind: 'FILE' | 'DIRECTORY' = 'FILE') => ({
  name,
  kind,
  size: 1,
  mode: 0o644,
  modifiedAt: '2026-11-21T00:00:00Z',
  target: null,
  localOnly: false,
});
const listing = (...entries: ReturnType<typeof entry>[]) => ({
  entries,
  truncated: false,
  loading: false,
  problem: null,
});
const directories = new Map([
  ['', listing(entry('src', 'DIRECTORY'), entry('a'), entry('b'), entry('c'))],
  ['src', listing(entry('x'), entry('y'))],
]) as unknown as Directories;
const rows = rowsOf(directories, new Set(['src']), null);
const names = ({ selected }: { selected: ReadonlySet<string> }) => [...selected].sort();

describe('selection', () => {
  it('takes entries in and out one by one', () => {
    const two = toggled(only('a'), 'c');
    expect(names(two)).toEqual(['a', 'c']);
    expect(names(toggled(two, 'a'))).toEqual(['c']);
  });

  it('reaches from the anchor to either side, and anew from the same anchor', () => {
    const down = extended(only('a'), rows, 'c');
    expect(names(down)).toEqual(['a', 'b', 'c']);
    expect(names(extended(down, rows, 'src/y'))).toEqual(['a', 'src/y']);
  });

  it('begins where it is asked when the anchor is gone', () => {
    expect(names(extended(only('gone'), rows, 'b'))).toEqual(['b']);
    expect(names(extended(only(null), rows, 'b'))).toEqual(['b']);
  });

  it('leaves out what lies in another selected folder', () => {
    const everything = all(rows);
    expect(names(everything)).toEqual(['a', 'b', 'c', 'src', 'src/x', 'src/y']);
    const paths = topmost(rows, everything.selected).map((row) => row.path);
    expect(paths).toEqual(['src', 'a', 'b', 'c']);
  });

  it('forgets what is not to be seen any more', () => {
    expect(topmost(rows, new Set(['deleted', 'a'])).map((row) => row.path)).toEqual(['a']);
  });
});
