import type { editor } from 'monaco-editor/editor/editor.api';
import { CloseCode } from '../../../shared/api/session';
import { toast } from '../../../shared/ui/toasts';
import type { LiveEvents } from '../live/liveEvents';
import type { LiveFile } from '../live/LiveFile';
import { loadLive } from '../live/loadLive';
import type { NotLiveError } from '../live/NotLiveError';
import { setPeople } from '../live/peopleStore';
import { colorIndexOf, PERSON_COLORS } from '../live/personColors';
import { waitingEdits } from '../live/waitingEdits';
import { typed } from '../live/whereabouts';
import { useSession } from '../session/sessionStore';
import { currentEditor } from './currentEditor';
import type { Draft } from './DocumentSync';
import { draftOf, dropDraft } from './drafts';
import { pinTab, showView, type FileForm } from './editorStore';
import type { Monaco } from './loadMonaco';
import { createModel } from './models';
import { projectRemote } from './projectRemote';

/** An open file whose text is edited together, by everybody who has it open. */
export interface SharedDocument {
  kind: 'shared';
  path: string;
  model: editor.ITextModel;
  sync: LiveFile;
  form: FileForm | null;
}

/** A file that cannot be edited together. */
export interface NotShared {
  kind: 'not-shared';
  why: string;
  /** Edits of an earlier visit, when it still could. */
  draft?: Draft;
}

const PATIENCE_MS = 6_000;

/** Opens the live document of a file. */
export async function openShared(
  monaco: Promise<Monaco>,
  path: string,
  onEnded: (document: SharedDocument) => void,
): Promise<SharedDocument | NotShared> {
  if (useSession.getState().connection !== 'connected') {
    return { kind: 'not-shared', why: notLive(0) };
  }
  let document: SharedDocument | null = null;
  const live = await connect(path, {
    ...projectEvents,
    onStatus: () => document && showShared(document),
    onForm: () => {
      if (document) {
        document.form = document.sync.form();
        showShared(document);
      }
    },
    onEdited: () => {
      if (document) {
        pinTab(document.path);
        typed();
      }
    },
    onPeers: () => document && setPeople(document.path, document.sync.peers()),
    onJump: (offset) => document && jump(document.model, offset),
    onEnded: () => document && onEnded(document),
  });
  if ('kind' in live) {
    return live;
  }
  const loaded = await monaco;
  const model = createModel(loaded, path, live.text());
  document = { kind: 'shared', path, model, sync: live, form: live.form() };
  live.show(loaded, model);
  await takeUpDraft(path, live);
  setPeople(path, live.peers());
  return document;
}

export function showShared({ path, sync, form }: SharedDocument): void {
  showView(path, { kind: 'text', status: sync.current(), form });
}

export function disposeShared({ path, sync, model }: SharedDocument): void {
  setPeople(path, []);
  sync.dispose();
  model.dispose();
}

const projectEvents: Pick<LiveEvents, 'me' | 'journal' | 'fetch' | 'create'> = {
  me() {
    const { person, name } = useSession.getState().info!;
    const color = PERSON_COLORS[colorIndexOf(person)]!;
    return { id: person, name, color, colorLight: `${color}33` };
  },
  journal: () => useSession.getState().saved?.acknowledged ?? null,
  fetch: async (path) => (await projectRemote.fetch(path)).text.replace(/^\uFEFF/, ''),
  create: async (path, text) => void (await projectRemote.update(path, null, text)),
};

async function connect(path: string, events: LiveEvents): Promise<LiveFile | NotShared> {
  let live: LiveFile | undefined;
  let timer = 0;
  try {
    const { LiveFile } = await loadLive();
    live = new LiveFile(path, waitingEdits()[path] ?? null, events);
    timer = window.setTimeout(() => live!.dispose(), PATIENCE_MS);
    await live.open();
    return live;
  } catch (error) {
    live?.dispose();
    const { code, unsent } = error as Partial<NotLiveError>;
    return {
      kind: 'not-shared',
      why: notLive(code ?? 0),
      draft: unsent ? { base: { hash: '', text: unsent.base }, text: unsent.text } : undefined,
    };
  } finally {
    window.clearTimeout(timer);
  }
}

/** Edits of an earlier visit that were not made together join the others'. */
async function takeUpDraft(path: string, live: LiveFile): Promise<void> {
  const draft = await draftOf(path);
  if (draft) {
    live.carry({ base: draft.base?.text ?? '', text: draft.text });
    toast('info', 'Unsaved changes are back', `${path} had changes from an earlier visit.`);
    await dropDraft(path);
  }
}

function jump(model: editor.ITextModel, offset: number): void {
  const instance = currentEditor.get();
  if (instance?.getModel() === model) {
    const position = model.getPositionAt(offset);
    instance.setPosition(position);
    instance.revealPositionInCenterIfOutsideViewport(position);
  }
}

function notLive(code: number): string {
  switch (code) {
    case CloseCode.TOO_LARGE:
      return 'The file is too large to be edited together.';
    case CloseCode.NOT_TEXT:
      return 'Only UTF-8 text can be edited together.';
    case CloseCode.NOT_ALLOWED:
      return 'Your role does not allow to edit it together.';
    default:
      return 'Editing together did not answer. Close the file and open it again to try.';
  }
}
