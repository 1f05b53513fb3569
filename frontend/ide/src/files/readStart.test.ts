import { afterEach, describe, expect, it, vi } from 'vitest';
import { readStart } from './readStart';

afterEach(() => vi.unstubAllGlobals());

/** A file that comes in these pieces; tells whether its rest was given up. */
function serve(...pieces: Uint8Array<ArrayBuffer>[]) {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: (controller) => {
        const next = pieces.shift();
        if (next) {
          controller.enqueue(next);
        } else {
          controller.close();
        }
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
  return cancel;
}

function start(bytes: number) {
  return readStart('a.txt', bytes, new AbortController().signal);
}

describe('the start of a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is all of a short one', async () => {
    serve(bytes('one '), bytes('two'));
    expect(await start(100)).toBe('one two');
  });

  it('ends at its bound, and the rest is given up', async () => {
    const cancel = serve(bytes('one '), bytes('two'), bytes('three'));
    expect(await start(6)).toBe('one tw');
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('keeps characters whole that come in two pieces', async () => {
    serve(bytes('ä').subarray(0, 1), bytes('ä').subarray(1));
    expect(await start(100)).toBe('ä');
  });
});
