import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { ConfirmDialog } from '../../../shared/ui/Dialog';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Spinner } from '../../../shared/ui/Spinner';
import { toast } from '../../../shared/ui/toasts';
import { hub } from '../hub';
import './TrashPage.css';
import { useProjects } from './useProjects';
import { when } from './when';

/** What was moved to the trash: seven days to think again. */
export function TrashPage() {
  const { projects, failure, retry } = useProjects();
  const trashed = projects?.filter(({ state }) => state === 'TRASHED');
  return (
    <>
      <div className="page-head">
        <h1>Trash</h1>
        <a href="/">Back to projects</a>
      </div>
      {!trashed && !failure && <Spinner label="The trash is being read" />}
      {!trashed && failure && (
        <EmptyState title="The trash could not be read" detail={failure}>
          <Button onClick={retry}>Try again</Button>
        </EmptyState>
      )}
      {trashed?.length === 0 && (
        <EmptyState
          icon={<Trash2 size={28} />}
          title="The trash is empty"
          detail="What you move here stays for seven days and can be restored."
        />
      )}
      {trashed && trashed.length > 0 && (
        <ul className="trash">
          {trashed.map((project) => (
            <TrashRow key={project.id} project={project} />
          ))}
        </ul>
      )}
    </>
  );
}

function TrashRow({ project }: { project: ProjectView }) {
  const [asking, setAsking] = useState(false);
  const attempt = (what: string, work: Promise<unknown>) =>
    work.catch((error) => toast('error', `${what} failed`, describe(error)));
  return (
    <li className="trash__row">
      <span className="trash__name">{project.name}</span>
      {project.purgeAt && <span className="trash__when">Gone {when(project.purgeAt)}</span>}
      <Button onClick={() => void attempt('Restoring', hub.restore(project.id))}>Restore</Button>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete forever
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${project.name} forever?`}
        description="Its files and its history go. This cannot be taken back."
        confirmLabel="Delete forever"
        danger
        onConfirm={() => {
          setAsking(false);
          void attempt('Deleting', hub.deleteForever(project.id));
        }}
      />
    </li>
  );
}
