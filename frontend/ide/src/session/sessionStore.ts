import { create } from 'zustand';
import type {
  LoadedFrame,
  SavedState,
  SeedingFrame,
  SessionInfo,
} from '../../../shared/api/session';
import type { ConnectionState } from './Connection';

interface SessionState {
  connection: ConnectionState;
  /** Null until the project's files are there for the first time. */
  info: SessionInfo | null;
  runCommand: string | null;
  seeding: SeedingFrame | null;
  saved: SavedState | null;
  /** Why there will be no connection any more. */
  stopped: string | null;
  /** The server answers, but not as a running project: it sleeps or starts. */
  asleep: boolean;
}

export const useSession = create<SessionState>()(() => ({
  connection: 'connecting',
  info: null,
  runCommand: null,
  seeding: null,
  saved: null,
  stopped: null,
  asleep: false,
}));

export function sessionLoaded(frame: LoadedFrame): void {
  useSession.setState({
    info: frame,
    runCommand: frame.runCommand ?? null,
    saved: frame.saved,
    seeding: null,
    asleep: false,
  });
}

/** Takes over what may have changed since the page was loaded: names and the role. */
export function sessionRenewed(info: SessionInfo): void {
  useSession.setState({ info });
}

/** Whether the person's role lets them change files and type into terminals. */
export function canWrite(): boolean {
  const role = useSession.getState().info?.role;
  return role === 'OWNER' || role === 'EDITOR';
}

export const useCanWrite = (): boolean =>
  useSession(({ info }) => info?.role === 'OWNER' || info?.role === 'EDITOR');
