import type { editor } from 'monaco-editor/editor/editor.api';
import { documentAt } from '../editor/documents';
import { loadMonaco } from '../editor/loadMonaco';
import { usePeople } from './peopleStore';
import { RemoteCursors } from './RemoteCursors';

/**
 * Shows the others in the file that the editor shows, and this window's selection to them.
 *
 * @returns ends it
 */
export function showOthers(instance: editor.IStandaloneCodeEditor, path: string): () => void {
  const document = documentAt(path);
  if (document?.kind !== 'shared') {
    return () => undefined;
  }
  const { sync, model } = document;
  let ended = false;
  const endings = [() => (ended = true)] as (() => void)[];
  const tell = () => {
    const selection = instance.getSelection();
    if (selection && instance.getModel() === model) {
      sync.select({
        anchor: model.getOffsetAt({
          lineNumber: selection.selectionStartLineNumber,
          column: selection.selectionStartColumn,
        }),
        head: model.getOffsetAt(selection.getPosition()),
      });
    }
  };
  const listener = instance.onDidChangeCursorSelection(tell);
  tell();
  void loadMonaco().then((monaco) => {
    if (ended) {
      return;
    }
    const cursors = new RemoteCursors(monaco, instance);
    const show = () => cursors.show(sync.peers());
    show();
    const edits = instance.onDidChangeModelContent(show);
    endings.push(
      usePeople.subscribe(show),
      () => edits.dispose(),
      () => cursors.dispose(),
    );
  });
  endings.push(
    () => listener.dispose(),
    () => sync.select(null),
  );
  return () => endings.forEach((end) => end());
}
