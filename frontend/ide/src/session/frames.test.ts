import { describe, expect, it } from 'vitest';
import { decodeTerminalFrame, encodeTerminalFrame, HEADER_BYTES } from './frames';

describe('terminal frames', () => {
  it('are big-endian with a twelve byte header', () => {
    const frame = encodeTerminalFrame({
      terminal: 0x01020304,
      sequence: 0x0102030405,
      bytes: Uint8Array.of(0xff),
    });
    expect([...frame]).toEqual([1, 2, 3, 4, 0, 0, 0, 1, 2, 3, 4, 5, 0xff]);
  });

  it('survive the round trip, empty or beyond 32 bits of sequence', () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(0, 128, 255)]) {
      const frame = { terminal: 0xffffffff, sequence: Number.MAX_SAFE_INTEGER, bytes };
      expect(decodeTerminalFrame(encodeTerminalFrame(frame).buffer)).toEqual(frame);
    }
  });

  it('are refused when they are cut short or count too far', () => {
    expect(() => decodeTerminalFrame(new ArrayBuffer(HEADER_BYTES - 1))).toThrow(RangeError);
    const frame = new Uint8Array(HEADER_BYTES).fill(0xff);
    expect(() => decodeTerminalFrame(frame.buffer)).toThrow(/beyond/);
  });
});
