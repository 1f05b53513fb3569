import { WINDOW_BYTES } from '../session/frames';

/** Confirmed at once, so that a frame of credit comes with every so many bytes of output. */
const CONFIRM_BYTES = 64 * 1024;

/** Counts output that the screen has taken, and says when to confirm it. */
export class OutputCredit {
  private unconfirmed = 0;

  /** @returns the bytes to confirm now, 0 for none yet */
  consumed(bytes: number): number {
    this.unconfirmed += bytes;
    if (this.unconfirmed < CONFIRM_BYTES) {
      return 0;
    }
    const confirmed = this.unconfirmed;
    this.unconfirmed = 0;
    return confirmed;
  }
}

/** The most input that waits for the shell; a larger paste is refused instead of held for ever. */
export const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/** Holds input back beyond what the shell has room for. */
export class InputCredit {
  private window = WINDOW_BYTES;
  private queued: Uint8Array[] = [];
  private queuedBytes = 0;

  constructor(private readonly send: (bytes: Uint8Array) => void) {}

  /** @returns false if there is no room for it even in the queue; nothing of it is sent then */
  write(bytes: Uint8Array): boolean {
    if (this.queuedBytes + bytes.length > MAX_QUEUED_BYTES) {
      return false;
    }
    this.queued.push(bytes);
    this.queuedBytes += bytes.length;
    this.drain();
    return true;
  }

  /** The shell has taken that many bytes. */
  confirmed(bytes: number): void {
    this.window = Math.min(WINDOW_BYTES, this.window + bytes);
    this.drain();
  }

  private drain(): void {
    while (this.window > 0 && this.queued.length > 0) {
      const first = this.queued[0]!;
      const part = first.subarray(0, this.window);
      if (part.length === first.length) {
        this.queued.shift();
      } else {
        this.queued[0] = first.subarray(part.length);
      }
      this.window -= part.length;
      this.queuedBytes -= part.length;
      this.send(part);
    }
  }
}
