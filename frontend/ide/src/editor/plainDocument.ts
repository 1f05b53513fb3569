import type { editor } from 'monaco-editor/editor/editor.api';
import { ProblemError, problemOf } from '../../../shared/api/problem';
import { toast } from '../../../shared/ui/toasts';
import { typed } from '../live/whereabouts';
import { DocumentSync, type Draft, type Version } from './DocumentSync';
import { dropDraft, keepDraft } from './drafts';
import { pinTab, showView } from './editorStore';
import type { Monaco } from './loadMonaco';
import { ModelBuffer } from './ModelBuffer';
import { createModel } from './models';
import { projectRemote } from './projectRemote';

/** An open file that is saved as a whole, because it cannot be edited together. */
export interface PlainDocument {
  kind: 'plain';
  path: string;
  model: editor.ITextModel;
  sync: DocumentSync;
  buffer: ModelBuffer;
  draftTimer: number;
}

const DRAFT_MS = 250;

/** The file as it is now; null if there is none. */
export async function fetchOrNull(path: string): Promise<Version | null> {
  try {
    return await projectRemote.fetch(path);
  } catch (error) {
    if (error instanceof ProblemError && error.is('not-found')) {
      return null;
    }
    throw error;
  }
}

/**
 * Opens a file.
 *
 * @param draft unsaved edits of an earlier visit
 * @param notLive why it cannot be edited together
 * @throws ProblemError `not-found` if there is neither file nor draft
 */
export function openPlain(
  monaco: Monaco,
  path: string,
  version: Version | null,
  draft: Draft | undefined,
  notLive: string,
): PlainDocument {
  if (version === null && draft === undefined) {
    throw new ProblemError(
      problemOf('not-found', 'Not found', 'This file is not in the project any more.', 404),
    );
  }
  return create(monaco, path, version ?? draft!.base, notLive);
}

/** Takes up what an earlier visit has left. */
export async function restoreDraft(
  { path, buffer, sync }: PlainDocument,
  version: Version | null,
  draft: Draft | undefined,
): Promise<void> {
  if (version === null) {
    buffer.replace(draft!.text);
    await sync.changed(null);
  } else if (draft && draft.text !== version.text) {
    await sync.restore(draft);
    toast('info', 'Unsaved changes are back', `${path} had changes from an earlier visit.`);
  } else if (draft) {
    await dropDraft(path);
  }
}

export function disposePlain(document: PlainDocument): void {
  window.clearTimeout(document.draftTimer);
  document.sync.dispose();
  document.model.dispose();
}

function create(
  monaco: Monaco,
  path: string,
  version: Version | null,
  notLive: string,
): PlainDocument {
  const model = createModel(monaco, path, version?.text ?? '');
  const buffer = new ModelBuffer(monaco, model, () => {
    pinTab(document.path);
    typed();
    document.sync.edited();
  });
  const document: PlainDocument = {
    kind: 'plain',
    path,
    model,
    buffer,
    draftTimer: 0,
    sync: new DocumentSync(path, version, buffer, projectRemote, {
      onStatus: (status) => showView(document.path, { kind: 'text', status, notLive }),
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
  return document;
}

function scheduleDraft(document: PlainDocument): void {
  document.draftTimer ||= window.setTimeout(() => {
    document.draftTimer = 0;
    void keepDraft(document.path, document.sync.draft());
  }, DRAFT_MS);
}
