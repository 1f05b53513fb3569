import type { ProjectState } from '../../../shared/api/hub';
import { Spinner } from '../../../shared/ui/Spinner';
import './StateMark.css';

const WORDS: Record<ProjectState, string> = {
  CREATING: 'Being created',
  SUSPENDED: 'Asleep',
  STARTING: 'Waking up',
  RUNNING: 'Running',
  SUSPENDING: 'Falling asleep',
  FAILED: 'Failed',
  TRASHED: 'In the trash',
};

const UNDER_WAY: ProjectState[] = ['CREATING', 'STARTING', 'SUSPENDING'];

export function StateMark({ state }: { state: ProjectState }) {
  return (
    <span className={`state state--${state.toLowerCase()}`}>
      {UNDER_WAY.includes(state) ? (
        <Spinner size={10} />
      ) : (
        <span className="state__dot" aria-hidden />
      )}
      {WORDS[state]}
    </span>
  );
}
