import { useEffect, useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { hub } from '../hub';

/** How often it is looked where no event tells of a change. */
const POLL_MS = 1_000;

export interface LiveProject {
  /** Null until the first answer. */
  project: ProjectView | null;
  /** Why it could not be read just now; null while all is well. */
  failure: string | null;
}

/** One project, live: the hub tells at once when it changes, and is asked now and then as well. */
export function useProject(id: string): LiveProject {
  const [live, setLive] = useState<LiveProject>({ project: null, failure: null });
  useEffect(() => {
    let current = true;
    const take = (project: ProjectView | undefined) => {
      if (current && project) {
        setLive({ project, failure: null });
      }
    };
    const look = () =>
      hub.project(id).then(take, (error) => {
        if (current) {
          setLive(({ project }) => ({ project, failure: describe(error) }));
        }
      });
    void look();
    const timer = setInterval(() => void look(), POLL_MS);
    const events = new EventSource('/api/projects/events');
    events.onmessage = ({ data }) =>
      take((JSON.parse(data as string) as ProjectView[]).find((each) => each.id === id));
    return () => {
      current = false;
      clearInterval(timer);
      events.close();
    };
  }, [id]);
  return live;
}
