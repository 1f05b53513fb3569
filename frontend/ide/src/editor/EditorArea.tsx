import { FileQuestion, FileWarning } from 'lucide-react';
import { useEffect } from 'react';
import { nameOf, displayPath } from '../../../shared/api/path';
import { isProblem } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Spinner } from '../../../shared/ui/Spinner';
import { download, fileUrl } from '../files/fileActions';
import { useSession } from '../session/sessionStore';
import { Breadcrumbs } from './Breadcrumbs';
import { load } from './documents';
import './EditorArea.css';
import { useEditor, type FileView } from './editorStore';
import { LargeFile } from './LargeFile';
import { SyncBar } from './SyncBar';
import { TabBar } from './TabBar';
import { TextEditor } from './TextEditor';
import { useDelayed } from './useDelayed';
import { Welcome } from './Welcome';

/** Tabs, and the open file below them. */
export function EditorArea() {
  const active = useEditor((editor) => editor.active);
  const view = useEditor((editor) => (active === null ? undefined : editor.views[active]));
  const loaded = useSession((session) => session.info !== null);

  useEffect(() => {
    if (loaded && active !== null) {
      void load(active);
    }
  }, [loaded, active]);

  return (
    <main className="editor-area" aria-label="Editor">
      <TabBar />
      {active !== null && <Breadcrumbs path={active} />}
      {active !== null && view?.kind === 'text' && <SyncBar path={active} status={view.status} />}
      <div className="editor-area__content">
        {/* The text editor stays: making one anew for each file would cost its state and time. */}
        <TextEditor path={view?.kind === 'text' ? active : null} />
        {active === null ? (
          <Welcome />
        ) : (
          view?.kind !== 'text' && <OtherView path={active} view={view} />
        )}
      </div>
    </main>
  );
}

function OtherView({ path, view }: { path: string; view: FileView | undefined }) {
  switch (view?.kind) {
    case 'image':
      return <ImageView path={path} />;
    case 'unreadable':
      return isProblem(view.problem, 'too-large') ? (
        <LargeFile key={path} path={path} />
      ) : (
        <EmptyState
          icon={<FileQuestion size={36} strokeWidth={1.2} />}
          title={view.problem.title}
          detail={view.problem.detail}
        >
          <Button variant="primary" onClick={() => download(path, true)}>
            Download {displayPath(nameOf(path))}
          </Button>
        </EmptyState>
      );
    case 'error':
      return (
        <EmptyState
          icon={<FileWarning size={36} strokeWidth={1.2} />}
          title={view.problem.title}
          detail={view.problem.detail}
        >
          <Button onClick={() => void load(path)}>Try again</Button>
        </EmptyState>
      );
    default:
      return <Loading />;
  }
}

function Loading() {
  const slow = useDelayed(300);
  return slow && <EmptyState icon={<Spinner size={22} />} title="Opening…" />;
}

function ImageView({ path }: { path: string }) {
  return (
    <div className="image-view">
      <img src={fileUrl(path)} alt={displayPath(nameOf(path))} />
    </div>
  );
}
