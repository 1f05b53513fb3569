import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, problemOf, type ProblemKind } from '../../../shared/api/problem';
import { DocumentSync, type Remote, type SyncEvents, type Version } from './DocumentSync';

const BASE = 'one\ntwo\nthree\nfour\nfive\n';

/** A project of one file, which keeps the rule that every write names its base. */
class FileOnServer implements Remote {
  writes: string[] = [];
  failNext: ProblemKind | null = null;
  /** Applies the write, but loses the answer. */
  loseAnswer = false;

  constructor(public text: string | null) {}

  hash(): string | null {
    return this.text === null ? null : `#${this.text}`;
  }

  async update(_path: string, base: Version | null, text: string): Promise<string> {
    await Promise.resolve();
    this.failIfAsked();
    if ((base?.hash ?? null) !== this.hash()) {
      throw problem('changed-meanwhile');
    }
    this.text = text;
    this.writes.push(text);
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw problem('offline');
    }
    return this.hash()!;
  }

  async fetch(): Promise<Version> {
    await Promise.resolve();
    this.failIfAsked();
    if (this.text === null) {
      throw problem('not-found');
    }
    return { hash: this.hash()!, text: this.text };
  }

  private failIfAsked(): void {
    if (this.failNext) {
      const kind = this.failNext;
      this.failNext = null;
      throw problem(kind);
    }
  }
}

function problem(kind: ProblemKind): ProblemError {
  return new ProblemError(problemOf(kind, kind, kind));
}

function open(server: FileOnServer) {
  const buffer = { value: server.text ?? '' };
  const events = {
    onStatus: vi.fn(),
    onExternal: vi.fn(),
    onUnsaved: vi.fn(),
    onSaved: vi.fn(),
  } satisfies SyncEvents;
  const sync = new DocumentSync(
    'a.txt',
    server.text === null ? null : { hash: server.hash()!, text: server.text },
    { text: () => buffer.value, replace: (text) => (buffer.value = text) },
    server,
    events,
  );
  const type = (text: string) => {
    buffer.value = text;
    sync.edited();
  };
  return { sync, buffer, events, type };
}

describe('DocumentSync', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves after the pause and is clean then', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type, events } = open(server);
    type('mine');
    expect(sync.current().kind).toBe('dirty');
    await vi.advanceTimersByTimeAsync(500);
    expect(server.text).toBe('mine');
    expect(sync.current().kind).toBe('clean');
    expect(events.onSaved).toHaveBeenCalledTimes(1);
  });

  it('has one save under way, and saves again what was typed meanwhile', async () => {
    const server = new FileOnServer(BASE);
    const { type, sync } = open(server);
    type('a');
    const saved = sync.save();
    type('ab');
    await saved;
    expect(server.writes).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(500);
    expect(server.writes).toEqual(['a', 'ab']);
    expect(sync.current().kind).toBe('clean');
  });

  it('writes nothing when the text is what it was', async () => {
    const server = new FileOnServer(BASE);
    const { type } = open(server);
    type('x');
    type(BASE);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.writes).toEqual([]);
  });

  it('reloads a clean text and ignores its own writes', async () => {
    const server = new FileOnServer(BASE);
    const { sync, buffer, events } = open(server);
    await sync.changed(server.hash());
    expect(events.onExternal).not.toHaveBeenCalled();
    server.text = 'theirs';
    await sync.changed(server.hash());
    expect(buffer.value).toBe('theirs');
    expect(events.onExternal).toHaveBeenCalledWith(false);
  });

  it('hears of its own write before the answer without a reload', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type, events } = open(server);
    type('mine');
    const saved = sync.save();
    await sync.changed('#mine');
    await saved;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.onExternal).not.toHaveBeenCalled();
    expect(sync.current().kind).toBe('clean');
  });

  it('merges what others changed on other lines and saves the result', async () => {
    const server = new FileOnServer(BASE);
    const { type, buffer, events } = open(server);
    type(BASE.replace('one', 'ONE'));
    server.text = BASE.replace('five', 'FIVE');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(buffer.value).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
    expect(server.text).toBe(buffer.value);
    expect(events.onExternal).toHaveBeenCalledWith(true);
  });

  it('holds a conflict until a person decides, keeping both texts', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type, buffer } = open(server);
    type(BASE.replace('three', 'mine'));
    server.text = BASE.replace('three', 'theirs');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sync.current()).toMatchObject({ kind: 'conflict', theirs: { text: server.text } });
    expect(buffer.value).toContain('mine');
    expect(server.writes).toEqual([]);

    type(buffer.value.replace('mine', 'mine!'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.writes).toEqual([]);

    await sync.keepMine();
    expect(server.text).toContain('mine!');
    expect(sync.current().kind).toBe('clean');
  });

  it('takes theirs or a merged text when a person says so', async () => {
    for (const answer of ['theirs', 'merged'] as const) {
      const server = new FileOnServer(BASE);
      const { sync, type, buffer } = open(server);
      type(BASE.replace('three', 'mine'));
      server.text = BASE.replace('three', 'theirs');
      await sync.changed(server.hash());
      if (answer === 'theirs') {
        sync.takeTheirs();
      } else {
        await sync.useMerged(BASE.replace('three', 'both'));
      }
      expect(buffer.value).toBe(server.text);
      expect(sync.current().kind).toBe('clean');
    }
  });

  it('keeps offline edits and sends them with the same base', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type, events } = open(server);
    server.failNext = 'offline';
    type('mine');
    await vi.advanceTimersByTimeAsync(500);
    expect(sync.current().kind).toBe('waiting');
    expect(events.onUnsaved).toHaveBeenCalled();
    expect(sync.draft()).toEqual({ base: { hash: `#${BASE}`, text: BASE }, text: 'mine' });
    await sync.reconnected();
    expect(server.text).toBe('mine');
    expect(sync.current().kind).toBe('clean');
  });

  it('goes on when the write arrived but its answer was lost', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type } = open(server);
    server.loseAnswer = true;
    type(BASE.replace('three', 'mine'));
    await vi.advanceTimersByTimeAsync(500);
    type(BASE.replace('three', 'mine, and more'));
    await sync.reconnected();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.text).toContain('mine, and more');
    expect(sync.current().kind).toBe('clean');
  });

  it('goes on when the answer was lost and the text went back to the base', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type, buffer } = open(server);
    server.loseAnswer = true;
    type('mine');
    await vi.advanceTimersByTimeAsync(500);
    type(BASE);
    await sync.reconnected();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(buffer.value).toBe(BASE);
    expect(server.text).toBe(BASE);
  });

  it('shows a refusal and tries again with the next edit', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type } = open(server);
    server.failNext = 'out-of-space';
    type('mine');
    await vi.advanceTimersByTimeAsync(500);
    expect(sync.current().kind).toBe('failed');
    type('less');
    await vi.advanceTimersByTimeAsync(500);
    expect(server.text).toBe('less');
  });

  it('says that the file is gone, keeps the text, and can bring it back', async () => {
    const server = new FileOnServer(BASE);
    const { sync, type } = open(server);
    type('mine');
    server.text = null;
    await sync.changed(null);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sync.current()).toEqual({ kind: 'deleted', unsaved: true });
    expect(server.text).toBeNull();
    await sync.bringBack();
    expect(server.text).toBe('mine');
    expect(sync.current().kind).toBe('clean');
  });

  it('takes up a draft of an earlier visit', async () => {
    const server = new FileOnServer(BASE);
    const { sync } = open(server);
    await sync.restore({ base: { hash: `#${BASE}`, text: BASE }, text: 'draft' });
    await vi.advanceTimersByTimeAsync(500);
    expect(server.text).toBe('draft');
  });

  it('merges a draft with what the file has become', async () => {
    const server = new FileOnServer(BASE.replace('five', 'FIVE'));
    const { sync } = open(server);
    await sync.restore({
      base: { hash: `#${BASE}`, text: BASE },
      text: BASE.replace('one', 'ONE'),
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(server.text).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
  });
});
