import type { ChangedPath } from '../../../shared/api/session';
import { onLeaving } from '../session/signIn';
import { onFrame } from '../session/session';
import { load, openDocuments, unsavedDrafts } from './documents';
import { draftPaths, keepDraft, keepInAHurry } from './drafts';
import { openFile, useEditor } from './editorStore';

/** Keeps the open documents in step with the project for as long as the page is open. */
export function startDocuments(): void {
  onFrame('loaded', () => void connected());
  onFrame('changed', ({ changes, mass }) => (mass ? checkAll() : changes.forEach(changed)));
  useEditor.subscribe(({ active }, before) => {
    if (active !== null && active !== before.active) {
      void load(active);
    }
  });
  onLeaving(async () => {
    const drafts = Object.entries(unsavedDrafts());
    await Promise.all(drafts.map(([path, draft]) => keepDraft(path, draft)));
  });
  window.addEventListener('pagehide', () => keepInAHurry(unsavedDrafts()));
  document.addEventListener('visibilitychange', () => {
    // On phones a hidden page may never hear of its end.
    if (document.visibilityState === 'hidden') {
      keepInAHurry(unsavedDrafts());
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (openDocuments().some(({ sync }) => needsAttention(sync.current().kind))) {
      event.preventDefault();
    }
  });
}

async function connected(): Promise<void> {
  const { active, views } = useEditor.getState();
  checkAll();
  if (active !== null && views[active]?.kind !== 'text') {
    await load(active);
  }
  await reopenDrafts();
}

/** Files with edits from an earlier visit come back, so that these reach the project. */
async function reopenDrafts(): Promise<void> {
  const before = useEditor.getState().active;
  for (const path of await draftPaths()) {
    if (!openDocuments().some((document) => document.path === path)) {
      openFile(path);
      await load(path);
    }
  }
  if (before !== null) {
    openFile(before, { preview: true });
  }
}

function checkAll(): void {
  openDocuments().forEach(({ sync }) => void sync.reconnected());
}

function changed({ path, hash, deleted }: ChangedPath): void {
  for (const document of openDocuments()) {
    const concerned = document.path === path || (deleted && document.path.startsWith(`${path}/`));
    if (concerned) {
      void document.sync.changed(deleted ? null : (hash ?? null));
    }
  }
}

function needsAttention(kind: string): boolean {
  return kind === 'waiting' || kind === 'failed' || kind === 'conflict';
}
