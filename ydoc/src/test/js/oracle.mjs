/*
 * Yjs as an oracle. Reads requests from stdin and answers on stdout: frames of four bytes of length
 * and one lib0 "any" value. A request is { op, ... }, or { batch: [...] } for many at once.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { dumpDoc } from './dump.mjs';
import { edit } from './edits.mjs';
import { random } from './random.mjs';
import * as protocols from './protocols.mjs';

const REMOTE = 'remote';
const replicas = new Map();

function create(gc, clientID, sent) {
  const doc = new Y.Doc({ gc });
  if (clientID !== undefined) doc.clientID = clientID;
  doc.on('update', (update, origin) => origin !== REMOTE && sent.push(update));
  return doc;
}

function load(updates) {
  const doc = new Y.Doc();
  updates.forEach((update) => Y.applyUpdate(doc, update, REMOTE));
  return doc;
}

const describe = (doc) => ({
  dump: dumpDoc(doc),
  xml: doc.getXmlFragment('xml').toString(),
  pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
});

const operations = {
  open({ replica, gc, client }) {
    const sent = [];
    replicas.set(replica, { doc: create(gc, client, sent), sent });
    return null;
  },
  /** Applies updates, then makes so many random edits; returns the updates of its own. */
  play({ replica, updates, edits, seed }) {
    const { doc, sent } = replicas.get(replica);
    updates.forEach((update) => Y.applyUpdate(doc, update, REMOTE));
    const r = random(seed);
    for (let i = 0; i < edits; i++) edit(r, doc);
    return sent.splice(0);
  },
  /**
   * What a replica shows. Yjs can forget to go on with updates that came out of order although all they
   * build on is there by then (its list of what is missing is not kept when it retries). Sockets keep
   * the order, and a sync mends it, so that is done here: `state` is all there is.
   */
  state({ replica, state }) {
    const { doc } = replicas.get(replica);
    if (state && doc.store.pendingStructs !== null) Y.applyUpdate(doc, state, REMOTE);
    return { ...describe(doc), update: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
  },
  close({ replica }) {
    replicas.delete(replica);
    return null;
  },
  /** What a fresh document shows after these updates. */
  load: ({ updates }) => describe(load(updates)),
  /** What a document with these updates shows after one more; null if that is not accepted. */
  accepts({ updates, update }) {
    const doc = load(updates);
    try {
      Y.applyUpdate(doc, update, REMOTE);
    } catch {
      return null;
    }
    return describe(doc);
  },
  reencode: ({ update }) => Y.encodeStateAsUpdate(load([update])),
  toV2: ({ update }) => Y.convertUpdateFormatV1ToV2(update),
  ...protocols,
};

function answer(request) {
  if (request.batch) return request.batch.map(answer);
  return operations[request.op](request);
}

function respond(value) {
  const body = encoding.encode((encoder) => encoding.writeAny(encoder, value));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  process.stdout.write(Buffer.concat([head, body]));
}

let buffered = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  buffered = Buffer.concat([buffered, chunk]);
  while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUInt32BE(0)) {
    const end = 4 + buffered.readUInt32BE(0);
    const request = decoding.readAny(decoding.createDecoder(buffered.subarray(4, end)));
    buffered = buffered.subarray(end);
    try {
      respond({ result: answer(request) });
    } catch (error) {
      respond({ error: error.stack ?? String(error) });
    }
  }
});
