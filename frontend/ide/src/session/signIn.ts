import { useSession } from './sessionStore';

const KEY = 'atrium.signed-in-again-at';

/** A second time within this means that signing in does not help. */
const LOOP_MS = 15_000;

const beforeLeaving = new Set<() => Promise<void>>();

/** Registers what must be kept before the page is left for the sign-in. */
export function onLeaving(keep: () => Promise<void>): void {
  beforeLeaving.add(keep);
}

/** Navigates to this page anew: the runner sends a navigation without a session through the hub. */
export async function signIn(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < LOOP_MS) {
    useSession.setState({ stopped: 'Your session ended, and signing in again did not help.' });
    return;
  }
  sessionStorage.setItem(KEY, String(Date.now()));
  await Promise.allSettled([...beforeLeaving].map((keep) => keep()));
  location.reload();
}
