// The two protocols: y-websocket's, which Atrium speaks too, and hocuspocus', which puts the document's
// name before each message, signs in first and confirms each update. One wire is for one connection;
// `count` of an acknowledgement is how many of its updates are confirmed, the answer to step 1 included.
import { Y, decoding, encoding } from './modules.mjs';

export const SYNC_STEP_1 = 'step 1';
export const SYNC_STEP_2 = 'step 2';
export const UPDATE = 'update';
export const SIGNED_IN = 'signed in';
export const ACKNOWLEDGED = 'acknowledged';
const NOTHING = { type: 'nothing' };

const SYNC_TYPES = [SYNC_STEP_1, SYNC_STEP_2, UPDATE];
const SYNC = 0;
const HOCUSPOCUS_AUTH = 2;
const HOCUSPOCUS_TOKEN = 0;
const HOCUSPOCUS_AUTHENTICATED = 2;
const HOCUSPOCUS_SYNC_REPLY = 4;
const HOCUSPOCUS_SYNC_STATUS = 8;
const ATRIUM_ACKNOWLEDGED = 100;

const sync = (decoder) => ({
  type: SYNC_TYPES[decoding.readVarUint(decoder)],
  payload: decoding.readVarUint8Array(decoder),
});

/** Messages of the sync protocol behind a prefix. */
function syncMessages(prefix) {
  const message = (kind, payload) => {
    const encoder = encoding.createEncoder();
    prefix(encoder);
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, payload);
    return encoding.toUint8Array(encoder);
  };
  return {
    step1: (doc) => message(0, Y.encodeStateVector(doc)),
    step2: (update) => message(1, update),
    update: (update) => message(2, update),
  };
}

function yWebsocket() {
  const messages = syncMessages(() => {});
  return {
    ...messages,
    opening: (doc) => [messages.step1(doc)],
    read(decoder) {
      const type = decoding.readVarUint(decoder);
      if (type === SYNC) {
        return sync(decoder);
      }
      return type === ATRIUM_ACKNOWLEDGED
        ? { type: ACKNOWLEDGED, count: decoding.readVarUint(decoder) }
        : NOTHING;
    },
  };
}

function hocuspocus(name) {
  const messages = syncMessages((encoder) => encoding.writeVarString(encoder, name));
  const signIn = encoding.createEncoder();
  encoding.writeVarString(signIn, name);
  encoding.writeVarUint(signIn, HOCUSPOCUS_AUTH);
  encoding.writeVarUint(signIn, HOCUSPOCUS_TOKEN);
  encoding.writeVarString(signIn, '');
  let acknowledged = 0;
  return {
    ...messages,
    opening: () => [encoding.toUint8Array(signIn)],
    read(decoder) {
      decoding.readVarString(decoder);
      const type = decoding.readVarUint(decoder);
      if (type === SYNC || type === HOCUSPOCUS_SYNC_REPLY) {
        return sync(decoder);
      }
      if (type === HOCUSPOCUS_AUTH && decoding.readVarUint(decoder) === HOCUSPOCUS_AUTHENTICATED) {
        return { type: SIGNED_IN };
      }
      return type === HOCUSPOCUS_SYNC_STATUS ? { type: ACKNOWLEDGED, count: ++acknowledged } : NOTHING;
    },
  };
}

export const wires = { 'y-websocket': yWebsocket, hocuspocus };
