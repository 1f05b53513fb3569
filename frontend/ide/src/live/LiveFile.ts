import type { editor } from 'monaco-editor/editor/editor.api';
import { problemOf } from '../../../shared/api/problem';
import { CloseCode, type ChangedPath } from '../../../shared/api/session';
import type { SyncStatus } from '../editor/DocumentSync';
import type { FileForm } from '../editor/editorStore';
import type { FileSync } from '../editor/FileSync';
import type { Monaco } from '../editor/loadMonaco';
import { minimalEdits } from '../editor/textEdits';
import { carriedEdits } from './carriedEdits';
import { unsentOf, type LiveDocument, type Unsent } from './LiveDocument';
import { candidates, findMoved } from './findMoved';
import { LiveLink } from './LiveLink';
import type { LiveEvents } from './liveEvents';
import { LiveView } from './LiveView';
import { NotLiveError } from './NotLiveError';
import type { Place, Seen, Selected } from './peers';
import type { TextForm } from './protocol';
import { applyTo } from './sharedEdits';
import { shownText } from './shownText';
import { noteWaiting, nothingWaits } from './waitingEdits';

/** How long a save waits for the project's disk. */
const SAVE_MS = 3_000;
const SAVE_POLL_MS = 100;

/** The origin of edits that were carried over from another document; undo leaves them. */
const CARRIED = 'carried';

/** An open file whose text is shared, key by key, with everybody who has it open. */
export class LiveFile implements FileSync {
  private status: SyncStatus = { kind: 'clean' };
  private readonly link: LiveLink;
  private document: LiveDocument | null = null;
  private view: LiveView | null = null;
  private shown: { monaco: Monaco; model: editor.ITextModel } | null = null;
  private told: TextForm | null = null;
  private unsaved = false;
  /** Whether the file on the project's disk is known to have every edit of this window. */
  private onDisk = true;
  /** How far the journal was before the first edit that is not saved; null if that is unknown. */
  private journalBefore: number | null = null;
  private leftHere: Promise<Unsent> | null = null;
  private opening: { resolve(): void; reject(error: Error): void } | null = null;

  /**
   * @param waiting the document in which an earlier visit has left edits; null if none has
   */
  constructor(
    private place: string,
    private readonly waiting: string | null,
    private readonly events: LiveEvents,
  ) {
    this.link = new LiveLink(waiting, {
      path: () => this.path,
      me: () => events.me(),
      onWhole: (document) => void this.adopt(document),
      onProgress: () => this.update(),
      onPeers: () => events.onPeers(),
      onForm: (form) => {
        this.told = form;
        events.onForm();
      },
      onReplaced: () => this.replaced(),
      onRefused: (code, reason) => void this.refused(code, reason),
    });
  }

  /**
   * Resolves once the text is there.
   *
   * @throws NotLiveError if the file has no live document
   */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.opening = { resolve, reject };
      this.link.start();
    });
  }

  get path(): string {
    return this.place;
  }

  /** The file was moved; its document goes with it. */
  set path(to: string) {
    nothingWaits(this.place);
    this.place = to;
    if (this.document && this.document.outbox.waiting > 0) {
      noteWaiting(to, this.document.guid);
    }
  }

  text(): string {
    return shownText(this.document?.text.toString() ?? '');
  }

  /** Shows the text in a model, and takes what is typed there. */
  show(monaco: Monaco, model: editor.ITextModel): void {
    this.shown = { monaco, model };
    this.bind();
  }

  current(): SyncStatus {
    return this.status;
  }

  /** How the text is written in the file; null until that is known. */
  form(): FileForm | null {
    // Only the document of a file with line ends of both kinds has CR.
    const mixed = this.document?.text.toString().includes('\r') === true;
    const { told } = this;
    return told && { bom: told.bom, lineEnds: mixed ? 'mixed' : told.crlf ? 'CRLF' : 'LF' };
  }

  async save(): Promise<void> {
    if (this.status.kind === 'failed') {
      this.enter({ kind: 'saving' });
      this.link.start();
    }
    const end = Date.now() + SAVE_MS;
    while (!this.onDisk && this.link.isInStep() && Date.now() < end) {
      this.onDisk = this.document?.outbox.waiting === 0 && (await this.isOnDisk());
      await new Promise((resolve) => setTimeout(resolve, this.onDisk ? 0 : SAVE_POLL_MS));
    }
  }

  /** Its connection tells what becomes of an open file; one that was deleted has none. */
  async changed(hash: string | null): Promise<void> {
    if (hash !== null && this.status.kind === 'deleted') {
      this.link.restart();
    }
  }

  /** Where the file is now, if it was moved with these changes; null if it was not. */
  async movedAmong(changes: ChangedPath[]): Promise<string | null> {
    const paths = candidates(this.path, changes);
    return this.document && paths.length > 0 ? findMoved(this.document.guid, paths) : null;
  }

  async reconnected(): Promise<void> {
    this.link.retryNow();
    this.update();
  }

  /** The runner has told how far the journal is. */
  journalMoved(): void {
    this.update();
  }

  async bringBack(): Promise<void> {
    const text = this.text();
    try {
      await this.events.create(this.path, text);
      this.document?.sentOtherwise();
    } catch {
      // If somebody else has brought it back, the link finds it; if nobody has, it says so again.
    }
    this.link.restart();
  }

  /** Takes up a text that an earlier visit has left. */
  carry({ base, text }: Unsent): void {
    const shared = this.document!.text;
    const theirs = shared.toString();
    // A text that was not live has the line ends of the file.
    const [from, mine] = theirs.includes('\r') ? [base, text] : [shownText(base), shownText(text)];
    const edits = carriedEdits(minimalEdits(from, mine), minimalEdits(from, theirs));
    applyTo(shared, edits, CARRIED);
  }

  /** Where the selection is, by offsets of the model; null if another file is in view. */
  select(selection: Selected | null): void {
    this.document?.presence.select(selection && (this.view?.inText(selection) ?? null));
  }

  moveTo(place: Place | null): void {
    this.document?.presence.moveTo(place);
  }

  /** Everybody else who has the file open, by offsets of the model. */
  peers(): Seen[] {
    return (this.document?.presence.others() ?? []).map((peer) => ({
      ...peer,
      selection: peer.selection && (this.view?.inModel(peer.selection) ?? null),
    }));
  }

  dispose(): void {
    this.view?.dispose();
    this.view = null;
    this.link.stop();
    this.document?.dispose();
    this.opening?.reject(new NotLiveError(0, 'The file was closed.', null));
  }

  private async adopt(document: LiveDocument): Promise<void> {
    const left = this.leftHere && (await this.leftHere);
    const before = this.document;
    const unsent = before?.unsent() ?? left;
    this.leftHere = null;
    this.view?.dispose();
    before?.dispose();
    this.document = document;
    if (unsent) {
      this.carry(unsent);
    }
    this.bind();
    this.events.onForm();
    this.enter({ kind: 'clean' });
    this.update();
    this.opening?.resolve();
    this.opening = null;
  }

  private bind(): void {
    if (this.shown && this.document) {
      const { document, events } = this;
      this.view = new LiveView(this.shown.monaco, this.shown.model, document.text, {
        onEdited: () => {
          this.onDisk = false;
          document.presence.typed();
          events.onEdited();
        },
        onJump: (offset) => events.onJump(offset),
      });
    }
  }

  private replaced(): void {
    if (!this.document && this.waiting !== null) {
      this.leftHere = unsentOf(this.waiting);
    }
  }

  private async refused(code: number, reason: string): Promise<void> {
    if (this.opening) {
      const left = this.waiting === null ? null : await unsentOf(this.waiting);
      this.opening.reject(new NotLiveError(code, reason, left));
      this.opening = null;
    } else if (code === CloseCode.DOCUMENT_GONE) {
      this.enterDeleted();
    } else if (!this.unsaved && code !== CloseCode.NOT_ALLOWED) {
      this.events.onEnded();
    } else {
      this.enter({ kind: 'failed', problem: problemOf('not-allowed', 'Not accepted', reason) });
    }
  }

  private update(): void {
    const { document } = this;
    const isFinal = this.status.kind === 'deleted' || this.status.kind === 'failed';
    if (!document || (isFinal && !this.link.isInStep())) {
      if (this.status.kind === 'deleted') {
        this.enterDeleted();
      }
      return;
    }
    if (isFinal) {
      this.enter({ kind: 'clean' });
    }
    if (document.outbox.waiting > 0) {
      this.updateWaiting(document);
    } else if (this.unsaved) {
      nothingWaits(this.path);
      this.unsaved = this.journalBefore !== null && this.journalBefore === this.events.journal();
      this.enter({ kind: this.unsaved ? 'saving' : 'clean' });
    }
  }

  private updateWaiting(document: LiveDocument): void {
    if (!this.unsaved) {
      this.unsaved = true;
      this.journalBefore = document.guid === this.waiting ? null : this.events.journal();
      noteWaiting(this.path, document.guid);
    }
    if (this.link.isInStep()) {
      this.enter({ kind: 'saving' });
      return;
    }
    if (this.status.kind !== 'waiting') {
      document.keepBase();
    }
    this.enter({ kind: 'waiting', changes: document.outbox.waiting });
  }

  private enterDeleted(): void {
    const waiting = this.document?.outbox.waiting ?? 0;
    this.enter({ kind: 'deleted', unsaved: waiting > 0 });
  }

  private async isOnDisk(): Promise<boolean> {
    try {
      return shownText(await this.events.fetch(this.path)) === this.text();
    } catch {
      return false;
    }
  }

  private enter(status: SyncStatus): void {
    const same = isSame(this.status, status);
    this.status = status;
    if (!same) {
      this.events.onStatus(status);
    }
  }
}

/** Whether nobody could tell the two apart; how many edits wait is counted on. */
function isSame(one: SyncStatus, other: SyncStatus): boolean {
  if (one.kind === 'deleted' && other.kind === 'deleted') {
    return one.unsaved === other.unsaved;
  }
  return one.kind === other.kind && one.kind !== 'waiting';
}
