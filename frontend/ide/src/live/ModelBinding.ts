import type { editor } from 'monaco-editor/editor/editor.api';
import type * as Y from 'yjs';
import type { TextEdit } from '../../../shared/api/session';
import { minimalEdits } from '../editor/textEdits';
import type { Monaco } from '../editor/loadMonaco';
import { applyTo, editsOf } from './sharedEdits';
import { shownText, toShownOffset, toTextOffset } from './shownText';

/**
 * Keeps a Monaco model and a shared text the same, in both directions. What is typed into the model
 * is a transaction whose origin is the binding.
 *
 * y-monaco is not used: it takes the monaco-editor package as a whole, undoes others' edits with
 * one's own, and loses its place in texts with mixed line ends.
 */
export class ModelBinding {
  private readonly listener: { dispose(): void };
  private taking = false;
  private hasCr: boolean;

  constructor(
    private readonly monaco: Monaco,
    readonly model: editor.ITextModel,
    readonly text: Y.Text,
    /** A person has edited the model. */
    private readonly onEdited: () => void,
  ) {
    this.hasCr = text.toString().includes('\r');
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.showAll();
    this.listener = model.onDidChangeContent((event) => this.fromModel(event));
    text.observe(this.fromText);
  }

  dispose(): void {
    this.listener.dispose();
    this.text.unobserve(this.fromText);
  }

  /** The document's offset for one of the model. */
  textOffset(shown: number): number {
    return this.hasCr ? toTextOffset(this.text.toString(), shown) : shown;
  }

  /** The model's offset for one of the document. */
  shownOffset(offset: number): number {
    return this.hasCr ? toShownOffset(this.text.toString(), offset) : offset;
  }

  private fromModel({ changes }: editor.IModelContentChangedEvent): void {
    if (this.taking) {
      return;
    }
    const edits = changes
      .map(({ rangeOffset, rangeLength, text }) => {
        const offset = this.textOffset(rangeOffset);
        return { offset, length: this.textOffset(rangeOffset + rangeLength) - offset, text };
      })
      .sort((a, b) => a.offset - b.offset);
    applyTo(this.text, edits, this);
    this.onEdited();
    if (!this.isInStep()) {
      applyTo(this.text, minimalEdits(this.text.toString(), this.shown()), this);
    }
  }

  private readonly fromText = ({ delta, transaction }: Y.YTextEvent): void => {
    if (transaction.origin === this) {
      return;
    }
    const edits = editsOf(delta);
    this.hasCr ||= edits.some(({ text }) => text.includes('\r'));
    if (this.hasCr) {
      this.showAll();
      return;
    }
    this.apply(edits);
    if (!this.isInStep()) {
      this.showAll();
    }
  };

  private showAll(): void {
    this.apply(minimalEdits(this.shown(), shownText(this.text.toString())));
  }

  private apply(edits: TextEdit[]): void {
    const operations = edits.map(({ offset, length, text }) => ({
      range: this.monaco.Range.fromPositions(
        this.model.getPositionAt(offset),
        this.model.getPositionAt(offset + length),
      ),
      text,
    }));
    this.taking = true;
    try {
      this.model.applyEdits(operations);
    } finally {
      this.taking = false;
    }
  }

  private shown(): string {
    return this.model.getValue(this.monaco.editor.EndOfLinePreference.LF);
  }

  /** Cheap enough to be asked after each key. */
  private isInStep(): boolean {
    return this.hasCr || this.model.getValueLength() === this.text.length;
  }
}
