import { describe, expect, it } from 'vitest';
import { asksToSignIn } from './previewAddress';

const APP = 'http://p1.app.localhost:8080';
const message = (origin: string, data: unknown) => new MessageEvent('message', { origin, data });

describe('asksToSignIn', () => {
  it('listens to the app host only', () => {
    const data = { type: 'atrium:preview-sign-in' };
    expect(asksToSignIn(message(APP, data), APP)).toBe(true);
    expect(asksToSignIn(message('http://p2.app.localhost:8080', data), APP)).toBe(false);
  });

  it('ignores whatever else an app posts', () => {
    for (const data of [null, 'atrium:preview-sign-in', { type: 'other' }, 7, undefined]) {
      expect(asksToSignIn(message(APP, data), APP)).toBe(false);
    }
  });
});
