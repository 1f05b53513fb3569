import type { SyncStatus } from './DocumentSync';

/** Keeps one open text and its file together. */
export interface FileSync {
  /** Where the file is now. */
  path: string;
  current(): SyncStatus;
  /** Resolves when the file on the project's disk has everything, or that has to wait. */
  save(): Promise<void>;
  /** The file changed; `hash` is its new one, null if it is gone. */
  changed(hash: string | null): Promise<void>;
  /** The session's connection is back. */
  reconnected(): Promise<void>;
  /** Writes a deleted file again. */
  bringBack(): Promise<void>;
  dispose(): void;
}
