import { encodePath } from '../../../shared/api/path';
import { CloseCode } from '../../../shared/api/session';
import { CollabConnection, type AfterClose } from './CollabConnection';
import { LiveDocument, type DocumentEvents } from './LiveDocument';
import type { Me } from './peers';
import { decode, encode, type Incoming, type TextForm } from './protocol';

/** Edits without an acknowledgement for so long mean that the connection is dead. */
const ANSWER_MS = 20_000;

/** After these another try would end in the same way. */
const FINAL: number[] = [
  CloseCode.PROTOCOL,
  CloseCode.NOT_ALLOWED,
  CloseCode.DOCUMENT_GONE,
  CloseCode.TOO_LARGE,
  CloseCode.NOT_TEXT,
];

export interface LinkEvents {
  path(): string;
  me(): Me;
  /** A document has everything the project has: at first, and when the file got another one. */
  onWhole(document: LiveDocument): void;
  /** The connection, or what waits for it, has changed. */
  onProgress(): void;
  onPeers(): void;
  onForm(form: TextForm): void;
  /** The file has another document than the one that was asked for; it follows. */
  onReplaced(): void;
  /** There will be no connection any more, unless it is started anew. */
  onRefused(code: number, reason: string): void;
}

/** Keeps the document of a file in step with the project, and comes back when that is lost. */
export class LiveLink implements DocumentEvents {
  private readonly connection: CollabConnection;
  private document: LiveDocument | null = null;
  /** What came while the document's copy in this browser is being read. */
  private early: Incoming[] | null = null;
  private whole = false;
  private inStep = false;
  private watch: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param guid the document to ask for; null for whichever the file has
   */
  constructor(
    private guid: string | null,
    private readonly events: LinkEvents,
  ) {
    this.connection = new CollabConnection({
      address: () => this.address(),
      onOpen: () => undefined,
      onMessage: (bytes) => this.receive(decode(bytes)),
      onClosed: (code, reason) => this.closed(code, reason),
    });
  }

  start(): void {
    this.connection.start();
  }

  /** Begins anew with whichever document the file has now. */
  restart(): void {
    this.guid = null;
    this.start();
  }

  retryNow(): void {
    this.connection.retryNow();
  }

  /** Whether what is edited now leaves at once. */
  isInStep(): boolean {
    return this.inStep;
  }

  stop(): void {
    clearTimeout(this.watch);
    this.inStep = false;
    this.connection.stop();
    if (!this.whole) {
      this.document?.dispose();
    }
  }

  send(from: LiveDocument, update: Uint8Array): boolean {
    // While another document takes its place, one must not get into the other.
    const sends = this.inStep && from === this.document;
    if (sends) {
      this.connection.send(encode.update(update));
      this.watchForAnswer();
    }
    // The edit counts only after this.
    queueMicrotask(() => this.events.onProgress());
    return sends;
  }

  sendAwareness(from: LiveDocument, update: Uint8Array): void {
    if (this.inStep && from === this.document) {
      this.connection.send(encode.awareness(update));
    }
  }

  onPeers(): void {
    this.events.onPeers();
  }

  private address(): string {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const guid = encodeURIComponent(this.guid ?? '');
    return `${scheme}://${location.host}/collab/${encodePath(this.events.path())}?guid=${guid}&ack=1&form=1`;
  }

  private receive(message: Incoming): void {
    if (message.kind === 'identity') {
      void this.meet(message.guid);
    } else if (this.early) {
      this.early.push(message);
    } else if (this.document) {
      this.handle(this.document, message);
    }
  }

  private async meet(guid: string): Promise<void> {
    if (this.document?.guid !== guid) {
      if (!this.whole) {
        this.document?.dispose();
      }
      this.whole = false;
      this.document = new LiveDocument(guid, this);
      if (this.guid === guid) {
        // What an earlier visit has left counts until it is acknowledged.
        this.document.outbox.edited(false);
      }
      this.guid = guid;
    }
    const early: Incoming[] = (this.early = []);
    const document = this.document;
    await document.restore();
    if (this.early === early) {
      this.early = null;
      document.outbox.connected();
      this.connection.send(encode.question(document.vector()));
      early.forEach((message) => this.handle(document, message));
    }
  }

  private handle(document: LiveDocument, message: Incoming): void {
    switch (message.kind) {
      case 'question':
        this.connection.send(encode.answer(document.missing(message.vector)));
        document.outbox.sentEverything();
        this.inStep = true;
        document.presence.announce(this.events.me());
        this.events.onProgress();
        break;
      case 'answer':
        document.receive(message.update);
        if (!this.whole) {
          this.whole = true;
          this.events.onWhole(document);
        }
        break;
      case 'update':
        document.receive(message.update);
        break;
      case 'awareness':
        document.presence.receive(message.update);
        break;
      case 'form':
        this.events.onForm(message.form);
        break;
      case 'acknowledged':
        document.outbox.acknowledged(message.updates);
        clearTimeout(this.watch);
        if (document.outbox.waiting > 0) {
          this.watchForAnswer();
        }
        this.events.onProgress();
    }
  }

  private closed(code: number, reason: string): AfterClose {
    clearTimeout(this.watch);
    this.inStep = false;
    this.early = null;
    this.document?.presence.alone();
    if (FINAL.includes(code)) {
      this.events.onRefused(code, reason);
      return 'stop';
    }
    if (code === CloseCode.DOCUMENT_REPLACED) {
      this.events.onReplaced();
      this.guid = null;
      return 'at-once';
    }
    this.events.onProgress();
    return 'again';
  }

  private watchForAnswer(): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.connection.drop(), ANSWER_MS);
  }
}
