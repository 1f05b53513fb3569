import { nextStep } from '../session/reconnect';

/** What to do when the connection has ended. */
export type AfterClose = 'again' | 'at-once' | 'stop';

export interface CollabEvents {
  /** Asked for each connection anew: a file can move. */
  address(): string;
  onOpen(): void;
  onMessage(bytes: Uint8Array): void;
  onClosed(code: number, reason: string): AfterClose;
}

/** A WebSocket of binary messages that comes back by itself when it is lost. */
export class CollabConnection {
  private socket: WebSocket | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = true;
  private readonly onOnline = () => this.retryNow();
  private readonly onOffline = () => this.drop();

  constructor(private readonly events: CollabEvents) {}

  /** Does nothing if it is started already. */
  start(): void {
    if (!this.stopped) {
      return;
    }
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
    this.stopped = false;
    this.connect();
  }

  /** Connects at once if it is waiting to. */
  retryNow(): void {
    if (this.socket === null && !this.stopped) {
      clearTimeout(this.timer);
      this.connect();
    }
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.socket?.send(bytes);
  }

  /** Ends a connection that seems dead, so that another one is made. */
  drop(): void {
    const socket = this.socket;
    socket?.close();
    // The answer to a close may take as long as the dead connection does.
    this.lost(socket, 1006, '');
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    this.socket?.close();
    this.socket = null;
  }

  private connect(): void {
    const socket = new WebSocket(this.events.address());
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => socket === this.socket && this.events.onOpen();
    socket.onmessage = ({ data }) => {
      if (socket === this.socket) {
        this.failures = 0;
        this.events.onMessage(new Uint8Array(data as ArrayBuffer));
      }
    };
    socket.onclose = ({ code, reason }) => this.lost(socket, code, reason);
    this.socket = socket;
  }

  private lost(socket: WebSocket | null, code: number, reason: string): void {
    if (socket === null || socket !== this.socket) {
      return;
    }
    this.socket = null;
    const next = this.events.onClosed(code, reason);
    if (next === 'stop' || this.stopped) {
      this.stop();
      return;
    }
    const step = nextStep(code, this.failures++, Math.random());
    const delay = next === 'at-once' ? 0 : step.kind === 'reconnect' ? step.delayMs : LONG_MS;
    this.timer = setTimeout(() => this.retryNow(), delay);
  }
}

/** Where the session's connection decides: it signs in again, or stops the page. */
const LONG_MS = 10_000;
