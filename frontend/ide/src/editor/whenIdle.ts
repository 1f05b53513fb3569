/** The longest that something waits for a quiet moment. */
const LIMIT_MS = 2_000;

/** Resolves as soon as the page has nothing better to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) {
      window.requestIdleCallback(() => resolve(), { timeout: LIMIT_MS });
    } else {
      setTimeout(resolve, 200);
    }
  });
}
