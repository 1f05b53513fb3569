import { ProblemError, type Problem } from '../../../shared/api/problem';
import { Autosave } from './autosave';
import type { FileSync } from './FileSync';
import { reconcile } from './merge';

/** The text that a person edits; in the page it is a Monaco model. */
export interface TextBuffer {
  text(): string;
  /** Replaces the text by small edits that can be undone; does not call back as an edit. */
  replace(text: string): void;
}

/** A stored version of the file. */
export interface Version {
  hash: string;
  text: string;
}

/** A text that the project may not have, and the version that it was made from. */
export interface Draft {
  base: Version | null;
  text: string;
}

/** The project, as far as one file needs it. */
export interface Remote {
  /** @param base null to create the file */
  update(path: string, base: Version | null, text: string): Promise<string>;
  /** @throws ProblemError `not-found` if there is no such file */
  fetch(path: string): Promise<Version>;
}

/** How a document stands to the file; what the tab and the bar above the text show. */
export type SyncStatus =
  | { kind: 'clean' }
  /** Edited; will be saved within a second. */
  | { kind: 'dirty' }
  | { kind: 'saving' }
  /** Edited, and kept in this browser until the connection is back; `changes` if they are counted. */
  | { kind: 'waiting'; changes?: number }
  /** The project refused the edit. */
  | { kind: 'failed'; problem: Problem }
  /** Both sides changed the same lines. */
  | { kind: 'conflict'; theirs: Version }
  /** The file is gone; `unsaved` if this browser has edits that the project never had. */
  | { kind: 'deleted'; unsaved: boolean };

export interface SyncEvents {
  onStatus(status: SyncStatus): void;
  /** The text changed because the file did; `merged` if it was joined with unsaved edits. */
  onExternal(merged: boolean): void;
  /** The text is not in the project yet: keep {@link DocumentSync.draft} so that nothing is lost. */
  onUnsaved(): void;
  /** The project has everything. */
  onSaved(): void;
}

/**
 * Keeps one open text and its file together. One save is under way at most; every save names the
 * version that it builds on, and what the file has become meanwhile is merged or shown, never
 * overwritten.
 */
export class DocumentSync implements FileSync {
  private status: SyncStatus = { kind: 'clean' };
  private readonly autosave = new Autosave(() => void this.save());
  private saving: Promise<void> | null = null;
  /** What was sent but not answered before the connection was lost. */
  private sent: string | null = null;
  /** What was heard of the file while a save was under way. */
  private heard: { hash: string | null } | null = null;

  constructor(
    public path: string,
    private base: Version | null,
    private readonly buffer: TextBuffer,
    private readonly remote: Remote,
    private readonly events: SyncEvents,
  ) {}

  current(): SyncStatus {
    return this.status;
  }

  baseHash(): string | null {
    return this.base?.hash ?? null;
  }

  /** Whether closing it now would leave something behind that the project does not have. */
  isUnsaved(): boolean {
    return this.status.kind !== 'clean' && this.status.kind !== 'deleted';
  }

  /** What has to be kept for as long as the project does not have it. */
  draft(): Draft {
    return { base: this.base, text: this.buffer.text() };
  }

  /** A person edited the buffer. */
  edited(): void {
    this.events.onUnsaved();
    if (this.status.kind === 'deleted') {
      this.enter({ kind: 'deleted', unsaved: true });
      return;
    }
    if (this.status.kind === 'conflict') {
      return;
    }
    if (this.status.kind !== 'saving') {
      this.enter({ kind: 'dirty' });
    }
    this.autosave.touched();
  }

  /** Takes up a text from an earlier visit that the project may not have. */
  async restore({ base, text }: Draft): Promise<void> {
    const now = this.base;
    this.base = base;
    this.buffer.replace(text);
    if (now === null || now.hash === base?.hash) {
      this.edited();
    } else {
      await this.meet(now);
    }
  }

  /** Saves what is edited now, without waiting for the pause in typing. */
  async save(): Promise<void> {
    this.autosave.cancel();
    if (this.saving) {
      await this.saving;
    }
    if (!['dirty', 'waiting', 'failed'].includes(this.status.kind)) {
      return;
    }
    this.saving = this.saveOnce().finally(() => (this.saving = null));
    await this.saving;
  }

  /** The file changed; `hash` is its new one, null if it is gone. */
  async changed(hash: string | null): Promise<void> {
    if (this.saving) {
      this.heard = { hash };
      return;
    }
    if (hash !== null && hash === this.base?.hash) {
      if (this.status.kind === 'deleted') {
        this.enter({ kind: 'clean' });
      }
      return;
    }
    await (hash === null ? this.gone() : this.fetchAndMeet());
  }

  /** The connection is back: the file may have changed, and what waits can be sent. */
  async reconnected(): Promise<void> {
    if (this.status.kind === 'waiting' || this.status.kind === 'failed') {
      await this.save();
    } else if (this.status.kind !== 'deleted' || this.base !== null) {
      await this.fetchAndMeet();
    }
  }

  /** Answers a conflict: my text replaces theirs. */
  async keepMine(): Promise<void> {
    if (this.status.kind === 'conflict') {
      this.base = this.status.theirs;
      await this.saveNow();
    }
  }

  /** Answers a conflict: their text replaces mine, which undo brings back. */
  takeTheirs(): void {
    if (this.status.kind === 'conflict') {
      this.adopt(this.status.theirs);
    }
  }

  /** Answers a conflict with a text that a person made of both. */
  async useMerged(text: string): Promise<void> {
    this.buffer.replace(text);
    await this.keepMine();
  }

  /** Writes a deleted file again. */
  async bringBack(): Promise<void> {
    if (this.status.kind === 'deleted') {
      this.base = null;
      await this.saveNow();
    }
  }

  dispose(): void {
    this.autosave.cancel();
  }

  private async saveNow(): Promise<void> {
    this.enter({ kind: 'dirty' });
    await this.save();
  }

  private async saveOnce(): Promise<void> {
    const text = this.buffer.text();
    if (this.sent === null && text === this.base?.text) {
      this.settled();
      return;
    }
    this.enter({ kind: 'saving' });
    this.sent = text;
    try {
      const hash = await this.remote.update(this.path, this.base, text);
      this.base = { hash, text };
      this.sent = null;
      this.afterSave(text);
    } catch (error) {
      await this.saveFailed(error);
    }
  }

  private afterSave(text: string): void {
    const heard = this.heard;
    this.heard = null;
    if (this.buffer.text() === text) {
      this.settled();
    } else {
      this.enter({ kind: 'dirty' });
      this.autosave.touched();
    }
    if (heard && heard.hash !== this.base?.hash) {
      queueMicrotask(() => void this.fetchAndMeet());
    }
  }

  private async saveFailed(error: unknown): Promise<void> {
    const problem = error instanceof ProblemError ? error : null;
    this.heard = null;
    if (problem?.is('changed-meanwhile') || problem?.is('already-exists')) {
      await this.fetchAndMeet();
    } else if (problem?.is('not-found') && this.base !== null) {
      await this.gone();
    } else if (problem?.is('offline') || problem?.is('not-ready')) {
      this.enter({ kind: 'waiting' });
    } else {
      this.sent = null;
      this.enter({
        kind: 'failed',
        problem: problem?.problem ?? {
          type: 'about:blank',
          title: 'Not saved',
          status: 0,
          detail: String(error),
        },
      });
    }
  }

  private async fetchAndMeet(): Promise<void> {
    try {
      await this.meet(await this.remote.fetch(this.path));
    } catch (error) {
      if (error instanceof ProblemError && error.is('not-found')) {
        await this.gone();
      } else if (this.isUnsaved() && this.status.kind !== 'conflict') {
        this.enter({ kind: 'waiting' });
      }
    }
  }

  /** My text, made from the base, meets what the file has become. */
  private async meet(theirs: Version): Promise<void> {
    const mine = this.buffer.text();
    const decision = reconcile(this.base?.text ?? '', mine, theirs.text, this.sent);
    this.sent = null;
    switch (decision.kind) {
      case 'same':
        this.base = theirs;
        this.settled();
        break;
      case 'take-theirs':
        this.adopt(theirs);
        break;
      case 'continue':
      case 'merged':
        this.base = theirs;
        if (decision.kind === 'merged') {
          this.buffer.replace(decision.text);
          this.events.onExternal(true);
        }
        this.events.onUnsaved();
        this.enter({ kind: 'dirty' });
        this.autosave.touched();
        break;
      case 'conflict':
        this.autosave.cancel();
        this.events.onUnsaved();
        this.enter({ kind: 'conflict', theirs });
    }
  }

  private async gone(): Promise<void> {
    this.autosave.cancel();
    this.sent = null;
    const unsaved = this.base === null || this.buffer.text() !== this.base.text;
    if (unsaved) {
      this.events.onUnsaved();
    }
    this.enter({ kind: 'deleted', unsaved });
  }

  private adopt(theirs: Version): void {
    this.base = theirs;
    this.buffer.replace(theirs.text);
    this.events.onExternal(false);
    this.settled();
  }

  private settled(): void {
    this.enter({ kind: 'clean' });
    this.events.onSaved();
  }

  private enter(status: SyncStatus): void {
    this.status = status;
    this.events.onStatus(status);
  }
}
