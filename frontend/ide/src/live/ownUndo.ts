import type { editor } from 'monaco-editor/editor/editor.api';
import * as Y from 'yjs';
import type { ModelBinding } from './ModelBinding';
import { endOf } from './sharedEdits';

/**
 * Makes a model's undo and redo those of its shared text: they take back one's own edits only, and
 * leave what others have typed meanwhile. Monaco says where one step ends, as it does for its own.
 *
 * @param onJump is told the offset in the document where something was taken back
 * @returns gives the model its own undo again
 */
export function ownUndo(
  model: editor.ITextModel,
  binding: ModelBinding,
  onJump: (offset: number) => void,
): () => void {
  const manager = new Y.UndoManager(binding.text, {
    trackedOrigins: new Set([binding]),
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  const own = {
    undo: model.undo,
    redo: model.redo,
    canUndo: model.canUndo,
    canRedo: model.canRedo,
    pushStackElement: model.pushStackElement,
  };
  const jump = ({ delta, transaction }: Y.YTextEvent) => {
    if (transaction.origin === manager) {
      onJump(endOf(delta));
    }
  };
  binding.text.observe(jump);
  model.undo = () => void manager.undo();
  model.redo = () => void manager.redo();
  model.canUndo = () => manager.canUndo();
  model.canRedo = () => manager.canRedo();
  model.pushStackElement = () => {
    manager.stopCapturing();
    own.pushStackElement.call(model);
  };
  return () => {
    binding.text.unobserve(jump);
    manager.destroy();
    Object.assign(model, own);
  };
}
