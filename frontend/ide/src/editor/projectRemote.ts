import { send } from '../../../shared/api/http';
import { encodePath } from '../../../shared/api/path';
import type { TextEdit } from '../../../shared/api/session';
import { connection } from '../session/session';
import type { Remote, Version } from './DocumentSync';
import { singleEdit } from './textEdits';

/** Beyond this a text does not fit into a frame (8 MiB) for certain and goes over HTTP. */
const MAX_FRAME_UNITS = 2_000_000;

/** The rest of a frame that carries a patch, roughly; a patch has to save more than that. */
const PATCH_OVERHEAD = 64;

/** Files by the session WebSocket, large ones by REST. */
export const projectRemote: Remote = {
  async update(path, base, text) {
    const patch = patchIfSmaller(base, text);
    if (!patch && text.length > MAX_FRAME_UNITS) {
      return put(path, base, text);
    }
    const { hash } = await connection.ask({
      type: 'updateContent',
      path,
      base: base?.hash ?? null,
      content: patch ? null : text,
      patch,
    });
    return hash;
  },

  async fetch(path) {
    const { hash, content } = await connection.ask({ type: 'fetchContent', path });
    return { hash, text: content };
  },
};

export function patchIfSmaller(base: Version | null, text: string): TextEdit[] | null {
  const edit = base && singleEdit(base.text, text);
  return edit && edit.text.length + PATCH_OVERHEAD < text.length ? [edit] : null;
}

async function put(path: string, base: Version | null, text: string): Promise<string> {
  const response = await send('PUT', `/api/files/${encodePath(path)}`, {
    body: new Blob([text]),
    headers: base ? { 'If-Match': `"${base.hash}"` } : { 'If-None-Match': '*' },
  });
  return response.headers.get('ETag')!.replaceAll('"', '');
}
