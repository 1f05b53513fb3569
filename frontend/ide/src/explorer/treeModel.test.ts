import { describe, expect, it } from 'vitest';
import type { FileEntry, FileKind } from '../../../shared/api/files';
import type { ChangedPath } from '../../../shared/api/session';
import {
  freeName,
  listedAncestor,
  rowsOf,
  staleDirectories,
  typeAhead,
  without,
  type Directory,
} from './treeModel';

const entry = (name: string, kind: FileKind = 'FILE'): FileEntry => ({
  name,
  kind,
  size: 0,
  mode: 0o644,
  modifiedAt: '2026-01-01T00:00:00Z',
  target: null,
  localOnly: false,
});

const directory = (...entries: FileEntry[]): Directory => ({
  entries,
  truncated: false,
  loading: false,
  problem: null,
});

const tree = new Map([
  ['', directory(entry('src', 'DIRECTORY'), entry('lib', 'DIRECTORY'), entry('a.txt'))],
  ['src', directory(entry('main.ts'))],
]);

const shown = (expanded: string[]) =>
  rowsOf(tree, new Set(expanded), null).map(
    (row) => '  '.repeat(row.depth) + row.path.replace('\0', '!'),
  );

describe('rowsOf', () => {
  it('shows what is expanded, indented', () => {
    expect(shown([])).toEqual(['src', 'lib', 'a.txt']);
    expect(shown(['src'])).toEqual(['src', '  src/main.ts', 'lib', 'a.txt']);
  });

  it('says that a directory is on its way or empty', () => {
    expect(shown(['lib'])).toEqual(['src', 'lib', '  lib/!loading', 'a.txt']);
    const empty = new Map([...tree, ['lib', directory()]]);
    expect(rowsOf(empty, new Set(['lib']), null)[2]).toMatchObject({ note: 'empty' });
  });

  it('puts a new entry first in its directory', () => {
    const rows = rowsOf(tree, new Set(['src']), { parent: 'src', directory: false });
    expect(rows[1]).toMatchObject({ kind: 'draft', depth: 1 });
  });
});

describe('staleDirectories', () => {
  const change = (path: string, deleted = false): ChangedPath => ({
    path,
    hash: null,
    deleted,
    cause: 'DISK',
    author: null,
  });
  const stale = (...changes: ChangedPath[]) => [...staleDirectories(tree, changes)];

  it('is empty when a listed file got other contents', () => {
    expect(stale(change('a.txt'), change('src/main.ts'))).toEqual([]);
  });

  it('names the directory of what is new or gone', () => {
    expect(stale(change('b.txt'), change('src/main.ts', true))).toEqual(['', 'src']);
  });

  it('ignores what happens in directories that nobody has opened', () => {
    expect(stale(change('lib/x/y.ts'), change('lib/z.ts', true))).toEqual([]);
  });

  it('is not misled by a directory that is being fetched before it is listed', () => {
    const early = new Map([...tree, ['new', directory()]]);
    expect([...staleDirectories(early, [change('new/y.ts')])]).toEqual(['']);
    expect(listedAncestor(early, 'new/x/y.ts')).toBe('');
    expect(listedAncestor(early, 'src/x.ts')).toBe('src');
  });

  it('finds a new directory by a file that is deep in it', () => {
    expect(stale(change('new/x/y.ts'))).toEqual(['']);
  });
});

describe('helpers', () => {
  it('forgets a directory with what is in it', () => {
    expect([...without(tree, 'src').keys()]).toEqual(['']);
  });

  it('jumps to the next name that was typed', () => {
    const rows = rowsOf(tree, new Set(), null);
    expect(typeAhead(rows, 0, 'l')).toBe(1);
    expect(typeAhead(rows, 1, 'li')).toBe(1);
    expect(typeAhead(rows, 1, 's')).toBe(0);
    expect(typeAhead(rows, 1, 'zzz')).toBe(1);
  });

  it('finds a free name', () => {
    expect(freeName('a.tar.gz', new Set())).toBe('a.tar copy.gz');
    expect(freeName('.env', new Set(['.env copy']))).toBe('.env copy 2');
  });
});
