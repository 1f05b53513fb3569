import { useShallow } from 'zustand/react/shallow';
import type { SyncStatus } from '../editor/DocumentSync';
import { useEditor } from '../editor/editorStore';
import type { Unsaved } from './savedStatus';

const COUNTS: Record<SyncStatus['kind'], keyof Unsaved | null> = {
  clean: null,
  dirty: 'saving',
  saving: 'saving',
  waiting: 'waiting',
  failed: 'attention',
  conflict: 'attention',
  deleted: null,
};

/** What a file counts as; null if nothing of it is unsaved. */
function countedAs(status: SyncStatus): keyof Unsaved | null {
  return status.kind === 'deleted' && status.unsaved ? 'attention' : COUNTS[status.kind];
}

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
