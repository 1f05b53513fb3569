import {
  CircleCheck,
  CloudOff,
  CloudUpload,
  HardDrive,
  Lock,
  TriangleAlert,
  UserX,
  Wifi,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { Spinner } from '../../../shared/ui/Spinner';
import { Tooltip } from '../../../shared/ui/Tooltip';
import { useEditor } from '../editor/editorStore';
import { currentEditor } from '../editor/currentEditor';
import type { ConnectionState } from '../session/Connection';
import { connection } from '../session/session';
import { useSession } from '../session/sessionStore';
import { savedStatus, type SavedStatus } from './savedStatus';
import './StatusBar.css';
import { useUnsaved } from './useUnsaved';

/** The line at the bottom: the connection, whether the work is safe, and where the cursor is. */
export function StatusBar() {
  const cursor = useEditor((editor) => editor.cursor);
  const role = useSession((session) => session.info?.role);
  return (
    <footer className="status-bar" aria-label="Status">
      <ConnectionItem />
      <SavedItem />
      <NotLiveItem />
      <ReadOnlyItem />
      <span className="status-bar__gap" />
      {cursor && (
        <>
          <button
            type="button"
            className="status-item"
            onClick={() => currentEditor.trigger('editor.action.gotoLine')}
          >
            Ln {cursor.line}, Col {cursor.column}
            {cursor.selected > 0 && ` (${cursor.selected} selected)`}
          </button>
          <span className="status-item">{cursor.indentation}</span>
          <FormItems lineEnding={cursor.lineEnding} />
          <span className="status-item">{cursor.language}</span>
        </>
      )}
      {role && <span className="status-item">{role.charAt(0) + role.slice(1).toLowerCase()}</span>}
    </footer>
  );
}

const CONNECTION: Record<
  ConnectionState,
  { text: string; Icon: LucideIcon | null; tone?: string }
> = {
  connecting: { text: 'Connecting…', Icon: null },
  connected: { text: 'Connected', Icon: Wifi },
  reconnecting: { text: 'Reconnecting…', Icon: null, tone: 'warning' },
  offline: { text: 'Offline', Icon: WifiOff, tone: 'danger' },
  stopped: { text: 'Disconnected', Icon: WifiOff, tone: 'danger' },
};

function ConnectionItem() {
  const state = useSession((session) => session.connection);
  const { text, Icon, tone } = CONNECTION[state];
  const tip =
    state === 'connected'
      ? 'The project answers.'
      : 'What you type is kept in this browser and sent when the project answers again.\nClick to try now.';
  return (
    <Item tip={tip} tone={tone} onClick={() => connection.retryNow()}>
      {Icon ? <Icon size={13} aria-hidden /> : <Spinner size={11} />}
      {text}
    </Item>
  );
}

const SAVED: Record<
  SavedStatus,
  { text: string; Icon: LucideIcon | null; tone?: string; tip: string }
> = {
  loading: { text: '', Icon: null, tip: '' },
  saved: { text: 'Saved', Icon: CircleCheck, tip: 'The object store has everything.' },
  saving: { text: 'Saving…', Icon: CloudUpload, tip: 'On its way to the object store.' },
  incomplete: {
    text: 'Saved, but not everything',
    Icon: TriangleAlert,
    tone: 'warning',
    tip: 'The object store has everything that can be read.',
  },
  'kept-here': {
    text: '',
    Icon: HardDrive,
    tone: 'warning',
    tip: 'There is no connection. Your edits are kept here and sent when it is back.',
  },
  'kept-there': {
    text: 'Kept here, not in S3 yet',
    Icon: CloudOff,
    tone: 'warning',
    tip: 'The object store does not answer. The project’s computer keeps your edits and goes on trying.',
  },
  full: {
    text: 'Full',
    Icon: TriangleAlert,
    tone: 'danger',
    tip: 'The project has no space left. Delete what you do not need.',
  },
  superseded: {
    text: 'Moved elsewhere',
    Icon: TriangleAlert,
    tone: 'danger',
    tip: 'This project runs in another place now. Reload the page to get there.',
  },
  attention: {
    text: 'Not saved: see the marked tab',
    Icon: TriangleAlert,
    tone: 'danger',
    tip: 'An edit was refused, or somebody changed the same lines or deleted the file. Your text is kept in this browser.',
  },
};

function SavedItem() {
  const saved = useSession((session) => session.saved);
  const state = useSession((session) => session.connection);
  const unsaved = useUnsaved();
  const status = savedStatus(saved, state, unsaved);
  const { text: usual, Icon, tone, tip } = SAVED[status];
  const text = status === 'kept-here' ? keptHere(unsaved.changes) : usual;
  if (status === 'loading') {
    return null;
  }
  const lines = [tip];
  if (saved?.problem?.detail) {
    lines.push(saved.problem.detail);
  }
  if (saved?.savedAt) {
    lines.push(`Last saved at ${new Date(saved.savedAt).toLocaleTimeString()}.`);
  }
  return (
    <Item tip={lines.join('\n')} tone={tone} live>
      {Icon && <Icon size={13} aria-hidden />}
      {text}
    </Item>
  );
}

/** Edits of plain files are not counted. */
function keptHere(changes: number): string {
  switch (changes) {
    case 0:
      return 'Changes wait here';
    case 1:
      return '1 change waits here';
    default:
      return `${changes} changes wait here`;
  }
}

/** How the open file is written. A text that is edited together has LF here, whatever the file has. */
function FormItems({ lineEnding }: { lineEnding: string }) {
  const view = useActiveText();
  const form = view?.form;
  if (view?.notLive === undefined && !form) {
    return null;
  }
  return (
    <>
      {form && <span className="status-item">{form.bom ? 'UTF-8 with BOM' : 'UTF-8'}</span>}
      <span className="status-item">
        {form ? (form.lineEnds === 'mixed' ? 'LF and CRLF' : form.lineEnds) : lineEnding}
      </span>
    </>
  );
}

function useActiveText() {
  const view = useEditor(({ active, views }) => (active === null ? undefined : views[active]));
  return view?.kind === 'text' ? view : undefined;
}

/** Says that the open text can be looked at only. */
function ReadOnlyItem() {
  const text = useActiveText();
  const role = useSession((session) => session.info?.role);
  return (
    text &&
    role === 'VIEWER' && (
      <Item tip="You see every edit as it is made, but a viewer changes nothing. The owner can make you an editor.">
        <Lock size={13} aria-hidden />
        Read-only
      </Item>
    )
  );
}

/** Says of the open file that others see its edits only once they are saved. */
function NotLiveItem() {
  const why = useActiveText()?.notLive;
  return (
    why && (
      <Item tip={`${why}\nIt is saved as a whole, as you type.`} tone="warning">
        <UserX size={13} aria-hidden />
        Not live
      </Item>
    )
  );
}

function Item(props: {
  tip: string;
  tone?: string;
  live?: boolean;
  onClick?(): void;
  children: React.ReactNode;
}): ReactElement {
  const { tip, tone, live, onClick, children } = props;
  return (
    <Tooltip text={tip} side="top">
      <button
        type="button"
        className={tone ? `status-item status-item--${tone}` : 'status-item'}
        onClick={onClick}
      >
        <span className="status-item__text" role={live ? 'status' : undefined}>
          {children}
        </span>
      </button>
    </Tooltip>
  );
}
