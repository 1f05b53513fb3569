import { loadLive } from '../live/loadLive';
import { onFrame } from '../session/session';
import { whenIdle } from './whenIdle';

export type Monaco = typeof import('monaco-editor/editor/editor.api');

let loading: Promise<Monaco> | undefined;

/** Fetches the editor once; a failed fetch can be tried again. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monaco').then(
    ({ monaco }) => monaco,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Has what a first file needs there when it is clicked, without holding up the file list. */
export function prefetchEditor(): void {
  onFrame('loaded', () => {
    // A failed fetch is told when a file is opened, which tries again.
    void whenIdle()
      .then(() => Promise.all([loadMonaco(), loadLive()]))
      .catch(() => undefined);
  });
}
