import type { SavedState } from '../../../shared/api/session';
import type { SyncStatus } from '../editor/DocumentSync';
import type { ConnectionState } from '../session/Connection';

export type SavedStatus =
  | 'loading'
  | 'saved'
  | 'saving'
  | 'incomplete'
  | 'kept-here'
  | 'kept-there'
  | 'full'
  | 'superseded'
  | 'attention';

/** What the documents of the page are like, counted. */
export interface Unsaved {
  /** Edited or under way. */
  saving: number;
  /** Waiting for the connection. */
  waiting: number;
  /** The edits in those that are counted. */
  changes: number;
  /** Refused or in conflict: a person has to act. */
  attention: number;
}

const COUNTS: Record<SyncStatus['kind'], keyof Unsaved | null> = {
  clean: null,
  dirty: 'saving',
  saving: 'saving',
  waiting: 'waiting',
  failed: 'attention',
  conflict: 'attention',
  deleted: null,
};

/** What a file counts as; null if nothing of it is unsaved. */
export function countedAs(status: SyncStatus): keyof Unsaved | null {
  return status.kind === 'deleted' && status.unsaved ? 'attention' : COUNTS[status.kind];
}

/**
 * The one word about whether the work is safe. "Saved" is said only when S3 has everything that was
 * typed here.
 */
export function savedStatus(
  saved: SavedState | null,
  connection: ConnectionState,
  unsaved: Unsaved,
): SavedStatus {
  if (unsaved.attention > 0) {
    return 'attention';
  }
  if (unsaved.waiting > 0 || (connection !== 'connected' && unsaved.saving > 0)) {
    return 'kept-here';
  }
  if (saved === null) {
    return 'loading';
  }
  switch (saved.storage) {
    case 'FULL':
      return 'full';
    case 'SUPERSEDED':
      return 'superseded';
    case 'UNREACHABLE':
      return 'kept-there';
    case 'INCOMPLETE':
      return isOnItsWay(saved, unsaved) ? 'saving' : 'incomplete';
    case 'OK':
      return isOnItsWay(saved, unsaved) ? 'saving' : 'saved';
  }
}

function isOnItsWay(saved: SavedState, unsaved: Unsaved): boolean {
  return unsaved.saving > 0 || saved.saved < saved.acknowledged;
}
