import { isWithin, rebase } from '../../../shared/api/path';
import { ProblemError, problemOf } from '../../../shared/api/problem';
import { setPeople } from '../live/peopleStore';
import { nothingWaits } from '../live/waitingEdits';
import type { Draft } from './DocumentSync';
import { draftOf, dropDraft, keepDraft } from './drafts';
import { dropTab, renameTabs, showView, useEditor } from './editorStore';
import { isImage } from './fileTypes';
import { loadMonaco } from './loadMonaco';
import { languageOf } from './models';
import {
  disposePlain,
  fetchOrNull,
  openPlain,
  restoreDraft,
  type PlainDocument,
} from './plainDocument';
import { disposeShared, openShared, showShared, type SharedDocument } from './sharedDocument';

/** An open text file: its model, which holds the text, and the sync with the project. */
export type OpenDocument = PlainDocument | SharedDocument;

const open = new Map<string, OpenDocument>();
const loading = new Set<string>();

export function documentAt(path: string): OpenDocument | undefined {
  return open.get(path);
}

export function openDocuments(): OpenDocument[] {
  return [...open.values()];
}

/** Fetches a file that has a tab, unless that is done or under way. */
export async function load(path: string): Promise<void> {
  if (open.has(path) || loading.has(path)) {
    return;
  }
  if (isImage(path)) {
    showView(path, { kind: 'image' });
    return;
  }
  loading.add(path);
  showView(path, { kind: 'loading' });
  try {
    await openText(path);
  } catch (error) {
    if (hasTab(path)) {
      showFailure(path, error);
    }
  } finally {
    loading.delete(path);
  }
}

/** Closes a tab; what it still has to save is saved first, or kept in this browser. */
export async function close(path: string): Promise<void> {
  const document = open.get(path);
  if (document?.kind === 'plain' && document.sync.isUnsaved()) {
    await keepDraft(path, document.sync.draft());
    await document.sync.save();
  }
  if (document) {
    discard(document);
  }
  dropTab(path);
}

/** Forgets a deleted file's text and closes its tab. */
export async function closeDeleted(path: string): Promise<void> {
  const document = open.get(path);
  if (document) {
    discard(document);
    nothingWaits(path);
    await dropDraft(path);
  }
  dropTab(path);
}

/** Saves everything that is edited, and waits for it. */
export async function saveAll(under = ''): Promise<void> {
  const concerned = openDocuments().filter(({ path }) => isWithin(path, under));
  await Promise.all(concerned.map(({ sync }) => sync.save()));
}

/** Follows a file or a directory that was moved on the server to its new place. */
export async function follow(from: string, to: string): Promise<void> {
  const monaco = await loadMonaco();
  const reopened: string[] = [];
  for (const document of openDocuments()) {
    const path = rebase(document.path, from, to);
    if (path !== null && languageOf(monaco, path) !== document.model.getLanguageId()) {
      // Another kind of file needs another address: it is opened anew under its new name.
      discard(document);
      reopened.push(path);
    } else if (path !== null) {
      open.delete(document.path);
      open.set(path, document);
      void dropDraft(document.path);
      moved(document, path);
    }
  }
  renameTabs(from, to);
  await Promise.all(reopened.map(load));
}

/** Everything that a closing page would lose. */
export function unsavedDrafts(): Record<string, Draft> {
  return Object.fromEntries(
    openDocuments().flatMap((document) =>
      document.kind === 'plain' && document.sync.isUnsaved()
        ? [[document.path, document.sync.draft()]]
        : [],
    ),
  );
}

async function openText(path: string): Promise<void> {
  const monaco = loadMonaco();
  const shared = await openShared(monaco, path, (document) => void reopen(document));
  if (!hasTab(path)) {
    if (shared.kind === 'shared') {
      disposeShared(shared);
    }
    return;
  }
  if (shared.kind === 'shared') {
    open.set(path, shared);
    showShared(shared);
    return;
  }
  const [version, kept] = await Promise.all([fetchOrNull(path), draftOf(path)]);
  const draft = shared.draft ?? kept;
  const document = openPlain(await monaco, path, version, draft, shared.why);
  open.set(path, document);
  showView(path, { kind: 'text', status: document.sync.current(), notLive: shared.why });
  await restoreDraft(document, version, draft);
}

function moved(document: OpenDocument, path: string): void {
  const before = document.path;
  document.path = document.sync.path = path;
  if (document.kind === 'shared') {
    setPeople(before, []);
    setPeople(path, document.sync.peers());
  }
}

/** A file that cannot be edited together any more is shown as what it has become. */
async function reopen(document: SharedDocument): Promise<void> {
  discard(document);
  await load(document.path);
}

function discard(document: OpenDocument): void {
  open.delete(document.path);
  if (document.kind === 'plain') {
    disposePlain(document);
  } else {
    disposeShared(document);
  }
}

function showFailure(path: string, error: unknown): void {
  const problem =
    error instanceof ProblemError
      ? error.problem
      : problemOf('internal', 'It did not open', String(error));
  const unreadable =
    error instanceof ProblemError && (error.is('not-text') || error.is('too-large'));
  showView(path, { kind: unreadable ? 'unreadable' : 'error', problem });
}

function hasTab(path: string): boolean {
  return useEditor.getState().tabs.some((tab) => tab.path === path);
}
