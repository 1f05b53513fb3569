// A synthetic editing trace in the shape of B4 of crdt-benchmarks, whose data no registry carries: as many
// insertions and deletions of one character each, in runs of typing with backspaces and jumps of the
// cursor, so that the encoded document comes out about as large (159,929 bytes there).
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Y } from './modules.mjs';
import { TEXT } from './client.mjs';

const INSERTIONS = 182_315;
const DELETIONS = 77_463;
/** What somebody types before they go back over it, on average; how often they do that elsewhere then. */
const RUN = 130;
const JUMPS = 0.5;
const SEED = 4;

export const EDITS = INSERTIONS + DELETIONS;

/** mulberry32: the same numbers in every run. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Types `edits` edits into a new document; each is a transaction. */
function type(edits) {
  const doc = new Y.Doc();
  const text = doc.getText(TEXT);
  const updates = [];
  doc.on('update', (update) => updates.push(update));
  const random = randomNumbers(SEED);
  const runOf = (mean) => 1 + Math.floor(random() * (2 * mean - 1));
  let cursor = 0;
  while (updates.length < edits) {
    if (random() < JUMPS) {
      cursor = Math.floor(random() * (text.length + 1));
    }
    for (let left = runOf(RUN); left > 0 && updates.length < edits; left--) {
      text.insert(cursor++, String.fromCharCode(97 + Math.floor(random() * 26)));
    }
    for (let left = runOf((RUN * DELETIONS) / INSERTIONS); left > 0 && cursor > 0 && updates.length < edits; left--) {
      text.delete(--cursor, 1);
    }
  }
  return { doc, updates };
}

/** Writes the trace to a file, unless it is there: each update behind its length. */
export function makeTrace(file, edits) {
  if (existsSync(file)) {
    return;
  }
  const parts = type(edits).updates.flatMap((update) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(update.length);
    return [length, update];
  });
  writeFileSync(`${file}.part`, Buffer.concat(parts));
  renameSync(`${file}.part`, file);
}

/** The updates of a trace, in order. */
export function readTrace(file) {
  const bytes = readFileSync(file);
  const updates = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    updates.push(new Uint8Array(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return updates;
}

/** The text that the updates make. */
export function textOf(updates) {
  const doc = new Y.Doc();
  updates.forEach((update) => Y.applyUpdate(doc, update));
  return { text: doc.getText(TEXT).toString(), bytes: Y.encodeStateAsUpdate(doc).length };
}
