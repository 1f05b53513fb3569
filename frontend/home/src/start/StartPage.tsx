import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Mark } from '../../../shared/ui/Mark';
import { ProgressBar } from '../../../shared/ui/Spinner';
import { hub } from '../hub';
import './StartPage.css';
import { safeReturn } from './safeReturn';

const POLL_MS = 150;

/** What a person sees while a project wakes up; leads into it as soon as it runs. */
export function StartPage({ project: id, returnTo }: { project: string; returnTo: string | null }) {
  const [project, setProject] = useState<ProjectView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const look = async () => {
      try {
        const now = await hub.project(id);
        if (!current) {
          return;
        }
        setProject(now);
        setFailure(now.state === 'FAILED' ? (now.problem?.detail ?? 'It did not start.') : null);
        if (now.state === 'RUNNING') {
          location.replace(safeReturn(returnTo, now));
          return;
        }
      } catch (error) {
        if (current) {
          setFailure(describe(error));
        }
      }
      if (current) {
        timer = setTimeout(() => void look(), POLL_MS);
      }
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, returnTo, attempt]);

  const again = () => {
    setFailure(null);
    hub.start(id).then(
      () => setAttempt((n) => n + 1),
      (error) => setFailure(describe(error)),
    );
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
          <p role="status">{project?.state === 'CREATING' ? 'Being created…' : 'Waking up…'}</p>
        </div>
      )}
    </main>
  );
}
