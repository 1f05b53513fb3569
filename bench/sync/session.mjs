// A window on a runner: its saved frames, and edits with answers.
import { once } from 'node:events';

export class SyncSession {
  /** The newest saved frame, and when it came. */
  saved = null;
  savedAt = 0;
  #waiting = new Set();
  #answers = new Map();

  static async open(WebSocket, { port, host, token }) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, {
      headers: { Authorization: `Bearer ${token}`, Host: host },
      perMessageDeflate: false,
    });
    const session = new SyncSession(socket);
    socket.on('message', (data) => session.#take(JSON.parse(data.toString())));
    await once(socket, 'open');
    await session.until(() => session.saved !== null, 10_000, 'the first frame');
    return session;
  }

  constructor(socket) {
    this.socket = socket;
  }

  #take(frame) {
    if (frame.type === 'saved' || frame.type === 'loaded') {
      this.saved = frame.saved.saved === undefined ? frame : frame.saved;
      this.savedAt = performance.now();
    } else if (this.#answers.has(frame.id)) {
      this.#answers.get(frame.id)(frame);
      this.#answers.delete(frame.id);
    }
    this.#waiting.forEach((check) => check());
  }

  /** Whether S3 has everything that this window has heard of. */
  get allSaved() {
    return this.saved.saved >= this.saved.acknowledged;
  }

  /** Resolves after the frame that makes the condition true. */
  until(condition, millis, what) {
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        settle(value);
      };
      const check = () => condition() && done(resolve);
      const late = () => done(reject, new Error(`${what} did not come in ${millis / 1000} s`));
      const timer = setTimeout(late, millis);
      this.#waiting.add(check);
      check();
    });
  }

  /** Sends a request; resolves with its answer, or rejects with its problem. */
  ask(frame) {
    this.socket.send(JSON.stringify(frame));
    return new Promise((resolve, reject) => {
      const answer = (reply) => (reply.type === 'problem' ? reject(new Error(JSON.stringify(reply.problem))) : resolve(reply));
      this.#answers.set(frame.id, answer);
    });
  }

  close() {
    this.socket.terminate();
  }
}
