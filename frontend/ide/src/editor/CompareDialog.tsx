import { Dialog as Radix } from 'radix-ui';
import { useEffect, useRef } from 'react';
import type { editor } from 'monaco-editor/editor/editor.api';
import { displayPath } from '../../../shared/api/path';
import { Button } from '../../../shared/ui/Button';
import { documentAt } from './documents';
import type { Version } from './DocumentSync';
import { loadMonaco } from './loadMonaco';

/** Both sides of a conflict, line beside line; the right one can be edited into what is saved. */
export function CompareDialog(props: { path: string; theirs: Version; onClose(): void }) {
  const { path, theirs, onClose } = props;
  const host = useRef<HTMLDivElement>(null);
  const merged = useRef<editor.ITextModel>(null);

  useEffect(() => {
    let disposed = false;
    let dispose = () => undefined as void;
    void loadMonaco().then((monaco) => {
      const document = documentAt(path);
      if (disposed || document?.kind !== 'plain' || !host.current) {
        return;
      }
      const language = document.model.getLanguageId();
      const original = monaco.editor.createModel(theirs.text, language);
      const mine = monaco.editor.createModel(document.buffer.text(), language);
      merged.current = mine;
      const diff = monaco.editor.createDiffEditor(host.current, {
        automaticLayout: true,
        fontFamily: '"JetBrains Mono Variable", monospace',
        fontSize: 13,
        minimap: { enabled: false },
      });
      keepLabel(diff.getOriginalEditor(), 'The text in the project');
      keepLabel(diff.getModifiedEditor(), 'Your text, which can be edited');
      diff.setModel({ original, modified: mine });
      dispose = () => {
        diff.dispose();
        original.dispose();
        mine.dispose();
      };
    });
    return () => {
      disposed = true;
      dispose();
    };
  }, [path, theirs]);

  const use = () => {
    const text = merged.current?.getValue(undefined, true);
    const document = documentAt(path);
    if (text !== undefined && document?.kind === 'plain') {
      void document.sync.useMerged(text);
    }
    onClose();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__scrim" />
        <Radix.Content className="compare" aria-describedby={undefined}>
          <header className="compare__header">
            <Radix.Title className="dialog__title">{displayPath(path)}</Radix.Title>
          </header>
          <div className="compare__sides">
            <span>In the project</span>
            <span>Yours – edit it into what shall be saved</span>
          </div>
          <div ref={host} className="compare__editor" />
          <div className="dialog__footer">
            <Button onClick={onClose}>Decide later</Button>
            <Button variant="primary" onClick={use}>
              Save the right side
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Monaco takes the labels of a comparison away whenever it lays out its sides anew. */
function keepLabel(side: editor.ICodeEditor, ariaLabel: string): void {
  const label = () => {
    if (side.getRawOptions().ariaLabel !== ariaLabel) {
      side.updateOptions({ ariaLabel });
    }
  };
  label();
  side.onDidChangeConfiguration(label);
}
