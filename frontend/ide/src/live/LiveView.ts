import type { editor } from 'monaco-editor/editor/editor.api';
import type * as Y from 'yjs';
import type { Monaco } from '../editor/loadMonaco';
import { ModelBinding } from './ModelBinding';
import { ownUndo } from './ownUndo';
import type { Selected } from './peers';

export interface ViewEvents {
  onEdited(): void;
  onJump(offset: number): void;
}

/** A shared text in a Monaco model, with undo of one's own edits. */
export class LiveView {
  private readonly binding: ModelBinding;
  private readonly giveUndoBack: () => void;

  constructor(monaco: Monaco, model: editor.ITextModel, text: Y.Text, events: ViewEvents) {
    this.binding = new ModelBinding(monaco, model, text, () => events.onEdited());
    this.giveUndoBack = ownUndo(model, this.binding, (offset) =>
      events.onJump(this.binding.shownOffset(offset)),
    );
  }

  inText({ anchor, head }: Selected): Selected {
    return { anchor: this.binding.textOffset(anchor), head: this.binding.textOffset(head) };
  }

  inModel({ anchor, head }: Selected): Selected {
    return { anchor: this.binding.shownOffset(anchor), head: this.binding.shownOffset(head) };
  }

  dispose(): void {
    this.giveUndoBack();
    this.binding.dispose();
  }
}
