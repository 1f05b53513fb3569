/** Mirrors of `dev.atrium.api.files`. A field that is null in Java is left out in JSON. */
import type { Problem } from './problem';

export type FileKind = 'FILE' | 'DIRECTORY' | 'LINK' | 'OTHER';

export interface FileEntry {
  name: string;
  kind: FileKind;
  size: number;
  mode: number;
  modifiedAt: string;
  target?: string | null;
  localOnly: boolean;
}

export type FileOperation =
  | { op: 'createDirectory'; path: string }
  | { op: 'move'; from: string; to: string }
  | { op: 'copy'; from: string; to: string }
  | { op: 'delete'; path: string; base: string | null };

/** `GET /api/paths`: the files that quick open offers. */
export interface ProjectPaths {
  paths: string[];
  truncated: boolean;
}

export interface SearchRequest {
  query: string;
  regex: boolean;
  matchCase: boolean;
  wholeWord: boolean;
  include: string | null;
  exclude: string | null;
  limit: number;
}

export interface SearchHit {
  path: string;
  line: number;
  column: number;
  length: number;
  preview: string;
  previewColumn: number;
}

export interface SearchEnd {
  end: true;
  files: number;
  hits: number;
  truncated: boolean;
  problem?: Problem | null;
}
