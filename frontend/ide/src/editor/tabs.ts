import { rebase } from '../../../shared/api/path';

export interface Tab {
  path: string;
  /** Shown in italics; makes way for the next file that is only looked at. */
  preview: boolean;
}

export interface Tabs {
  tabs: Tab[];
  active: string | null;
  /** Most recently used first. */
  recent: string[];
}

export const NO_TABS: Tabs = { tabs: [], active: null, recent: [] };

/** Opens a file beside the active tab, or shows its tab; pinned tabs never become previews again. */
export function openTab(state: Tabs, path: string, preview: boolean): Tabs {
  const known = state.tabs.some((tab) => tab.path === path);
  let tabs: Tab[];
  if (known) {
    tabs = preview ? state.tabs : pinTab(state, path).tabs;
  } else {
    const kept = preview ? state.tabs.filter((tab) => !tab.preview) : state.tabs;
    const at = kept.findIndex((tab) => tab.path === state.active) + 1 || kept.length;
    tabs = kept.toSpliced(at, 0, { path, preview });
  }
  const there = state.recent.filter((one) => one !== path && tabs.some((tab) => tab.path === one));
  return { tabs, active: path, recent: [path, ...there] };
}

export function pinTab(state: Tabs, path: string): Tabs {
  const tabs = state.tabs.map((tab) => (tab.path === path ? { ...tab, preview: false } : tab));
  return { ...state, tabs };
}

/** Closes a tab; the one used before it becomes active. */
export function closeTab(state: Tabs, path: string): Tabs {
  const recent = state.recent.filter((one) => one !== path);
  return {
    tabs: state.tabs.filter((tab) => tab.path !== path),
    recent,
    active: state.active === path ? (recent[0] ?? null) : state.active,
  };
}

/** Puts a tab before another one, or last. */
export function moveTab(state: Tabs, path: string, before: string | null): Tabs {
  const tab = state.tabs.find((one) => one.path === path);
  if (!tab || path === before) {
    return state;
  }
  const rest = state.tabs.filter((one) => one !== tab);
  const at = before === null ? rest.length : rest.findIndex((one) => one.path === before);
  return { ...state, tabs: rest.toSpliced(at < 0 ? rest.length : at, 0, tab) };
}

/** The tab so many steps to the right of the active one, around the end. */
export function neighbour(state: Tabs, steps: number): string | null {
  const count = state.tabs.length;
  const at = state.tabs.findIndex((tab) => tab.path === state.active);
  return count === 0 ? null : state.tabs[(at + steps + count) % count]!.path;
}

/** Follows a file or a directory to its new place. */
export function renameInTabs(state: Tabs, from: string, to: string): Tabs {
  const follow = (path: string) => rebase(path, from, to) ?? path;
  return {
    tabs: state.tabs.map((tab) => ({ ...tab, path: follow(tab.path) })),
    active: state.active === null ? null : follow(state.active),
    recent: state.recent.map(follow),
  };
}
