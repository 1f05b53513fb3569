import { recall, remember } from '../layout/memory';

/** Copies that nobody has opened for so long are thrown away. */
const KEPT_MS = 14 * 86_400_000;

const KEY = 'live-copies';

/** The database that keeps a document in this browser. */
export const copyName = (guid: string): string => `atrium-live-${guid}`;

/** A document is opened. */
export function noteCopy(guid: string, now: number): void {
  remember(KEY, { ...recall<Record<string, number>>(KEY, {}), [guid]: now });
}

/** Throws away the copies that were not opened for long and have nothing to send. */
export function dropOldCopies(now: number, waiting: string[]): void {
  const copies = Object.entries(recall<Record<string, number>>(KEY, {}));
  const isOld = ([guid, openedAt]: [string, number]) =>
    now - openedAt > KEPT_MS && !waiting.includes(guid);
  for (const [guid] of copies.filter(isOld)) {
    indexedDB.deleteDatabase(copyName(guid));
  }
  remember(KEY, Object.fromEntries(copies.filter((copy) => !isOld(copy))));
}
