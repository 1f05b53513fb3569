import type { editor } from 'monaco-editor/editor/editor.api';
import { useEffect, useRef, useState } from 'react';
import { recall, remember } from '../layout/memory';
import { useCanWrite } from '../session/sessionStore';
import { cursorInfo } from './cursorInfo';
import { showOthers } from '../live/showOthers';
import { documentAt } from './documents';
import { useEditor } from './editorStore';
import { loadMonaco } from './loadMonaco';
import { currentEditor } from './currentEditor';

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  model: null,
  fontFamily: '"JetBrains Mono Variable", monospace',
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: true, renderCharacters: false, maxColumn: 80 },
  scrollBeyondLastLine: true,
  smoothScrolling: true,
  stickyScroll: { enabled: true },
  bracketPairColorization: { enabled: true },
  guides: { bracketPairs: 'active', indentation: true },
  renderWhitespace: 'selection',
  fixedOverflowWidgets: true,
  padding: { top: 6 },
  // A dimmed number is too faint to be read.
  renderFinalNewline: 'on',
  unicodeHighlight: { ambiguousCharacters: false },
  readOnlyMessage: { value: 'A viewer can look at this, but not change it.' },
  wordBasedSuggestions: 'matchingDocuments',
};

/** The one Monaco editor; shows the document of the path, or hides. */
export function TextEditor({ path }: { path: string | null }) {
  const host = useRef<HTMLDivElement>(null);
  const [instance, setInstance] = useState<editor.IStandaloneCodeEditor | null>(null);
  const reveal = useEditor((state) => state.reveal);
  const focusGiven = useRef(0);
  const focusAsked = useEditor((state) => state.focusAsked);
  const canWrite = useCanWrite();
  // A file's status may be told before its text is there; what is shown follows the text.
  const shown = path === null ? undefined : documentAt(path);

  useEffect(() => {
    if (path === null || instance || !host.current) {
      return;
    }
    const element = host.current;
    let cancelled = false;
    void loadMonaco().then((monaco) => {
      if (!cancelled) {
        const created = monaco.editor.create(element, OPTIONS);
        watchCursor(created);
        currentEditor.set(created);
        setInstance(created);
      }
    });
    return () => {
      cancelled = true;
    };
  }, [path, instance]);

  useEffect(() => instance?.updateOptions({ readOnly: !canWrite }), [instance, canWrite]);

  useEffect(() => {
    if (!instance || path === null || !shown) {
      return;
    }
    instance.setModel(shown.model);
    instance.restoreViewState(recall(`view:${path}`, null));
    const keep = () => remember(`view:${path}`, instance.saveViewState());
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
      instance.setModel(null);
      useEditor.setState({ cursor: null });
    };
  }, [instance, path, shown]);

  useEffect(
    () => (instance && path !== null && shown ? showOthers(instance, path) : undefined),
    [instance, path, shown],
  );

  useEffect(() => {
    const asked = focusAsked !== focusGiven.current;
    if (instance?.getModel() && (asked || document.activeElement === document.body)) {
      focusGiven.current = focusAsked;
      instance.focus();
    }
  }, [instance, path, shown, focusAsked]);

  useEffect(() => {
    if (instance && shown && reveal && reveal.path === path) {
      const { line, column, length } = reveal;
      const selection = {
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: column + length,
      };
      instance.setSelection(selection);
      instance.revealRangeInCenterIfOutsideViewport(selection);
      instance.focus();
      useEditor.setState({ reveal: null });
    }
  }, [instance, path, shown, reveal]);

  return <div ref={host} className="text-editor" hidden={path === null} />;
}

function watchCursor(instance: editor.IStandaloneCodeEditor): void {
  const publish = () => useEditor.setState({ cursor: cursorInfo(instance) });
  instance.onDidChangeCursorSelection(publish);
  instance.onDidChangeModel(publish);
  instance.onDidChangeModelLanguage(publish);
  instance.onDidChangeModelOptions(publish);
}
