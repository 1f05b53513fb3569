import { displayPath, nameOf } from '../../../shared/api/path';
import { useEditor } from '../editor/editorStore';
import { useSession } from '../session/sessionStore';

/** Names the browser's tab after the open file and the project. */
export function keepTitle(): void {
  const update = () => {
    const { active } = useEditor.getState();
    const project = useSession.getState().info?.title;
    const parts = [active === null ? null : displayPath(nameOf(active)), project, 'Atrium'];
    document.title = parts.filter(Boolean).join(' – ');
  };
  useEditor.subscribe(update);
  useSession.subscribe(update);
  update();
}
