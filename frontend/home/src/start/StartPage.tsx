import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Mark } from '../../../shared/ui/Mark';
import { ProgressBar } from '../../../shared/ui/Spinner';
import { hub } from '../hub';
import { useProject } from '../projects/useProject';
import './StartPage.css';
import { safeReturn } from './safeReturn';

/** What a person sees while a project wakes up; leads into it as soon as its IDE answers. */
export function StartPage({ project: id, returnTo }: { project: string; returnTo: string | null }) {
  const { project, failure: unread } = useProject(id);
  const [refused, setRefused] = useState<string | null>(null);
  const open = project?.open === true;

  useEffect(() => {
    if (project && open) {
      location.replace(safeReturn(returnTo, project));
    }
    // Once it is open this is left; what changes about it meanwhile is no reason to leave again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);

  const failure =
    refused ??
    (project?.state === 'FAILED' ? (project.problem?.detail ?? 'It did not start.') : unread);
  const again = () => {
    setRefused(null);
    hub.start(id).catch((error: unknown) => setRefused(describe(error)));
  };
  return (
    <main className="start">
      {failure ? (
        <EmptyState
          icon={<CircleAlert size={28} />}
          title={`${project?.name ?? 'The project'} did not start`}
          detail={failure}
        >
          <Button variant="primary" onClick={again}>
            Try again
          </Button>
          <Button onClick={() => location.assign('/')}>Back to projects</Button>
        </EmptyState>
      ) : (
        <div className="start__card">
          <Mark size={40} />
          <h1>{project?.name ?? '\u00a0'}</h1>
          <ProgressBar
            value={project?.progress == null ? null : project.progress / 100}
            label="Waking up"
          />
          <p role="status">{project && !project.openedAt ? 'Getting it ready…' : 'Waking up…'}</p>
        </div>
      )}
    </main>
  );
}
