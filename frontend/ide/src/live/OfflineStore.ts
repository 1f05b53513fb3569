import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { copyName, noteCopy } from './copies';

/** A database that does not answer must not keep a file from being opened. */
const PATIENCE_MS = 2_000;

const BASE = 'base';

/**
 * The copy of a document in this browser, so that edits outlive the page. Each project's IDE has an
 * origin of its own, so the document's identity is key enough.
 */
export class OfflineStore {
  private readonly database: IndexeddbPersistence | null;

  constructor(guid: string, doc: Y.Doc) {
    this.database = 'indexedDB' in window ? new IndexeddbPersistence(copyName(guid), doc) : null;
    noteCopy(guid, Date.now());
  }

  /** Whether a transaction came from here. */
  isOrigin(origin: unknown): boolean {
    return origin !== null && origin === this.database;
  }

  async restored(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([this.database?.whenSynced, late]);
  }

  /** Keeps the text that the edits here were made from. */
  keepBase(text: string): void {
    void this.database?.set(BASE, text);
  }

  async base(): Promise<string | undefined> {
    return (await this.database?.get(BASE)) as string | undefined;
  }

  close(): void {
    void this.database?.destroy();
  }
}
