import type { editor, Uri } from 'monaco-editor/editor/editor.api';
import { isWithin, rebase } from '../../../shared/api/path';
import { ProblemError, problemOf } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui/toasts';
import { DocumentSync, type Draft, type Version } from './DocumentSync';
import { draftOf, dropDraft, keepDraft } from './drafts';
import { dropTab, pinTab, renameTabs, showView, useEditor } from './editorStore';
import { isImage } from './fileTypes';
import { loadMonaco, type Monaco } from './loadMonaco';
import { ModelBuffer } from './ModelBuffer';
import { projectRemote } from './projectRemote';

/** An open text file: its model, which holds text and undo, and the sync with the project. */
export interface OpenDocument {
  path: string;
  model: editor.ITextModel;
  sync: DocumentSync;
  buffer: ModelBuffer;
  draftTimer: number;
}

const DRAFT_MS = 250;

let copies = 0;

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
    const [monaco, version, draft] = await Promise.all([
      loadMonaco(),
      fetchOrNull(path),
      draftOf(path),
    ]);
    if (hasTab(path)) {
      await show(monaco, path, version, draft);
    }
  } catch (error) {
    if (hasTab(path)) {
      showFailure(path, error);
    }
  } finally {
    loading.delete(path);
  }
}

/** Closes a tab; what it still has to save is saved first, or kept as a draft. */
export async function close(path: string): Promise<void> {
  const document = open.get(path);
  if (document?.sync.isUnsaved()) {
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
      document.path = document.sync.path = path;
    }
  }
  renameTabs(from, to);
  await Promise.all(reopened.map(load));
}

/** Everything that a closing page would lose. */
export function unsavedDrafts(): Record<string, Draft> {
  const unsaved = openDocuments().filter(({ sync }) => sync.isUnsaved());
  return Object.fromEntries(unsaved.map(({ path, sync }) => [path, sync.draft()]));
}

async function fetchOrNull(path: string): Promise<Version | null> {
  try {
    return await projectRemote.fetch(path);
  } catch (error) {
    if (error instanceof ProblemError && error.is('not-found')) {
      return null;
    }
    throw error;
  }
}

async function show(
  monaco: Monaco,
  path: string,
  version: Version | null,
  draft: Draft | undefined,
): Promise<void> {
  if (version === null && draft === undefined) {
    throw new ProblemError(
      problemOf('not-found', 'Not found', 'This file is not in the project any more.', 404),
    );
  }
  const document = create(monaco, path, version ?? draft!.base);
  showView(path, { kind: 'text', status: { kind: 'clean' } });
  if (version === null) {
    document.buffer.replace(draft!.text);
    await document.sync.changed(null);
  } else if (draft && draft.text !== version.text) {
    await document.sync.restore(draft);
    toast('info', 'Unsaved changes are back', `${path} had changes from an earlier visit.`);
  } else if (draft) {
    await dropDraft(path);
  }
}

function create(monaco: Monaco, path: string, version: Version | null): OpenDocument {
  const model = monaco.editor.createModel(
    version?.text ?? '',
    languageOf(monaco, path),
    addressOf(monaco, path),
  );
  const buffer = new ModelBuffer(monaco, model, () => {
    pinTab(document.path);
    document.sync.edited();
  });
  const document: OpenDocument = {
    path,
    model,
    buffer,
    draftTimer: 0,
    sync: new DocumentSync(path, version, buffer, projectRemote, {
      onStatus: (status) => showView(document.path, { kind: 'text', status }),
      onExternal: (merged) => {
        if (merged) {
          toast('info', 'Merged', `Changes on disk were merged into ${document.path}.`);
        }
      },
      onUnsaved: () => scheduleDraft(document),
      onSaved: () => {
        window.clearTimeout(document.draftTimer);
        document.draftTimer = 0;
        void dropDraft(document.path);
      },
    }),
  };
  open.set(path, document);
  return document;
}

function scheduleDraft(document: OpenDocument): void {
  document.draftTimer ||= window.setTimeout(() => {
    document.draftTimer = 0;
    void keepDraft(document.path, document.sync.draft());
  }, DRAFT_MS);
}

function discard(document: OpenDocument): void {
  open.delete(document.path);
  window.clearTimeout(document.draftTimer);
  document.sync.dispose();
  document.model.dispose();
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

/** The language services tell by the address what a file is, and find open neighbours by it. */
function addressOf(monaco: Monaco, path: string): Uri {
  const wellFormed = path.replace(/[\uD800-\uDFFF]/gu, (unit) => `~${unit.charCodeAt(0)}`);
  const uri = monaco.Uri.from({ scheme: 'file', path: `/${wellFormed}` });
  // A file that was renamed keeps its address for as long as it is open.
  return monaco.editor.getModel(uri) === null
    ? uri
    : uri.with({ path: `/~${++copies}${uri.path}` });
}

function languageOf(monaco: Monaco, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const languages = monaco.languages.getLanguages();
  const byName = languages.find(({ filenames }) =>
    filenames?.some((filename) => filename.toLowerCase() === name),
  );
  const byExtension = languages.find(({ extensions }) =>
    extensions?.some((extension) => name.endsWith(extension.toLowerCase())),
  );
  return (byName ?? byExtension)?.id ?? 'plaintext';
}
