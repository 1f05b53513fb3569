import { create } from 'zustand';
import type { Problem } from '../../../shared/api/problem';
import { forget, recall, remember } from '../layout/memory';
import type { SyncStatus } from './DocumentSync';
import * as tabs from './tabs';

/** What an open file is shown as. */
export type FileView =
  | { kind: 'loading' }
  /** `notLive` says why the text cannot be edited together; without it, it is. */
  | { kind: 'text'; status: SyncStatus; notLive?: string; form?: FileForm | null }
  | { kind: 'image' }
  /** No text, or too much of it: it can be downloaded, and looked at if it may be text. */
  | { kind: 'unreadable'; problem: Problem }
  | { kind: 'error'; problem: Problem };

/** How a text that is edited together is written in its file. */
export interface FileForm {
  /** Whether a byte order mark goes before it. */
  bom: boolean;
  lineEnds: 'LF' | 'CRLF' | 'mixed';
}

/** Where the cursor is and how the text is written; shown in the status bar. */
export interface CursorInfo {
  line: number;
  column: number;
  selected: number;
  language: string;
  lineEnding: 'LF' | 'CRLF';
  indentation: string;
}

/** A place to show once the file is open; the length selects. */
export interface Reveal {
  path: string;
  line: number;
  column: number;
  length: number;
}

interface EditorState extends tabs.Tabs {
  views: Record<string, FileView>;
  cursor: CursorInfo | null;
  reveal: Reveal | null;
  /** Counts the wishes to go on typing in the editor. */
  focusAsked: number;
}

const remembered = recall<tabs.Tabs>('tabs', tabs.NO_TABS);

export const useEditor = create<EditorState>()(() => ({
  ...remembered,
  views: {},
  cursor: null,
  reveal: null,
  focusAsked: 0,
}));

useEditor.subscribe(({ tabs, active, recent }, before) => {
  if (tabs !== before.tabs || active !== before.active) {
    remember('tabs', { tabs, active, recent });
  }
});

/** Shows a file. One that is only looked at leaves the keyboard where it is, unless asked otherwise. */
export function openFile(
  path: string,
  { preview = false, focus = !preview }: { preview?: boolean; focus?: boolean } = {},
): void {
  useEditor.setState((state) => ({
    ...tabs.openTab(state, path, preview),
    focusAsked: state.focusAsked + (focus ? 1 : 0),
  }));
}

/** Opens a file and goes to a place in it. */
export function openAt(reveal: Reveal, options?: { preview?: boolean }): void {
  openFile(reveal.path, options);
  useEditor.setState({ reveal });
}

export function pinTab(path: string): void {
  useEditor.setState((state) => tabs.pinTab(state, path));
}

export function dropTab(path: string): void {
  forget(`view:${path}`);
  useEditor.setState((state) => {
    const { [path]: _closed, ...views } = state.views;
    return { ...tabs.closeTab(state, path), views };
  });
}

export function moveTab(path: string, before: string | null): void {
  useEditor.setState((state) => tabs.moveTab(state, path, before));
}

export function showNeighbour(steps: number): void {
  const path = tabs.neighbour(useEditor.getState(), steps);
  if (path !== null) {
    openFile(path);
  }
}

export function showView(path: string, view: FileView): void {
  useEditor.setState(({ views }) => ({ views: { ...views, [path]: view } }));
}

export function renameTabs(from: string, to: string): void {
  useEditor.setState((state) => ({
    ...tabs.renameInTabs(state, from, to),
    views: Object.fromEntries(
      Object.entries(state.views).map(([path, view]) => [
        tabs.renameInTabs({ ...tabs.NO_TABS, active: path }, from, to).active!,
        view,
      ]),
    ),
  }));
}
