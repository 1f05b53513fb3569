import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../shared/api/session';
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

const here = (name: string, paths: (string | null)[], more: Partial<Presence> = {}): Presence => ({
  person: name.toLowerCase(),
  name,
  role: 'EDITOR',
  color: 0,
  windows: paths.map((path) => ({ path, typing: false })),
  ...more,
});

describe('everybody', () => {
  it('lists a person once for each file, with the line where that is known', () => {
    const people = everybody(
      [here('Grace', ['a.txt', 'a.txt', 'b.txt']), here('Ada', [null], { role: 'VIEWER' })],
      { 'a.txt': [seen('Grace', 'a.txt')] },
    );
    expect(people.map(({ name, path, line, viewer }) => [name, path, line, viewer])).toEqual([
      ['Ada', null, null, true],
      ['Grace', 'a.txt', 3, false],
      ['Grace', 'b.txt', null, false],
    ]);
  });

  it('says that somebody is typing if they do in one of several windows', () => {
    const windows = [true, false].map((typing) => ({ path: 'a.txt', typing }));
    expect(everybody([here('Grace', [], { windows })], {})).toMatchObject([{ typing: true }]);
  });

  it('lists clients that do nothing but edit a file', () => {
    const people = everybody([here('Ada', ['a.txt'])], {
      'a.txt': [seen('Emacs', '', { at: null }), seen('Ada', 'a.txt'), seen('Ada', 'gone.txt')],
    });
    expect(people.map(({ name, path, line }) => [name, path, line])).toEqual([
      ['Ada', 'a.txt', 3],
      ['Emacs', 'a.txt', 1],
    ]);
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
