export type Live = typeof import('./LiveFile');

let loading: Promise<Live> | undefined;

/** Fetches what editing together needs, once; a failed fetch can be tried again. */
export function loadLive(): Promise<Live> {
  loading ??= import('./LiveFile').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
