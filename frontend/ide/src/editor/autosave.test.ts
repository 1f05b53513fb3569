import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave } from './autosave';

describe('Autosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves 500 ms after the last key', () => {
    const save = vi.fn();
    const autosave = new Autosave(save);
    autosave.touched();
    vi.advanceTimersByTime(300);
    autosave.touched();
    vi.advanceTimersByTime(499);
    expect(save).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(save).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5_000);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('saves every second while somebody keeps typing', () => {
    const save = vi.fn();
    const autosave = new Autosave(save);
    for (let key = 0; key < 30; key++) {
      autosave.touched();
      vi.advanceTimersByTime(100);
    }
    expect(save).toHaveBeenCalledTimes(3);
  });

  it('forgets what was due when it is cancelled', () => {
    const save = vi.fn();
    const autosave = new Autosave(save);
    autosave.touched();
    autosave.cancel();
    vi.advanceTimersByTime(5_000);
    expect(save).not.toHaveBeenCalled();
  });
});
