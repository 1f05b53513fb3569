import { describe, expect, it } from 'vitest';
import { WINDOW_BYTES } from '../session/frames';
import { InputCredit, MAX_QUEUED_BYTES, OutputCredit } from './credit';

describe('OutputCredit', () => {
  it('confirms every byte once, in pieces of at least 64 KiB', () => {
    const credit = new OutputCredit();
    expect(credit.consumed(65_535)).toBe(0);
    expect(credit.consumed(1)).toBe(65_536);
    expect(credit.consumed(1)).toBe(0);
    expect(credit.consumed(200_000)).toBe(200_001);
  });
});

describe('InputCredit', () => {
  const typed = () => {
    const sent: number[] = [];
    return { sent, credit: new InputCredit((bytes) => sent.push(bytes.length)) };
  };

  it('sends at once while the window is open', () => {
    const { sent, credit } = typed();
    credit.write(Uint8Array.of(1, 2, 3));
    expect(sent).toEqual([3]);
  });

  it('never has more than the window in flight and sends the rest when it is confirmed', () => {
    const { sent, credit } = typed();
    credit.write(new Uint8Array(WINDOW_BYTES + 10));
    credit.write(new Uint8Array(5));
    expect(sent).toEqual([WINDOW_BYTES]);
    credit.confirmed(4);
    credit.confirmed(100);
    expect(sent).toEqual([WINDOW_BYTES, 4, 6, 5]);
  });

  it('keeps the order of the bytes', () => {
    const sent: number[] = [];
    const credit = new InputCredit((bytes) => sent.push(bytes[0]!, bytes.at(-1)!));
    credit.write(new Uint8Array(WINDOW_BYTES));
    credit.write(Uint8Array.of(1, 2, 3, 4));
    sent.length = 0;
    credit.confirmed(2);
    credit.confirmed(2);
    expect(sent).toEqual([1, 2, 3, 4]);
  });

  it('refuses what would wait beyond the bound, as a whole', () => {
    const { sent, credit } = typed();
    expect(credit.write(new Uint8Array(WINDOW_BYTES))).toBe(true);
    expect(credit.write(new Uint8Array(MAX_QUEUED_BYTES + 1))).toBe(false);
    expect(sent).toEqual([WINDOW_BYTES]);
  });

  it('is not talked into a larger window than was agreed', () => {
    const { sent, credit } = typed();
    credit.confirmed(WINDOW_BYTES);
    credit.write(new Uint8Array(WINDOW_BYTES + 1));
    expect(sent).toEqual([WINDOW_BYTES]);
  });
});
