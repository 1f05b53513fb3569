import { describe, expect, it } from 'vitest';
import { everybody } from './people';
import { readState, type Seen } from './peers';

const seen = (name: string, path: string, more: Partial<Seen> = {}): Seen => ({
  client: 1,
  person: name.toLowerCase(),
  name,
  typing: false,
  selection: null,
  at: { path, line: 3 },
  ...more,
});

describe('everybody', () => {
  it('lists a window once, and another window of the same person beside it', () => {
    const people = everybody({
      'a.txt': [seen('Grace', 'a.txt', { typing: true }), seen('Ada', 'b.txt')],
      'b.txt': [seen('Grace', 'a.txt'), seen('Ada', 'c.txt')],
    });
    expect(people.map(({ name, at, typing }) => [name, at.path, typing])).toEqual([
      ['Ada', 'b.txt', false],
      ['Ada', 'c.txt', false],
      ['Grace', 'a.txt', true],
    ]);
  });

  it('takes the file for the place of a client that does not tell', () => {
    expect(everybody({ 'a.txt': [seen('Emacs', '', { at: null })] })[0]!.at).toEqual({
      path: 'a.txt',
      line: 1,
    });
  });
});

describe('what a client says of itself', () => {
  const nowhere = () => null;

  it('is read with care', () => {
    expect(readState(1, {}, nowhere)).toBeNull();
    expect(readState(1, { user: { name: 7 } }, nowhere)).toBeNull();
    expect(readState(1, { user: null, cursor: 'x' }, nowhere)).toBeNull();
    const long = readState(7, { user: { name: 'x'.repeat(500) }, at: { path: 1 } }, nowhere);
    expect(long).toMatchObject({ person: 'client 7', at: null, typing: false, selection: null });
    expect(long!.name).toHaveLength(40);
  });

  it('may have a caret that cannot be found', () => {
    const broken = () => {
      throw new Error('not a position');
    };
    const state = { user: { name: 'Ada' }, cursor: { anchor: {}, head: {} } };
    expect(readState(1, state, broken)!.selection).toBeNull();
    expect(readState(1, state, () => 4)!.selection).toEqual({ anchor: 4, head: 4 });
  });
});
