import { describe, expect, it } from 'vitest';
import {
  displayPath,
  encodePath,
  isWithin,
  join,
  nameOf,
  nameProblem,
  parentOf,
  rebase,
} from './path';

describe('encodePath', () => {
  it('keeps slashes and encodes what a URL gives a meaning to', () => {
    expect(encodePath('src/a b?#%.ts')).toBe('src/a%20b%3F%23%25.ts');
  });

  it('encodes text beyond ASCII as UTF-8', () => {
    expect(encodePath('héllo/😀')).toBe('h%C3%A9llo/%F0%9F%98%80');
  });

  it('turns lone surrogates back into the bytes that they stand for', () => {
    expect(encodePath('caf\uDCE9/\uDC80')).toBe('caf%E9/%80');
  });
});

describe('displayPath', () => {
  it('shows bytes that are not text as the replacement character', () => {
    expect(displayPath('caf\uDCE9.txt')).toBe('caf\uFFFD.txt');
  });
});

describe('parts of a path', () => {
  it('splits and joins', () => {
    expect([nameOf('a/b.c'), nameOf('b.c'), parentOf('a/b/c'), parentOf('c')]).toEqual([
      'b.c',
      'b.c',
      'a/b',
      '',
    ]);
    expect([join('', 'a'), join('a', 'b')]).toEqual(['a', 'a/b']);
  });

  it('knows containment by segments, not by characters', () => {
    expect(isWithin('src/a', 'src')).toBe(true);
    expect(isWithin('src2/a', 'src')).toBe(false);
    expect(isWithin('anything', '')).toBe(true);
  });

  it('follows a move of an ancestor', () => {
    expect(rebase('src/a/b.ts', 'src/a', 'lib')).toBe('lib/b.ts');
    expect(rebase('src/ab.ts', 'src/a', 'lib')).toBeNull();
  });
});

describe('nameProblem', () => {
  it('accepts ordinary names and refuses the rest with a reason', () => {
    expect(nameProblem('.env')).toBeNull();
    expect(nameProblem(' ')).toMatch(/Enter/);
    expect(nameProblem('..')).toMatch(/already/);
    expect(nameProblem('é'.repeat(128))).toMatch(/255/);
  });
});
