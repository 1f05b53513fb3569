/** Mirrors of `dev.atrium.api.hub` and of what init-service tells through the hub. Null is left out in JSON. */
import type { Problem } from './problem';
import type { Role } from './session';

export interface Me {
  id: string;
  name: string;
}

/** How people sign in: by an address that works once, or by the installation's admin token. */
export type SigninWay = 'LINK' | 'TOKEN';

export type ProjectState =
  'CREATING' | 'SUSPENDED' | 'STARTING' | 'RUNNING' | 'SUSPENDING' | 'FAILED' | 'TRASHED';

export interface ProjectView {
  id: string;
  name: string;
  template?: string | null;
  state: ProjectState;
  /** Whether the IDE answers; while the project still starts it shows how far its files are. */
  open: boolean;
  role: Role;
  url: string;
  appUrl: string;
  progress?: number | null;
  createdAt: string;
  openedAt?: string | null;
  purgeAt?: string | null;
  problem?: Problem | null;
}

export interface NewProject {
  name: string;
  template: string;
}

export interface TemplateInfo {
  name: string;
  title: string;
  description: string;
  language: string;
}

export interface ImportProgress {
  files: number;
  bytes: number;
  done: boolean;
  problem?: Problem | null;
}
