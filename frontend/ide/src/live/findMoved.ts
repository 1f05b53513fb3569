import { encodePath, isWithin, rebase } from '../../../shared/api/path';
import type { ChangedPath } from '../../../shared/api/session';
import { decode } from './protocol';

/** Somebody who moves a file moves few at once; a mass change is not searched. */
const MOST = 8;

const PATIENCE_MS = 5_000;

/** Where a file may be that is not at its path any more, by what has appeared with that. Pure. */
export function candidates(path: string, changes: ChangedPath[]): string[] {
  const gone = changes.filter((change) => change.deleted && isWithin(path, change.path));
  const there = changes.filter((change) => !change.deleted);
  const found = gone.flatMap((from) =>
    there.flatMap((to) => rebase(path, from.path, to.path) ?? []),
  );
  return found.slice(0, MOST);
}

/** Which of the paths has that document now; null if none has. */
export async function findMoved(guid: string, paths: string[]): Promise<string | null> {
  const answers = await Promise.all(paths.map((path) => hasDocument(path, guid)));
  return paths[answers.indexOf(true)] ?? null;
}

function hasDocument(path: string, guid: string): Promise<boolean> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const query = `guid=${encodeURIComponent(guid)}`;
  const socket = new WebSocket(`${scheme}://${location.host}/collab/${encodePath(path)}?${query}`);
  socket.binaryType = 'arraybuffer';
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    socket.onclose = () => resolve(false);
    socket.onmessage = ({ data }) => {
      clearTimeout(timer);
      const message = decode(new Uint8Array(data as ArrayBuffer));
      resolve(message.kind === 'identity' && message.guid === guid);
    };
  }).finally(() => socket.close());
}
