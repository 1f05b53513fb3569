import type * as Y from 'yjs';
import type { TextEdit } from '../../../shared/api/session';

/** Changes a shared text in one transaction; the edits are ascending, by its offsets before. */
export function applyTo(shared: Y.Text, edits: TextEdit[], origin: unknown): void {
  shared.doc!.transact(() => {
    for (const { offset, length, text } of edits.toReversed()) {
      shared.delete(offset, length);
      shared.insert(offset, text);
    }
  }, origin);
}

/** A Yjs delta as edits by the offsets of the text before it, ascending. */
export function editsOf(delta: Y.YTextEvent['delta']): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  let open: TextEdit | null = null;
  for (const { retain, insert, delete: length = 0 } of delta) {
    if (retain !== undefined) {
      offset += retain;
      open = null;
      continue;
    }
    if (open === null) {
      open = { offset, length: 0, text: '' };
      edits.push(open);
    }
    open.text += typeof insert === 'string' ? insert : '';
    open.length += length;
    offset += length;
  }
  return edits;
}

/** Where the last change of a delta ends, by the offsets after it. */
export function endOf(delta: Y.YTextEvent['delta']): number {
  let offset = 0;
  for (const { retain, insert } of delta) {
    offset += retain ?? (typeof insert === 'string' ? insert.length : 0);
  }
  return offset;
}
