import { useShallow } from 'zustand/react/shallow';
import type { SyncStatus } from '../editor/DocumentSync';
import { useEditor } from '../editor/editorStore';
import type { Unsaved } from './savedStatus';

const COUNTS: Partial<Record<SyncStatus['kind'], keyof Unsaved>> = {
  dirty: 'saving',
  saving: 'saving',
  waiting: 'waiting',
  failed: 'attention',
  conflict: 'attention',
};

/** How many open files are in which state of not being saved. */
export function useUnsaved(): Unsaved {
  return useEditor(
    useShallow(({ views }) => {
      const unsaved: Unsaved = { saving: 0, waiting: 0, changes: 0, attention: 0 };
      for (const view of Object.values(views)) {
        const count = view.kind === 'text' ? COUNTS[view.status.kind] : undefined;
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
