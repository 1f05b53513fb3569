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

/** Has the editor there when the first file is clicked, without holding up the file list. */
export function prefetchMonaco(): void {
  onFrame('loaded', () => {
    // A failed fetch is told when a file is opened, which tries again.
    void whenIdle()
      .then(loadMonaco)
      .catch(() => undefined);
  });
}
