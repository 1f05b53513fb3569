/** Mirrors of `dev.atrium.api.session`: the frames of the WebSocket `/ws`. Null is left out in JSON. */
import type { FileEntry } from './files';
import type { Problem } from './problem';

export type Role = 'OWNER' | 'EDITOR' | 'VIEWER';

/** `GET /api/session`. */
export interface SessionInfo {
  project: string;
  /** What people call the project; its id for a program's session. */
  title: string;
  person: string;
  name: string;
  role: Role;
  appUrl: string;
  hubUrl: string;
}

export interface TextEdit {
  /** In UTF-16 units of the base text. */
  offset: number;
  length: number;
  text: string;
}

export type ClientFrame =
  | { type: 'fetchDir'; id: number; path: string }
  | { type: 'fetchContent'; id: number; path: string }
  | {
      type: 'updateContent';
      id: number;
      path: string;
      base: string | null;
      content: string | null;
      patch: TextEdit[] | null;
    }
  | { type: 'where'; path: string | null; typing: boolean }
  | { type: 'requestTerminal'; id: number; cols: number; rows: number; run: boolean }
  | {
      type: 'attachTerminal';
      id: number;
      terminal: number;
      after: number;
      cols: number;
      rows: number;
    }
  | { type: 'terminalData'; terminal: number; data: string }
  | { type: 'terminalCredit'; terminal: number; bytes: number }
  | { type: 'resizeTerminal'; terminal: number; cols: number; rows: number }
  | { type: 'closeTerminal'; terminal: number };

export type StorageState = 'OK' | 'INCOMPLETE' | 'UNREACHABLE' | 'FULL' | 'SUPERSEDED';

export interface SavedState {
  acknowledged: number;
  saved: number;
  savedAt?: string | null;
  storage: StorageState;
  problem?: Problem | null;
}

export interface TerminalInfo {
  id: number;
  terminal: number;
  title: string;
  run: boolean;
  from: number;
  cols: number;
  rows: number;
  exitCode?: number | null;
}

export interface ChangedPath {
  path: string;
  hash?: string | null;
  deleted: boolean;
  cause: 'EDIT' | 'DISK' | 'SEED' | 'CONFLICT_COPY';
  author?: string | null;
}

/** Somebody who has the project open. */
export interface Presence {
  person: string;
  name: string;
  role: Role;
  /** An index of `PERSON_COLORS`. */
  color: number;
  windows: { path?: string | null; typing: boolean }[];
}

export interface LoadedFrame extends SessionInfo {
  type: 'loaded';
  runCommand?: string | null;
  root: FileEntry[];
  terminals: TerminalInfo[];
  saved: SavedState;
}

export interface DirFrame {
  type: 'dir';
  id: number;
  path: string;
  entries: FileEntry[];
  truncated: boolean;
}

export interface ContentFrame {
  type: 'content';
  id: number;
  path: string;
  hash: string;
  content: string;
  mode: number;
}

export interface UpdatedFrame {
  type: 'updated';
  id: number;
  path: string;
  hash: string;
  seq: number;
}

export interface SeedingFrame {
  type: 'seeding';
  doneBytes: number;
  totalBytes: number;
  doneFiles: number;
  totalFiles: number;
}

export type ServerFrame =
  | LoadedFrame
  | DirFrame
  | ContentFrame
  | UpdatedFrame
  | { type: 'changed'; changes: ChangedPath[]; mass: boolean }
  | ({ type: 'saved' } & SavedState)
  | { type: 'people'; people: Presence[] }
  | ({ type: 'terminal' } & TerminalInfo)
  | { type: 'terminalCredit'; terminal: number; bytes: number }
  | SeedingFrame
  | { type: 'problem'; id: number; problem: Problem };

/** Mirrors `CloseCode`. */
export const CloseCode = {
  ROLE_CHANGED: 4205,
  PROTOCOL: 4400,
  SIGNED_OUT: 4401,
  NOT_ALLOWED: 4403,
  SUPERSEDED: 4409,
  DOCUMENT_GONE: 4410,
  DOCUMENT_REPLACED: 4412,
  TOO_LARGE: 4413,
  NOT_TEXT: 4415,
  NOT_READY: 4425,
  TOO_MANY: 4429,
  STOPPING: 4503,
  NOT_DURABLE: 4507,
} as const;
