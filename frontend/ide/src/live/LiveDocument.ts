import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { OfflineStore } from './OfflineStore';
import { Outbox } from './Outbox';
import { Presence } from './Presence';

/** The shared text's name; see `docs/reference/collab.md`. */
const TEXT = 'content';

const REMOTE = 'remote';

export interface DocumentEvents {
  /** Something was edited here. @returns whether it has left at once */
  send(from: LiveDocument, update: Uint8Array): boolean;
  sendAwareness(from: LiveDocument, update: Uint8Array): void;
  onPeers(): void;
}

/** One identity of a file: its shared text, who is there, and the copy of it in this browser. */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText(TEXT);
  readonly awareness = new Awareness(this.doc);
  readonly outbox = new Outbox();
  readonly presence: Presence;
  private readonly store: OfflineStore;
  /** The text before the first edit that waits. */
  private before = '';
  private restored: Promise<void> | undefined;

  constructor(
    readonly guid: string,
    events: DocumentEvents,
  ) {
    this.store = new OfflineStore(guid, this.doc);
    this.presence = new Presence(this.awareness, this.text, {
      send: (update) => events.sendAwareness(this, update),
      onPeers: () => events.onPeers(),
    });
    this.doc.on('beforeTransaction', ({ origin }) => {
      if (this.isOwn(origin) && this.outbox.waiting === 0) {
        this.before = this.text.toString();
      }
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (this.isOwn(origin)) {
        this.outbox.edited(events.send(this, update));
      }
    });
  }

  /** Takes up what this browser has kept of it. */
  restore(): Promise<void> {
    this.restored ??= this.store.restored().then(async () => {
      this.before = (await this.store.base()) ?? this.text.toString();
    });
    return this.restored;
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, REMOTE);
  }

  vector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** What somebody with that state vector lacks. */
  missing(vector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, vector);
  }

  /** The edits that wait, as a text and what it was made from; null if none waits. */
  unsent(): Unsent | null {
    return this.outbox.waiting > 0 ? { base: this.before, text: this.text.toString() } : null;
  }

  /** Keeps the base beside the copy in this browser, for a visit when this page is gone. */
  keepBase(): void {
    this.store.keepBase(this.before);
  }

  /** The project has the text as it is now by another way. */
  sentOtherwise(): void {
    this.outbox.acknowledged(Infinity);
    this.before = this.text.toString();
  }

  dispose(): void {
    this.presence.dispose();
    this.awareness.destroy();
    this.store.close();
    this.doc.destroy();
  }

  /** Yjs itself makes transactions without an origin, which change nothing. */
  private isOwn(origin: unknown): boolean {
    return origin !== null && origin !== REMOTE && !this.store.isOrigin(origin);
  }
}

/** A text with edits that the project does not have, and the text before them. */
export interface Unsent {
  base: string;
  text: string;
}

/** What an earlier visit has left in this browser. */
export async function unsentOf(guid: string): Promise<Unsent> {
  const events = { send: () => false, sendAwareness: () => undefined, onPeers: () => undefined };
  const document = new LiveDocument(guid, events);
  document.outbox.edited(false);
  await document.restore();
  const unsent = document.unsent()!;
  document.dispose();
  return unsent;
}
