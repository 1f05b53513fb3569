import { describe, expect, it } from 'vitest';
import { applyEdits, linesOf, minimalEdits, singleEdit } from './textEdits';

describe('singleEdit', () => {
  it('is null for equal texts', () => {
    expect(singleEdit('same', 'same')).toBeNull();
  });

  it('covers only what differs', () => {
    expect(singleEdit('one two three', 'one 2 three')).toEqual({
      offset: 4,
      length: 3,
      text: '2',
    });
    expect(singleEdit('aa', 'aaa')).toEqual({ offset: 2, length: 0, text: 'a' });
  });

  it('never cuts a surrogate pair', () => {
    // Both emoji share their first unit, the other two their last one.
    for (const [from, to] of [
      ['x😀y', 'x😁y'],
      ['x😀y', 'x🨀y'],
    ] as const) {
      const edit = singleEdit(from, to)!;
      expect(edit).toEqual({ offset: 1, length: 2, text: to.slice(1, 3) });
    }
  });
});

describe('minimalEdits', () => {
  const cases: [string, string][] = [
    ['', 'new\n'],
    ['old\n', ''],
    ['a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nE\n'],
    ['a\nb\nc', 'c\nb\na'],
    ['one\r\ntwo\r\n', 'one\r\ntwo and a half\r\nthree\r\n'],
    ['no end', 'no end\n'],
    ['x\n'.repeat(50), 'x\n'.repeat(20) + 'y\n' + 'x\n'.repeat(30)],
  ];

  it.each(cases)('turns %j into %j', (from, to) => {
    const edits = minimalEdits(from, to);
    expect(applyEdits(from, edits)).toBe(to);
    for (let i = 1; i < edits.length; i++) {
      expect(edits[i]!.offset).toBeGreaterThanOrEqual(edits[i - 1]!.offset + edits[i - 1]!.length);
    }
  });

  it('leaves equal lines between two changes alone', () => {
    expect(minimalEdits('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n')).toEqual([
      { offset: 0, length: 1, text: 'A' },
      { offset: 8, length: 1, text: 'E' },
    ]);
  });

  it('turns random texts into each other', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const text = () =>
      Array.from({ length: random(40) }, () => 'ab😀\n'.split(/(?:)/u)[random(4)]).join('');
    for (let round = 0; round < 500; round++) {
      const [from, to] = [text(), text()];
      expect(applyEdits(from, minimalEdits(from, to))).toBe(to);
    }
  });
});

describe('linesOf', () => {
  it('keeps every character', () => {
    for (const text of ['', 'a', 'a\n', '\n\n', 'a\r\nb']) {
      expect(linesOf(text).join('')).toBe(text);
    }
    expect(linesOf('a\n\nb')).toEqual(['a\n', '\n', 'b']);
  });
});
