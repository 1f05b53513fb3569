import { describe, expect, it } from 'vitest';
import { place } from './outputCursor';

const bytes = Uint8Array.of(10, 11, 12, 13);

describe('place', () => {
  it('takes what follows', () => {
    expect(place(100, 100, bytes)).toEqual({ gap: false, bytes, next: 104 });
  });

  it('skips what the screen has already', () => {
    expect(place(102, 100, bytes)).toEqual({ gap: false, bytes: bytes.subarray(2), next: 104 });
    expect(place(200, 100, bytes)).toEqual({ gap: false, bytes: new Uint8Array(), next: 200 });
  });

  it('sees that output is missing', () => {
    expect(place(50, 100, bytes)).toEqual({ gap: true, bytes, next: 104 });
  });
});
