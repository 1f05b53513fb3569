import { describe, expect, it } from 'vitest';
import { reconcile } from './merge';

const BASE = 'one\ntwo\nthree\nfour\nfive\n';

describe('reconcile', () => {
  it('sees that both made the same change', () => {
    expect(reconcile(BASE, 'x', 'x', null)).toEqual({ kind: 'same' });
  });

  it('takes theirs where I changed nothing', () => {
    expect(reconcile(BASE, BASE, 'x', null)).toEqual({ kind: 'take-theirs' });
  });

  it('goes on when they have what I sent before the connection was lost', () => {
    const sent = BASE.replace('two', 'two!');
    const mine = BASE.replace('two', 'two!!');
    expect(reconcile(BASE, mine, sent, sent)).toEqual({ kind: 'continue' });
    expect(reconcile(BASE, mine, sent, null)).toEqual({ kind: 'conflict' });
  });

  it('merges changes of different lines', () => {
    const mine = BASE.replace('one', 'ONE');
    const theirs = BASE.replace('five', 'FIVE');
    expect(reconcile(BASE, mine, theirs, null)).toEqual({
      kind: 'merged',
      text: 'ONE\ntwo\nthree\nfour\nFIVE\n',
    });
  });

  it('leaves changes of the same line to a person', () => {
    const mine = BASE.replace('three', 'drei');
    const theirs = BASE.replace('three', 'trois');
    expect(reconcile(BASE, mine, theirs, null)).toEqual({ kind: 'conflict' });
  });

  it('leaves a change inside what they deleted to a person', () => {
    expect(reconcile(BASE, BASE.replace('three', 'drei'), 'one\nfive\n', null)).toEqual({
      kind: 'conflict',
    });
  });

  it('leaves two insertions at one place to a person', () => {
    expect(reconcile('', 'mine\n', 'theirs\n', null)).toEqual({ kind: 'conflict' });
    expect(reconcile(BASE, `${BASE}mine\n`, `${BASE}theirs\n`, null)).toEqual({
      kind: 'conflict',
    });
  });

  it('loses no line of either side when it merges', () => {
    const mine = `// mine\n${BASE}`;
    const theirs = BASE.replace('four\n', '') + 'six\n';
    expect(reconcile(BASE, mine, theirs, null)).toEqual({
      kind: 'merged',
      text: '// mine\none\ntwo\nthree\nfive\nsix\n',
    });
  });
});
