import type { SyncStatus } from '../editor/DocumentSync';
import type { Me } from './peers';

/** What a live file needs of the page around it. */
export interface LiveEvents {
  /** Who this window is for others. */
  me(): Me;
  /** The newest number in the project's journal; null if it is not known yet. */
  journal(): number | null;
  /** The file's text on the project's disk. */
  fetch(path: string): Promise<string>;
  /** Makes a file that is not there. */
  create(path: string, text: string): Promise<void>;
  onStatus(status: SyncStatus): void;
  /** A person edited the text in this window. */
  onEdited(): void;
  onPeers(): void;
  /** The file is, or may be, written in another form. */
  onForm(): void;
  /** Undo or redo changed the text up to this offset of the model. */
  onJump(offset: number): void;
  /** The file cannot have a live document any more, and the project has all edits. */
  onEnded(): void;
}
