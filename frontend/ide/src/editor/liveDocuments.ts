import type { ChangedPath } from '../../../shared/api/session';
import type { LiveFile } from '../live/LiveFile';
import { onLeaving } from '../session/signIn';
import { onFrame } from '../session/session';
import { dropOldCopies } from '../live/copies';
import { waitingEdits } from '../live/waitingEdits';
import { useSession } from '../session/sessionStore';
import { follow, load, openDocuments, unsavedDrafts } from './documents';
import { draftPaths, keepDraft, keepInAHurry } from './drafts';
import { openFile, useEditor } from './editorStore';

/** Keeps the open documents in step with the project for as long as the page is open. */
export function startDocuments(): void {
  onFrame('loaded', () => void connected());
  onFrame('changed', ({ changes, mass }) => {
    if (mass) {
      checkAll();
    } else {
      changes.forEach(changed);
      sharedFiles().forEach((file) => void followMoved(file, changes));
    }
  });
  useSession.subscribe(({ saved }, before) => {
    if (saved !== before.saved) {
      sharedFiles().forEach((file) => file.journalMoved());
    }
  });
  useEditor.subscribe(({ active }, before) => {
    if (active !== null && active !== before.active) {
      void load(active);
    }
  });
  useEditor.subscribe(({ active, cursor }, before) => {
    if (active !== before.active || cursor?.line !== before.cursor?.line) {
      const place = active === null ? null : { path: active, line: cursor?.line ?? 1 };
      sharedFiles().forEach((file) => file.moveTo(place));
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
  dropOldCopies(Date.now(), Object.values(waitingEdits()));
}

/** Files with edits from an earlier visit come back, so that these reach the project. */
async function reopenDrafts(): Promise<void> {
  const before = useEditor.getState().active;
  const waiting = waitingEdits();
  for (const path of [...(await draftPaths()), ...Object.keys(waiting)]) {
    if (!openDocuments().some((document) => document.path === path)) {
      openFile(path);
      await load(path);
    }
  }
  if (before !== null) {
    openFile(before, { preview: true });
  }
}

function sharedFiles(): LiveFile[] {
  return openDocuments().flatMap((one) => (one.kind === 'shared' ? [one.sync] : []));
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

/** Somebody else, or a shell, may have moved an open file: its document goes with it. */
async function followMoved(file: LiveFile, changes: ChangedPath[]): Promise<void> {
  const from = file.path;
  const to = await file.movedAmong(changes);
  if (to !== null && file.path === from) {
    await follow(from, to);
  }
}

function needsAttention(kind: string): boolean {
  return kind === 'waiting' || kind === 'failed' || kind === 'conflict';
}
