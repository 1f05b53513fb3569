import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** A message of `/collab` that a client gets; see `docs/reference/collab.md`. */
export type Incoming =
  /** "This is what I have": to be answered by what it lacks. */
  | { kind: 'question'; vector: Uint8Array }
  /** What we lack; the first one after our question brings everything. */
  | { kind: 'answer'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; update: Uint8Array }
  /** The first so many updates of this connection are durable. */
  | { kind: 'acknowledged'; updates: number }
  | { kind: 'identity'; guid: string }
  | { kind: 'form'; form: TextForm }
  | { kind: 'unknown' };

/** How the text is written in the file; the shared text has neither. */
export interface TextForm {
  bom: boolean;
  crlf: boolean;
}

const SYNC = 0;
const AWARENESS = 1;
const ACKNOWLEDGED = 100;
const IDENTITY = 101;
const FORM = 102;

const BOM = 1;
const CRLF = 2;

const QUESTION = 0;
const ANSWER = 1;
const UPDATE = 2;

export function decode(bytes: Uint8Array): Incoming {
  const decoder = decoding.createDecoder(bytes);
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return decodeSync(decoder);
    case AWARENESS:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case ACKNOWLEDGED:
      return { kind: 'acknowledged', updates: decoding.readVarUint(decoder) };
    case IDENTITY:
      return { kind: 'identity', guid: decoding.readVarString(decoder) };
    case FORM: {
      const bits = decoding.readVarUint(decoder);
      return { kind: 'form', form: { bom: (bits & BOM) !== 0, crlf: (bits & CRLF) !== 0 } };
    }
    default:
      return { kind: 'unknown' };
  }
}

function decodeSync(decoder: decoding.Decoder): Incoming {
  const kind = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case QUESTION:
      return { kind: 'question', vector: body };
    case ANSWER:
      return { kind: 'answer', update: body };
    case UPDATE:
      return { kind: 'update', update: body };
    default:
      return { kind: 'unknown' };
  }
}

export const encode = {
  question: (vector: Uint8Array) => message(SYNC, QUESTION, vector),
  answer: (update: Uint8Array) => message(SYNC, ANSWER, update),
  update: (update: Uint8Array) => message(SYNC, UPDATE, update),
  awareness: (update: Uint8Array) => message(AWARENESS, null, update),
};

function message(type: number, kind: number | null, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  if (kind !== null) {
    encoding.writeVarUint(encoder, kind);
  }
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}
