import { describe, expect, it } from 'vitest';
import { nextStep } from './reconnect';

describe('nextStep', () => {
  it('reconnects after a lost connection, a stopping and a superseded runner', () => {
    for (const code of [1006, 1001, 4503, 4409]) {
      expect(nextStep(code, 0, 0.5)).toEqual({ kind: 'reconnect', delayMs: 187.5 });
    }
  });

  it('doubles the delay up to ten seconds', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => {
      const step = nextStep(1006, failures, 0.999999);
      return step.kind === 'reconnect' ? Math.round(step.delayMs) : NaN;
    });
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('jitters between the half and the whole', () => {
    expect(nextStep(1006, 2, 0)).toEqual({ kind: 'reconnect', delayMs: 500 });
  });

  it('signs in again when the session is over', () => {
    expect(nextStep(4401, 0, 0)).toEqual({ kind: 'sign-in' });
  });

  it('stops where another try would fail in the same way', () => {
    expect(nextStep(4400, 0, 0).kind).toBe('stop');
    expect(nextStep(4403, 0, 0).kind).toBe('stop');
  });

  it('waits long when there were too many connections', () => {
    expect(nextStep(4429, 0, 0)).toEqual({ kind: 'reconnect', delayMs: 5_000 });
  });
});
