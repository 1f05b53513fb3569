import 'fake-indexeddb/auto';
import * as monaco from 'monaco-editor/editor/editor.api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloseCode } from '../../../shared/api/session';
import { LiveFile } from './LiveFile';
import type { NotLiveError } from './NotLiveError';
import { FakeProject } from './testing/FakeProject';
import { waitingEdits } from './waitingEdits';

// A bound for what does not come, not for how quick something is.
const PATIENCE = { timeout: 30_000 };

let project: FakeProject;
let guid: string;
let documents = 0;
let acknowledged = 1;
const disposables: (() => void)[] = [];

beforeEach(() => {
  guid = `document ${++documents}`;
  project = new FakeProject(guid, 'one\ntwo\n');
  vi.stubGlobal('WebSocket', project.socketClass());
});

afterEach(() => {
  disposables.splice(0).forEach((dispose) => dispose());
  vi.unstubAllGlobals();
  localStorage.clear();
});

function fileAt(path: string) {
  const events = {
    me: () => ({ id: 'p1', name: 'Ada', color: '#c2410c', colorLight: '#c2410c33' }),
    journal: () => acknowledged,
    fetch: vi.fn(() => Promise.resolve(project.text())),
    create: vi.fn((_path: string, text: string) =>
      Promise.resolve(project.replace(`${guid} again`, text)),
    ),
    onStatus: vi.fn(),
    onEdited: vi.fn(),
    onPeers: vi.fn(),
    onForm: vi.fn(),
    onJump: vi.fn(),
    onEnded: vi.fn(),
  };
  const file = new LiveFile(path, waitingEdits()[path] ?? null, events);
  disposables.push(() => file.dispose());
  return { file, events };
}

async function open(path = 'a.txt') {
  const { file, events } = fileAt(path);
  await file.open();
  const model = monaco.editor.createModel(file.text());
  file.show(monaco, model);
  disposables.push(() => model.dispose());
  const type = (text: string) => {
    const range = new monaco.Range(1, 1, 1, 1);
    model.pushEditOperations([], [{ range, text }], () => null);
  };
  const is = (kind: string) => vi.waitFor(() => expect(file.current().kind).toBe(kind), PATIENCE);
  return { file, events, model, type, is };
}

describe('a live file', () => {
  it('shows what the project has, sends each key, and hears of others', async () => {
    const { model, type, events } = await open();
    expect(model.getValue()).toBe('one\ntwo\n');
    type('A');
    await vi.waitFor(() => expect(project.text()).toBe('Aone\ntwo\n'), PATIENCE);
    expect(events.onEdited).toHaveBeenCalledOnce();
    project.edit(0, 'B');
    await vi.waitFor(() => expect(model.getValue()).toBe('BAone\ntwo\n'), PATIENCE);
  });

  it('is saved once the edit is acknowledged and the journal was told of', async () => {
    const { file, type, is } = await open();
    project.acknowledges = false;
    type('A');
    await is('saving');
    expect(Object.keys(waitingEdits())).toEqual(['a.txt']);
    project.acknowledgeAll();
    await vi.waitFor(() => expect(waitingEdits()).toEqual({}), PATIENCE);
    expect(file.current().kind).toBe('saving');
    acknowledged++;
    file.journalMoved();
    expect(file.current().kind).toBe('clean');
  });

  it('counts edits without a connection, and sends them when it is back', async () => {
    const { file, type, is, model } = await open();
    project.lose();
    type('A');
    type('B');
    await is('waiting');
    await vi.waitFor(
      () => expect(file.current()).toEqual({ kind: 'waiting', changes: 2 }),
      PATIENCE,
    );
    project.edit(0, 'theirs ');
    project.refuses = false;
    await file.reconnected();
    await vi.waitFor(() => expect(project.text()).toMatch(/(?=.*A)(?=.*B)(?=.*theirs )/), PATIENCE);
    await vi.waitFor(() => expect(model.getValue()).toBe(project.text()), PATIENCE);
    acknowledged++;
    file.journalMoved();
    await is('clean');
  });

  it('sends in the next visit what this one could not', async () => {
    const first = await open();
    project.lose();
    first.type('A');
    await first.is('waiting');
    await vi.waitFor(() => expect(first.file.current()).toMatchObject({ changes: 1 }), PATIENCE);
    first.file.dispose();
    project.refuses = false;
    await open();
    await vi.waitFor(() => expect(project.text()).toBe('Aone\ntwo\n'), PATIENCE);
    await vi.waitFor(() => expect(waitingEdits()).toEqual({}), PATIENCE);
  });

  it('brings offline edits over to the document of a replaced file, and its old text never', async () => {
    const { file, type, is, model } = await open();
    project.lose();
    type('A');
    await is('waiting');
    project.replace(`${guid} replaced`, 'one\ntwo\nthree\n');
    project.refuses = false;
    await file.reconnected();
    await vi.waitFor(() => expect(project.text()).toBe('Aone\ntwo\nthree\n'), PATIENCE);
    expect(model.getValue()).toBe(project.text());
  });

  it('takes over what is typed while the other document is on its way', async () => {
    const { file, type, model } = await open();
    project.lose();
    project.replace(`${guid} replaced`, 'one\ntwo\nthree\n');
    project.holdAnswers();
    project.refuses = false;
    await file.reconnected();
    await vi.waitFor(() => expect(project.asked()).toBe(1), PATIENCE);
    type('A');
    project.giveAnswers();
    await vi.waitFor(() => expect(project.text()).toBe('Aone\ntwo\nthree\n'), PATIENCE);
    expect(model.getValue()).toBe(project.text());
  });

  it('does so in the next visit too', async () => {
    const first = await open();
    project.lose();
    first.type('A');
    await first.is('waiting');
    first.file.dispose();
    project.replace(`${guid} replaced`, 'one\ntwo\nthree\n');
    project.refuses = false;
    const second = await open();
    await vi.waitFor(() => expect(project.text()).toBe('Aone\ntwo\nthree\n'), PATIENCE);
    expect(second.model.getValue()).toBe(project.text());
  });

  it('is told to be deleted, and comes back with what was typed meanwhile once', async () => {
    const { file, type, is, model, events } = await open();
    project.close(CloseCode.DOCUMENT_GONE);
    await is('deleted');
    expect(file.current()).toEqual({ kind: 'deleted', unsaved: false });
    type('A');
    await vi.waitFor(
      () => expect(events.onStatus).toHaveBeenLastCalledWith({ kind: 'deleted', unsaved: true }),
      PATIENCE,
    );
    await file.bringBack();
    expect(events.create).toHaveBeenCalledWith('a.txt', 'Aone\ntwo\n');
    type('B');
    await vi.waitFor(() => expect(project.text()).toBe('BAone\ntwo\n'), PATIENCE);
    expect(model.getValue()).toBe(project.text());
  });

  it('ends when its file is no text any more, unless edits wait', async () => {
    const first = await open();
    project.close(CloseCode.NOT_TEXT);
    expect(first.events.onEnded).toHaveBeenCalledOnce();

    const second = await open('b.txt');
    project.acknowledges = false;
    second.type('A');
    await second.is('saving');
    project.close(CloseCode.TOO_LARGE, 'it grew too large');
    await second.is('failed');
    expect(second.events.onEnded).not.toHaveBeenCalled();
  });

  it('is refused with the reason, and hands over what an earlier visit has left', async () => {
    const first = await open();
    project.lose();
    first.type('A');
    await first.is('waiting');
    first.file.dispose();
    project.closeNext = CloseCode.NOT_TEXT;
    project.refuses = false;
    const { file } = fileAt('a.txt');
    const error = await file.open().catch((refusal: NotLiveError) => refusal);
    expect(error).toMatchObject({
      code: CloseCode.NOT_TEXT,
      unsent: { base: 'one\ntwo\n', text: 'Aone\ntwo\n' },
    });
  });

  it('waits with a save until the disk has it', async () => {
    const { file, type, events } = await open();
    // It waits for a while only; no time passes here.
    vi.spyOn(Date, 'now').mockReturnValue(0);
    project.diskLags = true;
    type('A');
    const saved = vi.fn();
    const saving = file.save().then(saved);
    const asked = events.fetch.mock.calls;
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2), PATIENCE);
    expect(saved).not.toHaveBeenCalled();
    project.diskLags = false;
    await saving;
  });

  it('tells how the text is written in the file', async () => {
    project.form = 3;
    const { file, events } = await open();
    expect(file.form()).toEqual({ bom: true, lineEnds: 'CRLF' });
    expect(events.onForm).toHaveBeenCalled();
    project.edit(0, '\r');
    await vi.waitFor(() => expect(file.form()).toEqual({ bom: true, lineEnds: 'mixed' }), PATIENCE);
  });

  it('shows where others are, and tells where this window is', async () => {
    const { file, events } = await open();
    const other = project.joinAs('Grace', 4);
    await vi.waitFor(() => expect(file.peers()).toHaveLength(1), PATIENCE);
    expect(file.peers()[0]).toMatchObject({ name: 'Grace', selection: { anchor: 4, head: 4 } });
    expect(events.onPeers).toHaveBeenCalled();
    file.select({ anchor: 0, head: 3 });
    await vi.waitFor(
      () => expect(other.sees()).toMatchObject([{ user: { name: 'Ada' } }]),
      PATIENCE,
    );
    project.lose();
    expect(file.peers()).toEqual([]);
  });
});
