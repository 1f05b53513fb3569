import { describe, expect, it } from 'vitest';
import type { SavedState, StorageState } from '../../../shared/api/session';
import { savedStatus } from './savedStatus';

const NONE = { saving: 0, waiting: 0, changes: 0, attention: 0 };

const state = (acknowledged: number, saved: number, storage: StorageState = 'OK'): SavedState => ({
  acknowledged,
  saved,
  savedAt: null,
  storage,
  problem: null,
});

describe('savedStatus', () => {
  it('says Saved only when S3 has everything', () => {
    expect(savedStatus(state(5, 5), 'connected', NONE)).toBe('saved');
    expect(savedStatus(state(6, 5), 'connected', NONE)).toBe('saving');
    expect(savedStatus(state(5, 5), 'connected', { ...NONE, saving: 1 })).toBe('saving');
  });

  it('says where unsaved work is kept', () => {
    expect(savedStatus(state(6, 5, 'UNREACHABLE'), 'connected', NONE)).toBe('kept-there');
    expect(savedStatus(state(5, 5), 'offline', { ...NONE, waiting: 1 })).toBe('kept-here');
    expect(savedStatus(state(5, 5), 'reconnecting', { ...NONE, saving: 1 })).toBe('kept-here');
  });

  it('puts what a person must act on first', () => {
    expect(
      savedStatus(state(5, 5), 'connected', { ...NONE, saving: 1, waiting: 1, attention: 1 }),
    ).toBe('attention');
    expect(savedStatus(state(5, 5, 'INCOMPLETE'), 'connected', NONE)).toBe('incomplete');
    expect(savedStatus(state(6, 5, 'INCOMPLETE'), 'connected', NONE)).toBe('saving');
    expect(savedStatus(state(5, 5, 'FULL'), 'connected', NONE)).toBe('full');
    expect(savedStatus(state(5, 5, 'SUPERSEDED'), 'connected', NONE)).toBe('superseded');
  });

  it('claims nothing before the runner has told', () => {
    expect(savedStatus(null, 'connecting', NONE)).toBe('loading');
  });
});
