import { describe, expect, it } from 'vitest';
import { matches, showKeys } from './keys';

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

describe('keys', () => {
  it('match exactly, whatever the case of the letter', () => {
    expect(matches(press({ key: 'p', ctrlKey: true }), 'Mod+P')).toBe(true);
    expect(matches(press({ key: 'P', ctrlKey: true, shiftKey: true }), 'Mod+Shift+P')).toBe(true);
    expect(matches(press({ key: 'P', ctrlKey: true, shiftKey: true }), 'Mod+P')).toBe(false);
    expect(matches(press({ key: 'p', ctrlKey: true, altKey: true }), 'Mod+P')).toBe(false);
    expect(matches(press({ key: 'F2' }), 'F2')).toBe(true);
  });

  it('match by place where the letter depends on the layout', () => {
    expect(
      matches(press({ key: 'Dead', code: 'Backquote', ctrlKey: true }), 'Ctrl+Backquote'),
    ).toBe(true);
  });

  it('are shown as people know them', () => {
    expect(showKeys('Mod+Shift+P')).toBe('Ctrl+Shift+P');
    expect(showKeys('Ctrl+Backquote')).toBe('Ctrl+`');
  });
});
