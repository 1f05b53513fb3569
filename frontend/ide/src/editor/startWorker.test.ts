import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startWorker } from './startWorker';

const started = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', function (url: string) {
    started(url);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('starts a worker only when the project has given its script', async () => {
  const fetched = vi
    .fn()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockResolvedValueOnce(new Response('asleep', { status: 503 }))
    .mockResolvedValueOnce(new Response('script'));
  vi.stubGlobal('fetch', fetched);

  const worker = startWorker('/assets/ts.worker.js');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(started).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(2_000);
  await worker;
  expect(started).toHaveBeenCalledExactlyOnceWith('/assets/ts.worker.js');
});
