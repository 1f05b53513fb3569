import { expect, it } from 'vitest';
import type { ChangedPath } from '../../../shared/api/session';
import { candidates } from './findMoved';

const gone = (path: string): ChangedPath => ({ path, deleted: true, cause: 'EDIT' });
const there = (path: string): ChangedPath => ({ path, deleted: false, cause: 'EDIT' });

it('looks for a moved file where something has appeared', () => {
  expect(candidates('a.txt', [gone('a.txt'), there('b.txt')])).toEqual(['b.txt']);
  expect(candidates('src/a.txt', [gone('src'), there('lib')])).toEqual(['lib/a.txt']);
});

it('does not look for a file that is still there, or was only deleted', () => {
  expect(candidates('a.txt', [gone('c.txt'), there('b.txt')])).toEqual([]);
  expect(candidates('a.txt', [gone('a.txt')])).toEqual([]);
});
