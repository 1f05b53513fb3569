import { useEffect, useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { hub } from '../hub';

export interface Projects {
  /** Null until the first answer. */
  projects: ProjectView[] | null;
  /** Why nothing could be read; null while all is well. */
  failure: string | null;
  retry(): void;
}

/** Every project of this person, live: the hub sends the list anew whenever something changes. */
export function useProjects(): Projects {
  const [projects, setProjects] = useState<ProjectView[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    hub.projects().then(
      (list) => current && (setProjects((live) => live ?? list), setFailure(null)),
      (error) => current && setFailure(describe(error)),
    );
    const events = new EventSource('/api/projects/events');
    events.onmessage = (event) => {
      setProjects(JSON.parse(event.data as string) as ProjectView[]);
      setFailure(null);
    };
    return () => {
      current = false;
      events.close();
    };
  }, [attempt]);

  return { projects, failure, retry: () => setAttempt((n) => n + 1) };
}
