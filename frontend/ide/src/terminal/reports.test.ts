import { describe, expect, it } from 'vitest';
import { isReport } from './reports';

describe('isReport', () => {
  it.each([
    ['device attributes', '\x1b[?1;2c'],
    ['secondary device attributes', '\x1b[>0;276;0c'],
    ['the cursor position', '\x1b[24;80R'],
    ['a status', '\x1b[0n'],
    ['a mode', '\x1b[?2026;2$y'],
    ['a colour', '\x1b]11;rgb:1515/1717/1c1c\x1b\\\\'],
    ['a setting', '\x1bP1$r0m\x1b\\\\'],
  ])('knows %s', (_name, text) => expect(isReport(text)).toBe(true));

  it.each([
    ['letters', 'c'],
    ['an arrow', '\x1b[A'],
    ['Alt and a letter', '\x1bb'],
    ['Delete', '\x1b[3~'],
    ['Ctrl and an arrow', '\x1b[1;5D'],
  ])('lets %s pass', (_name, text) => expect(isReport(text)).toBe(false));
});
