import { describe, expect, it } from 'vitest';
import { best, fuzzy } from './fuzzy';

const order = (typed: string, ...texts: string[]) =>
  best(typed, texts, (text) => text, 10).map(({ item }) => item);

describe('fuzzy', () => {
  it('needs every letter, in order', () => {
    expect(fuzzy('abc', 'a-b-c')?.positions).toEqual([0, 2, 4]);
    expect(fuzzy('abc', 'acb')).toBeNull();
    expect(fuzzy('aab', 'ab')).toBeNull();
  });

  it('takes everything when nothing is typed', () => {
    expect(fuzzy('', 'anything')?.positions).toEqual([]);
  });

  it('prefers the name of the file to its directories', () => {
    expect(order('main', 'main/other/x.ts', 'src/main.ts')).toEqual([
      'src/main.ts',
      'main/other/x.ts',
    ]);
  });

  it('prefers whole words and short paths', () => {
    expect(order('edit', 'src/credits.ts', 'src/editor.ts', 'src/deep/down/editor.ts')).toEqual([
      'src/editor.ts',
      'src/deep/down/editor.ts',
      'src/credits.ts',
    ]);
  });

  it('knows camel case', () => {
    expect(order('ds', 'modes.ts', 'DocumentSync.ts')[0]).toBe('DocumentSync.ts');
  });

  it('keeps the given order while nothing is typed', () => {
    expect(order(' ', 'long name', 'b', 'a')).toEqual(['long name', 'b', 'a']);
  });

  it('bounds what it gives back', () => {
    expect(best('a', ['a', 'aa', 'aaa'], (text) => text, 2)).toHaveLength(2);
  });
});
