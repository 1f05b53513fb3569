import type { Presence } from '../../../shared/api/session';
import type { Seen } from './peers';

/** Somebody in one place, as the list of people shows it. */
export interface Somebody {
  person: string;
  name: string;
  /** Whether the person may only look. */
  viewer: boolean;
  typing: boolean;
  /** The file in front; null for none. */
  path: string | null;
  /** Where the caret is in it; null if that is not known. */
  line: number | null;
}

/**
 * Who else is where: every person once for each file that one of their windows has in front. Pure.
 *
 * @param here who has the project open
 * @param byPath who has which file open, which tells the line, and of clients that do nothing else
 */
export function everybody(here: Presence[], byPath: Record<string, Seen[]>): Somebody[] {
  const seen = Object.entries(byPath).flatMap(([path, peers]) =>
    peers.map((peer) => ({ ...peer, at: peer.at ?? { path, line: 1 } })),
  );
  const found = new Map<string, Somebody>();
  const add = (somebody: Somebody) => {
    const key = `${somebody.person}\n${somebody.path ?? ''}`;
    const typing = somebody.typing || found.get(key)?.typing === true;
    found.set(key, { ...somebody, typing });
  };
  for (const { person, name, role, windows } of here) {
    for (const { path = null, typing } of windows) {
      const peer = seen.find(({ person: id, at }) => id === person && at.path === path);
      add({ person, name, viewer: role === 'VIEWER', typing, path, line: peer?.at.line ?? null });
    }
  }
  const known = new Set(here.map(({ person }) => person));
  for (const { person, name, typing, at } of seen.filter((peer) => !known.has(peer.person))) {
    add({ person, name, viewer: false, typing, path: at.path, line: at.line });
  }
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || (a.path ?? '').localeCompare(b.path ?? ''),
  );
}
