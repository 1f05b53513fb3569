import { quantile } from '../lib/stats.mjs';

/** Follows insertions of one character each from their writers to everybody else, and back as acknowledgements. */
export class Deliveries {
  #times = new Map();
  #waiting = new Map();
  #counting = false;
  #broadcast = [];
  #acknowledged = [];
  #expected = 0;

  /** From now on figures are kept. */
  count() {
    this.#counting = true;
  }

  /** Nothing that is written from now on counts. */
  stop() {
    this.#counting = false;
  }

  /** A client is about to insert a character, which `receivers` others should hear of. */
  writes(client, receivers) {
    const now = this.#counting ? performance.now() : NaN;
    this.#expected += this.#counting ? receivers : 0;
    const { clientID } = client.doc;
    let times = this.#times.get(clientID);
    if (times === undefined) {
      this.#times.set(clientID, (times = []));
    }
    times.push(now);
    let waiting = this.#waiting.get(client);
    if (waiting === undefined) {
      this.#waiting.set(client, (waiting = []));
    }
    waiting.push({ number: client.sent + 1, now });
  }

  received(writer, from, to) {
    const now = performance.now();
    const times = this.#times.get(writer) ?? [];
    for (let clock = from; clock < to; clock++) {
      if (times[clock] > 0) {
        this.#broadcast.push(now - times[clock]);
      }
    }
  }

  acknowledged(client, count) {
    const now = performance.now();
    const waiting = this.#waiting.get(client) ?? [];
    while (waiting.length > 0 && waiting[0].number <= count) {
      const written = waiting.shift();
      if (written.now > 0) {
        this.#acknowledged.push(now - written.now);
      }
    }
  }

  get missing() {
    return this.#expected - this.#broadcast.length;
  }

  /** Milliseconds; acknowledgements are NaN where the server has none. */
  figures() {
    const both = (millis) => ({ p50: quantile(millis, 0.5), p99: quantile(millis, 0.99) });
    return {
      broadcast: both(this.#broadcast),
      acknowledged: both(this.#acknowledged),
      deliveries: this.#expected,
      undelivered: this.missing,
    };
  }
}
