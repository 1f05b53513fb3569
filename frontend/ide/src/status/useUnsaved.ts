import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../editor/editorStore';
import { countedAs, type Unsaved } from './savedStatus';

/** How many open files are in which state of not being saved. */
export function useUnsaved(): Unsaved {
  return useEditor(
    useShallow(({ views }) => {
      const unsaved: Unsaved = { saving: 0, waiting: 0, changes: 0, attention: 0 };
      for (const view of Object.values(views)) {
        const count = view.kind === 'text' ? countedAs(view.status) : null;
        if (count) {
          unsaved[count]++;
        }
        if (view.kind === 'text' && view.status.kind === 'waiting') {
          unsaved.changes += view.status.changes ?? 0;
        }
      }
      return unsaved;
    }),
  );
}
