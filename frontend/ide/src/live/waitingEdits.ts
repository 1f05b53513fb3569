import { recall, remember } from '../layout/memory';

/**
 * Which files have edits in this browser that the project may not have, and in which document they
 * were made: the next visit opens these by itself.
 */
const KEY = 'live-waiting';

export function waitingEdits(): Record<string, string> {
  return recall<Record<string, string>>(KEY, {});
}

export function noteWaiting(path: string, guid: string): void {
  remember(KEY, { ...waitingEdits(), [path]: guid });
}

export function nothingWaits(path: string): void {
  const { [path]: known, ...others } = waitingEdits();
  if (known !== undefined) {
    remember(KEY, others);
  }
}
