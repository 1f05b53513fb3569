import { describe, expect, it } from 'vitest';
import { when } from './when';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('when', () => {
  it.each([
    ['2026-11-21T11:59:40Z', 'just now'],
    ['2026-11-21T11:57:00Z', '3 minutes ago'],
    ['2026-11-21T09:30:00Z', '2 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-27T13:00:00Z', 'in 6 days'],
    ['2026-11-28T11:59:50Z', 'in 7 days'],
    ['2024-11-20T12:00:00Z', '2 years ago'],
  ])('says %s as %s', (time, words) => {
    expect(when(time, now)).toBe(words);
  });
});
