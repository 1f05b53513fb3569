import { ProblemError, problemOf } from '../../../shared/api/problem';
import type { ClientFrame, ServerFrame } from '../../../shared/api/session';
import { decodeTerminalFrame, type TerminalFrame } from './frames';
import { nextStep, OFFLINE_AFTER, type NextStep } from './reconnect';

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'stopped';

/** A frame that the server answers, without the id that the connection gives it. */
export type Question =
  Extract<ClientFrame, { id: number }> extends infer Frame
    ? Frame extends { id: number }
      ? Omit<Frame, 'id'>
      : never
    : never;

type AnswerTo<Q extends Question> = Extract<
  ServerFrame,
  {
    type: {
      fetchDir: 'dir';
      fetchContent: 'content';
      updateContent: 'updated';
      requestTerminal: 'terminal';
      attachTerminal: 'terminal';
    }[Q['type']];
  }
>;

export interface ConnectionEvents {
  onState(state: ConnectionState): void;
  /** Every text frame that answers no question. */
  onFrame(frame: ServerFrame): void;
  onTerminalBytes(frame: TerminalFrame): void;
  /** The connection failed; may ask the server why and decide otherwise than the close code does. */
  onLost(code: number): Promise<NextStep | null>;
  onSignIn(): void;
  onStopped(reason: string): void;
}

/** A question without an answer for so long means that the connection is dead. */
const ANSWER_MS = 20_000;

interface Pending {
  resolve(frame: ServerFrame): void;
  reject(error: Error): void;
  timer: number;
}

/** The session WebSocket: asks questions, and comes back by itself when it is lost. */
export class Connection {
  private socket: WebSocket | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private failures = 0;
  private retryTimer = 0;
  private state: ConnectionState = 'connecting';

  constructor(
    private readonly url: string,
    private readonly events: ConnectionEvents,
  ) {}

  open(): void {
    window.addEventListener('online', () => this.retryNow());
    window.addEventListener('offline', () => this.socket?.close());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.retryNow();
      }
    });
    this.connect();
  }

  /** Connects at once if it is waiting to. */
  retryNow(): void {
    if (this.socket === null && this.state !== 'stopped') {
      window.clearTimeout(this.retryTimer);
      this.connect();
    }
  }

  /** @throws ProblemError with the server's problem, or `offline` if the connection is or gets lost */
  ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
    const socket = this.socket;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(offline());
    }
    const id = this.nextId++;
    return new Promise<ServerFrame>((resolve, reject) => {
      const timer = window.setTimeout(() => socket.close(), ANSWER_MS);
      this.pending.set(id, { resolve, reject, timer });
      socket.send(JSON.stringify({ ...question, id }));
    }) as Promise<AnswerTo<Q>>;
  }

  /** Sends a frame that has no answer; without a connection it is dropped. */
  tell(frame: Exclude<ClientFrame, { id: number }>): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  /** @returns false if there is no connection */
  tellBinary(frame: Uint8Array<ArrayBuffer>): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(frame);
    return true;
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => this.receive(data as string | ArrayBuffer);
    socket.onclose = ({ code }) => void this.lost(code);
    this.socket = socket;
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.events.onTerminalBytes(decodeTerminalFrame(data));
      return;
    }
    const frame = JSON.parse(data) as ServerFrame;
    if (frame.type === 'loaded') {
      this.failures = 0;
      this.enter('connected');
    }
    const pending = 'id' in frame ? this.pending.get(frame.id) : undefined;
    if (!pending) {
      this.events.onFrame(frame);
      return;
    }
    this.settle((frame as { id: number }).id, pending);
    if (frame.type === 'problem') {
      pending.reject(new ProblemError(frame.problem));
    } else {
      pending.resolve(frame);
    }
  }

  private async lost(code: number): Promise<void> {
    this.socket = null;
    for (const [id, pending] of this.pending) {
      this.settle(id, pending);
      pending.reject(offline());
    }
    this.enter(
      this.failures >= OFFLINE_AFTER || !navigator.onLine
        ? 'offline'
        : this.state === 'connecting'
          ? 'connecting'
          : 'reconnecting',
    );
    const step = (await this.events.onLost(code)) ?? nextStep(code, this.failures++, Math.random());
    switch (step.kind) {
      case 'reconnect':
        this.retryTimer = window.setTimeout(() => this.retryNow(), step.delayMs);
        break;
      case 'sign-in':
        this.enter('stopped');
        this.events.onSignIn();
        break;
      case 'stop':
        this.enter('stopped');
        this.events.onStopped(step.reason);
    }
  }

  private settle(id: number, pending: Pending): void {
    this.pending.delete(id);
    window.clearTimeout(pending.timer);
  }

  private enter(state: ConnectionState): void {
    this.state = state;
    this.events.onState(state);
  }
}

function offline(): ProblemError {
  return new ProblemError(
    problemOf('offline', 'No connection', 'There is no connection to the project right now.'),
  );
}
