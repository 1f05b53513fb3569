import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import type { Draft } from './DocumentSync';

/**
 * Texts that the project does not have yet, kept in this browser. Each project's IDE has an origin
 * of its own, so a path is key enough.
 */
const LAST_WORDS = 'atrium.drafts';

let database: UseStore | undefined;
const store = () => (database ??= createStore('atrium-drafts', 'drafts'));

export function keepDraft(path: string, draft: Draft): Promise<void> {
  return set(path, draft, store());
}

export function dropDraft(path: string): Promise<void> {
  return del(path, store());
}

export function draftOf(path: string): Promise<Draft | undefined> {
  return get<Draft>(path, store());
}

/** The paths that have drafts, those of a page that was closed in a hurry included. */
export async function draftPaths(): Promise<string[]> {
  const hurried = JSON.parse(localStorage.getItem(LAST_WORDS) ?? '{}') as Record<string, Draft>;
  for (const [path, draft] of Object.entries(hurried)) {
    await keepDraft(path, draft);
  }
  localStorage.removeItem(LAST_WORDS);
  return (await entries<string, Draft>(store())).map(([path]) => path);
}

/** Keeps drafts at once, while the page goes away and nothing asynchronous would finish. */
export function keepInAHurry(drafts: Record<string, Draft>): void {
  if (Object.keys(drafts).length === 0) {
    return;
  }
  try {
    localStorage.setItem(LAST_WORDS, JSON.stringify(drafts));
  } catch {
    // The quota is exceeded: what was kept before the last keys is in the database.
  }
}
