import * as monaco from 'monaco-editor/editor/editor.api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ModelBinding } from './ModelBinding';
import { ownUndo } from './ownUndo';

const disposables: (() => void)[] = [];

afterEach(() => disposables.splice(0).forEach((dispose) => dispose()));

/** A shared text in a real Monaco model. */
function open(text: string, doc = new Y.Doc()) {
  const shared = doc.getText('content');
  if (text !== '') {
    shared.insert(0, text);
  }
  const model = monaco.editor.createModel('');
  const onEdited = vi.fn();
  const binding = new ModelBinding(monaco, model, shared, onEdited);
  disposables.push(
    () => model.dispose(),
    () => binding.dispose(),
  );
  const type = (offset: number, length: number, typed: string) => {
    const range = monaco.Range.fromPositions(
      model.getPositionAt(offset),
      model.getPositionAt(offset + length),
    );
    model.pushEditOperations([], [{ range, text: typed }], () => null);
  };
  return { doc, shared, model, binding, onEdited, type };
}

/** Sends what one has to the other, in both directions. */
function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'remote');
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), 'remote');
}

describe('a shared text in a model', () => {
  it('is the same on both sides, whoever edits', () => {
    const { shared, model, type, onEdited } = open('one\ntwo\n');
    type(3, 0, '!');
    expect(shared.toString()).toBe('one!\ntwo\n');
    expect(onEdited).toHaveBeenCalledOnce();
    shared.insert(0, 'zero\n');
    shared.delete(5, 4);
    expect(model.getValue()).toBe('zero\n\ntwo\n');
    expect(onEdited).toHaveBeenCalledOnce();
  });

  it('takes several edits at once from several carets', () => {
    const { shared, model } = open('a\nb\nc\n');
    const at = (line: number) => new monaco.Range(line, 1, line, 2);
    model.pushEditOperations(
      [],
      [1, 2, 3].map((line) => ({ range: at(line), text: `<${line}>\n` })),
      () => null,
    );
    expect(shared.toString()).toBe('<1>\n\n<2>\n\n<3>\n\n');
    expect(model.getValue()).toBe(shared.toString());
  });

  it('keeps mixed line ends that the editor cannot show', () => {
    const { shared, model, type, binding } = open('a\r\nb\nc\rd\r\n');
    expect(model.getValue()).toBe('a\nb\nc\nd\n');
    type(4, 1, 'C');
    type(1, 0, '!');
    expect(shared.toString()).toBe('a!\r\nb\nC\rd\r\n');
    shared.insert(4, 'B\r\n');
    expect(model.getValue()).toBe('a!\nB\nb\nC\nd\n');
    expect([binding.shownOffset(4), binding.textOffset(3)]).toEqual([3, 4]);
  });

  it('stays in step through random edits of both', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const words = ['x', '\n', 'ab', '😀', '\r\n', 'é', ''];
    const { shared, model, type } = open('first\nsecond\n');
    for (let round = 0; round < 300; round++) {
      const text = words[random(words.length)]!;
      if (random(2) === 0) {
        const offset = random(model.getValueLength() + 1);
        type(offset, random(Math.min(3, model.getValueLength() - offset) + 1), text);
      } else {
        const offset = random(shared.length + 1);
        shared.doc!.transact(() => {
          shared.delete(offset, random(Math.min(3, shared.length - offset) + 1));
          shared.insert(offset, text);
        });
      }
      expect(model.getValue()).toBe(shared.toString().replace(/\r\n?/g, '\n'));
    }
  });
});

describe('undo', () => {
  it('takes back own edits only, and brings them again', () => {
    const mine = open('start\n');
    const theirs = open('', new Y.Doc());
    exchange(mine.doc, theirs.doc);
    const onJump = vi.fn();
    disposables.push(ownUndo(mine.model, mine.binding, onJump));
    mine.type(5, 0, ' mine');
    exchange(mine.doc, theirs.doc);
    theirs.type(0, 0, 'theirs ');
    exchange(mine.doc, theirs.doc);
    expect(mine.model.getValue()).toBe('theirs start mine\n');

    void mine.model.undo();
    expect(mine.model.getValue()).toBe('theirs start\n');
    expect(onJump).toHaveBeenLastCalledWith('theirs start'.length);
    expect(mine.model.canUndo()).toBe(false);
    void mine.model.undo();
    expect(mine.model.getValue()).toBe('theirs start\n');
    void mine.model.redo();
    expect(mine.model.getValue()).toBe('theirs start mine\n');
    expect(onJump).toHaveBeenLastCalledWith('theirs start mine'.length);
  });

  it('has the steps that the editor makes', () => {
    const { model, binding, type } = open('');
    disposables.push(ownUndo(model, binding, () => undefined));
    type(0, 0, 'one');
    type(3, 0, ' two');
    model.pushStackElement();
    type(7, 0, ' three');
    void model.undo();
    expect(model.getValue()).toBe('one two');
    void model.undo();
    expect(model.getValue()).toBe('');
  });
});
