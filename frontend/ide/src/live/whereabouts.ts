import { useEditor } from '../editor/editorStore';
import { connection, onFrame } from '../session/session';
import { useSession } from '../session/sessionStore';
import { usePeople } from './peopleStore';
import { TYPING_MS } from './peers';

let typing = false;
let resting = 0;

/** Learns who else has the project open, and tells them where this window is. */
export function startWhereabouts(): void {
  onFrame('people', ({ people }) => usePeople.setState({ here: people }));
  onFrame('loaded', tell);
  useSession.subscribe(({ connection: now }, { connection: before }) => {
    if (now !== 'connected' && before === 'connected') {
      usePeople.setState({ here: [] });
    }
  });
  useEditor.subscribe(({ active }, before) => {
    if (active !== before.active) {
      tell();
    }
  });
}

/** A person has edited a text in this window. */
export function typed(): void {
  window.clearTimeout(resting);
  resting = window.setTimeout(() => setTyping(false), TYPING_MS);
  setTyping(true);
}

function setTyping(now: boolean): void {
  if (typing !== now) {
    typing = now;
    tell();
  }
}

function tell(): void {
  connection.tell({ type: 'where', path: useEditor.getState().active, typing });
}
