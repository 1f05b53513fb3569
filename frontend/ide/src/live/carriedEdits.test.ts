import { describe, expect, it } from 'vitest';
import { applyEdits, minimalEdits } from '../editor/textEdits';
import { carriedEdits } from './carriedEdits';

/** What becomes of a text that both have changed. */
function both(base: string, mine: string, theirs: string): string {
  return applyEdits(theirs, carriedEdits(minimalEdits(base, mine), minimalEdits(base, theirs)));
}

describe('carriedEdits', () => {
  it('keeps what both have inserted, at different places and at the same one', () => {
    expect(both('a\nb\nc\n', 'a!\nb\nc\n', 'a\nb\nc?\n')).toBe('a!\nb\nc?\n');
    expect(both('word', 'word mine', 'word theirs')).toBe('word theirs mine');
    expect(both('', 'mine', 'theirs')).toBe('theirsmine');
  });

  it('counts once what both have done', () => {
    expect(both('a\nb\n', 'a\nB\n', 'a\nB\n')).toBe('a\nB\n');
    expect(both('a\nb\n', 'a\n', 'a\n')).toBe('a\n');
  });

  it('deletes what I deleted and spares what they put inside', () => {
    expect(both('a[bc]d', 'a[]d', 'a[bXc]d')).toBe('a[X]d');
    expect(both('abcdef', 'af', 'abcXdef')).toBe('aXf');
  });

  it('deletes nothing twice', () => {
    expect(both('abcdef', 'abef', 'abcf')).toBe('abf');
    expect(both('abcdef', '', 'abc')).toBe('');
  });

  it('puts what I wrote into a place that they deleted where that was', () => {
    expect(both('one two three', 'one two2 three', 'one three')).toContain('2');
  });

  it('loses nothing that anybody inserted, whatever both do', () => {
    let seed = 3;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const edited = (text: string, mark: string) => {
      for (let count = random(4); count >= 0; count--) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (random(2) ? mark : '') + text.slice(at + random(3));
      }
      return text;
    };
    for (let round = 0; round < 500; round++) {
      const base = 'abc\ndef\nghi\n'.slice(random(6));
      const [mine, theirs] = [edited(base, 'M'), edited(base, 'T')];
      const result = both(base, mine, theirs);
      const count = (text: string, mark: string) => text.split(mark).length - 1;
      expect([count(result, 'M'), count(result, 'T')]).toEqual([
        count(mine, 'M'),
        count(theirs, 'T'),
      ]);
      expect(both(base, base, theirs)).toBe(theirs);
      expect(both(base, mine, base)).toBe(mine);
    }
  });
});
