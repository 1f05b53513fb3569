/* A y-websocket client without the socket: what it would send, and what it makes of what it gets. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { edit as editRandomly } from './edits.mjs';
import { dumpDoc } from './dump.mjs';
import { random } from './random.mjs';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const SERVER = 'server';
const clients = new Map();

const message = (type, body) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    body(encoder);
  });

function statesOf(awareness, ids) {
  const update = awarenessProtocol.encodeAwarenessUpdate(awareness, ids);
  return message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update));
}

/** Opens a client; returns what it sends when its socket opens. */
export function connect({ client, user }) {
  const doc = new Y.Doc();
  const awareness = new awarenessProtocol.Awareness(doc);
  const outgoing = [];
  doc.on('update', (update, origin) => {
    if (origin !== SERVER) outgoing.push(message(SYNC, (e) => syncProtocol.writeUpdate(e, update)));
  });
  awareness.setLocalState({ user });
  // y-websocket passes every change on, those included that the server told it of.
  awareness.on('update', ({ added, updated, removed }) =>
    outgoing.push(statesOf(awareness, [...added, ...updated, ...removed])),
  );
  clients.set(client, { doc, awareness, outgoing, denied: [] });
  return [
    message(SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)),
    statesOf(awareness, [doc.clientID]),
  ];
}

/** Hands messages to a client; returns what it sends then. */
export function hear({ client, messages }) {
  const { doc, awareness, outgoing, denied } = clients.get(client);
  for (const bytes of messages) {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      syncProtocol.readSyncMessage(decoder, encoder, doc, SERVER);
      if (encoding.length(encoder) > 1) outgoing.push(encoding.toUint8Array(encoder));
    } else if (type === AWARENESS) {
      awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), SERVER);
    } else if (type === AUTH) {
      decoding.readVarUint(decoder);
      denied.push(decoding.readVarString(decoder));
    } else {
      throw new Error(`unknown message ${type}`);
    }
  }
  return outgoing.splice(0);
}

/** Random edits of a client, and a new cursor; returns what it sends. */
export function type({ client, edits, seed }) {
  const { doc, awareness, outgoing } = clients.get(client);
  const r = random(seed);
  for (let i = 0; i < edits; i++) editRandomly(r, doc);
  awareness.setLocalStateField('cursor', r.below(100));
  return outgoing.splice(0);
}

export const queryAwareness = () => message(QUERY_AWARENESS, () => {});

export function look({ client }) {
  const { doc, awareness, denied } = clients.get(client);
  const states = [...awareness.getStates()].map(([id, state]) => [`${id}`, state]);
  return { dump: dumpDoc(doc), states: Object.fromEntries(states), id: doc.clientID, denied };
}

export function disconnect({ client }) {
  clients.get(client).awareness.destroy();
  clients.delete(client);
  return null;
}
