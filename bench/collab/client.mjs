// One Yjs client, the same for every server: a Y.Doc behind a WebSocket.
import { once } from 'node:events';
import { Y, WebSocket, decoding } from './modules.mjs';
import { ACKNOWLEDGED, SIGNED_IN, SYNC_STEP_1, SYNC_STEP_2, UPDATE, wires } from './wires.mjs';

const SYNC_MILLIS = 60_000;

/** The text that everybody edits. */
export const TEXT = 'content';

/** Nobody listens. */
export const SILENT = { received: () => {}, acknowledged: () => {} };

export class Client {
  /**
   * @param target a server: see servers.mjs
   * @param listener is told of what arrives: `received(client, from, to)` of the clocks of another client, and
   *     `acknowledged(self, n)` when the server has confirmed the first n updates of this connection
   */
  constructor(target, name, listener = SILENT) {
    this.doc = new Y.Doc();
    this.text = this.doc.getText(TEXT);
    this.target = target;
    this.name = name;
    this.wire = wires[target.wire](name);
    this.listener = listener;
    this.sent = 0;
    this.answered = () => {};
    this.doc.on('update', (update, origin) => origin !== this && this.update(update));
  }

  /** Connects; resolves when the server's document is here. */
  async open() {
    const { base, query, headers } = this.target;
    this.socket = new WebSocket(`${base}${encodeURI(this.name)}${query}`, { headers, perMessageDeflate: false });
    this.socket.on('message', (data) => this.take(data));
    this.socket.on('error', () => {});
    await once(this.socket, 'open');
    const synced = this.answer('the document');
    this.wire.opening(this.doc).forEach((message) => this.socket.send(message));
    await synced;
    return this;
  }

  /** Asks for the server's state; resolves when the answer is here, which is behind all updates sent before. */
  async ask() {
    const answered = this.answer('an answer');
    this.socket.send(this.wire.step1(this.doc));
    await answered;
  }

  answer(what) {
    return this.arrival(what, (arrived) => (this.answered = arrived));
  }

  /** Resolves when the text is `text`; a server may answer before it has read what it has stored. */
  has(text) {
    return this.arrival('the text', (arrived) => {
      const look = () => this.text.length === text.length && this.text.toString() === text && arrived();
      this.doc.on('update', look);
      look();
    });
  }

  /** Resolves when what is registered is called; rejects when the connection ends, or after a minute. */
  arrival(what, register) {
    return new Promise((resolve, reject) => {
      const failed = (why) => reject(new Error(`${what} of ${this.name} did not come: ${why}`));
      const timer = setTimeout(() => failed(`${SYNC_MILLIS / 1000} s`), SYNC_MILLIS);
      const closed = (code, reason) => failed(`closed with ${code} ${reason}`);
      this.socket.once('close', closed);
      register(() => {
        clearTimeout(timer);
        this.socket.off('close', closed);
        resolve();
      });
    });
  }

  update(update) {
    this.sent++;
    this.socket.send(this.wire.update(update));
  }

  take(data) {
    const decoder = decoding.createDecoder(data);
    const { type, payload, count } = this.wire.read(decoder);
    if (type === UPDATE || type === SYNC_STEP_2) {
      this.apply(payload);
      if (type === SYNC_STEP_2) {
        this.answered();
      }
    } else if (type === SYNC_STEP_1) {
      this.sent++;
      this.socket.send(this.wire.step2(Y.encodeStateAsUpdate(this.doc, payload)));
    } else if (type === SIGNED_IN) {
      this.socket.send(this.wire.step1(this.doc));
    } else if (type === ACKNOWLEDGED) {
      this.listener.acknowledged(this, count);
    }
  }

  apply(update) {
    const clients = clientsOf(update);
    const before = clients.map((client) => Y.getState(this.doc.store, client));
    Y.applyUpdate(this.doc, update, this);
    clients.forEach((client, at) => {
      if (client !== this.doc.clientID) {
        this.listener.received(client, before[at], Y.getState(this.doc.store, client));
      }
    });
  }

  close() {
    this.socket.close();
  }

  /** Resolves when the connection has ended. */
  async closed() {
    if (this.socket.readyState !== WebSocket.CLOSED) {
      const ended = once(this.socket, 'close');
      this.socket.close();
      await ended;
    }
  }
}

/** Whose insertions are in an update; nearly always one client's, and then that is cheap. */
function clientsOf(update) {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count === 0) {
    return [];
  }
  if (count > 1) {
    return [...Y.parseUpdateMeta(update).to.keys()];
  }
  decoding.readVarUint(decoder);
  return [decoding.readVarUint(decoder)];
}
