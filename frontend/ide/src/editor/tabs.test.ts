import { describe, expect, it } from 'vitest';
import { closeTab, moveTab, neighbour, NO_TABS, openTab, renameInTabs, type Tabs } from './tabs';

const paths = (state: Tabs) => state.tabs.map((tab) => (tab.preview ? `~${tab.path}` : tab.path));
const three = ['a', 'b', 'c'].reduce((state, path) => openTab(state, path, false), NO_TABS);

describe('tabs', () => {
  it('opens beside the active tab', () => {
    const state = openTab(openTab(three, 'a', false), 'd', false);
    expect([paths(state), state.active]).toEqual([['a', 'd', 'b', 'c'], 'd']);
  });

  it('replaces one preview by the next and pins it when it is opened for good', () => {
    const looked = openTab(openTab(three, 'x', true), 'y', true);
    expect(paths(looked)).toEqual(['a', 'b', 'c', '~y']);
    expect(paths(openTab(looked, 'y', false))).toEqual(['a', 'b', 'c', 'y']);
    expect(paths(openTab(three, 'a', true))).toEqual(['a', 'b', 'c']);
  });

  it('goes back to the tab used before when one is closed', () => {
    const state = closeTab(openTab(three, 'a', false), 'a');
    expect([paths(state), state.active]).toEqual([['b', 'c'], 'c']);
    expect(closeTab(closeTab(state, 'b'), 'c').active).toBeNull();
  });

  it('moves a tab before another or to the end', () => {
    expect(paths(moveTab(three, 'c', 'a'))).toEqual(['c', 'a', 'b']);
    expect(paths(moveTab(three, 'a', null))).toEqual(['b', 'c', 'a']);
    expect(moveTab(three, 'a', 'a')).toBe(three);
  });

  it('walks around the end', () => {
    expect([neighbour(three, 1), neighbour(three, -1), neighbour(NO_TABS, 1)]).toEqual([
      'a',
      'b',
      null,
    ]);
  });

  it('follows a renamed directory', () => {
    const state = renameInTabs(openTab(NO_TABS, 'src/a.ts', false), 'src', 'lib');
    expect(state).toEqual({
      tabs: [{ path: 'lib/a.ts', preview: false }],
      active: 'lib/a.ts',
      recent: ['lib/a.ts'],
    });
  });
});
