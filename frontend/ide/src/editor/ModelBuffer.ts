import type { editor } from 'monaco-editor/editor/editor.api';
import type { TextBuffer } from './DocumentSync';
import type { Monaco } from './loadMonaco';
import { minimalEdits } from './textEdits';

const BOM = '\uFEFF';

/** A Monaco model as the text of a document. */
export class ModelBuffer implements TextBuffer {
  private replacing = false;

  constructor(
    private readonly monaco: Monaco,
    readonly model: editor.ITextModel,
    onEdited: () => void,
  ) {
    model.onDidChangeContent(() => {
      if (!this.replacing) {
        onEdited();
      }
    });
  }

  text(): string {
    return this.model.getValue(undefined, true);
  }

  replace(text: string): void {
    const { EndOfLineSequence } = this.monaco.editor;
    this.replacing = true;
    try {
      this.model.pushStackElement();
      const isCrlf = text.includes('\r\n');
      if (isCrlf !== (this.model.getEOL() === '\r\n')) {
        this.model.pushEOL(isCrlf ? EndOfLineSequence.CRLF : EndOfLineSequence.LF);
      }
      const target = withEnds(text.startsWith(BOM) ? text.slice(1) : text, this.model.getEOL());
      const edits = minimalEdits(this.model.getValue(), target).map((edit) => ({
        range: this.monaco.Range.fromPositions(
          this.model.getPositionAt(edit.offset),
          this.model.getPositionAt(edit.offset + edit.length),
        ),
        text: edit.text,
      }));
      this.model.pushEditOperations([], edits, () => null);
      this.model.pushStackElement();
    } finally {
      this.replacing = false;
    }
  }
}

function withEnds(text: string, end: string): string {
  return text.replace(/\r\n|\r|\n/g, end);
}
