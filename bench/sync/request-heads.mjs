// Finds the requests in the bytes that one HTTP/1.1 connection sends (RFC 9112), and changes none of them.

const END_OF_HEAD = '\r\n\r\n';
const NO_BYTES = Buffer.alloc(0);

const field = (head, name) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(head)?.[1];

/** Tells of every request head on a connection, whatever the pieces in which its bytes come. */
export class RequestHeads {
  #found;
  #waiting = NO_BYTES;
  #step = this.#head;
  #left = 0;

  /** @param found is called with the method and the target of each request */
  constructor(found) {
    this.#found = found;
  }

  /** Takes the connection's next bytes. */
  take(bytes) {
    this.#waiting = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, bytes]) : bytes;
    while (this.#waiting.length > 0 && this.#step());
  }

  /** Bytes up to an end mark and with it, or null until it has come. */
  #until(mark) {
    const end = this.#waiting.indexOf(mark);
    if (end < 0) {
      return null;
    }
    const text = this.#waiting.toString('latin1', 0, end);
    this.#waiting = this.#waiting.subarray(end + mark.length);
    return text;
  }

  #head() {
    const head = this.#until(END_OF_HEAD);
    if (head === null) {
      return false;
    }
    const [method, target] = head.split(' ', 2);
    this.#found(method, target);
    if (/chunked$/i.test(field(head, 'transfer-encoding') ?? '')) {
      this.#step = this.#chunkSize;
    } else {
      this.#skip(Number(field(head, 'content-length') ?? 0), this.#head);
    }
    return true;
  }

  #chunkSize() {
    const line = this.#until('\r\n');
    if (line === null) {
      return false;
    }
    const size = parseInt(line, 16);
    if (size > 0) {
      this.#skip(size + 2, this.#chunkSize);
    } else {
      this.#step = this.#trailer;
    }
    return true;
  }

  #trailer() {
    const line = this.#until('\r\n');
    if (line === '') {
      this.#step = this.#head;
    }
    return line !== null;
  }

  #skip(bytes, next) {
    this.#left = bytes;
    this.#step = () => {
      const gone = Math.min(this.#left, this.#waiting.length);
      this.#waiting = this.#waiting.subarray(gone);
      this.#left -= gone;
      if (this.#left === 0) {
        this.#step = next;
      }
      return this.#left === 0;
    };
  }
}
