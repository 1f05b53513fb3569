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
