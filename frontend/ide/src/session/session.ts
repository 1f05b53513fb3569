import { send } from '../../../shared/api/http';
import { ProblemError } from '../../../shared/api/problem';
import type { ServerFrame, SessionInfo } from '../../../shared/api/session';
import { toast } from '../../../shared/ui/toasts';
import { Connection } from './Connection';
import type { TerminalFrame } from './frames';
import type { NextStep } from './reconnect';
import { sessionLoaded, sessionRenewed, useSession } from './sessionStore';
import { signIn } from './signIn';

const RENEW_MS = 10 * 60_000;

/** Coming back to the page renews the session too, but not more often than this. */
const RENEW_AGAIN_MS = 15_000;

let renewedAt = 0;

type Listener<Type extends ServerFrame['type']> = (
  frame: Extract<ServerFrame, { type: Type }>,
) => void;

const listeners = new Map<string, Set<(frame: never) => void>>();
let terminalBytes: (frame: TerminalFrame) => void = () => undefined;

/** The one connection of this page. */
export const connection = new Connection(
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
  {
    onState: (state) => useSession.setState({ connection: state }),
    onFrame: dispatch,
    onTerminalBytes: (frame) => terminalBytes(frame),
    onLost: askWhy,
    onSignIn: () => void signIn(),
    onStopped: (reason) => useSession.setState({ stopped: reason }),
  },
);

/** Calls back with every frame of a type that answers no question of ours. */
export function onFrame<Type extends ServerFrame['type']>(
  type: Type,
  listener: Listener<Type>,
): void {
  const known = listeners.get(type) ?? new Set();
  listeners.set(type, known.add(listener as (frame: never) => void));
}

export function onTerminalBytes(listener: (frame: TerminalFrame) => void): void {
  terminalBytes = listener;
}

/** Connects, and keeps the session alive for as long as the page is open. */
export function startSession(): void {
  onFrame('loaded', (frame) => {
    sessionLoaded(frame);
    renewInView();
  });
  onFrame('saved', (frame) => useSession.setState({ saved: frame }));
  onFrame('seeding', (frame) => useSession.setState({ seeding: frame, asleep: false }));
  onFrame('problem', ({ problem }) => toast('error', problem.title, problem.detail ?? undefined));
  connection.open();
  window.setInterval(() => void renew(), RENEW_MS);
  document.addEventListener('visibilitychange', renewInView);
  window.addEventListener('focus', renewInView);
}

function dispatch(frame: ServerFrame): void {
  listeners.get(frame.type)?.forEach((listener) => listener(frame as never));
}

/** A refused upgrade looks like a lost connection to a page, so it asks over HTTP what is the matter. */
async function askWhy(code: number): Promise<NextStep | null> {
  if (code >= 4000) {
    return null;
  }
  try {
    await send('GET', '/api/session');
    useSession.setState({ asleep: false });
    return null;
  } catch (error) {
    const { problem } = error as ProblemError;
    useSession.setState({ asleep: problem?.status === 502 || problem?.status === 503 });
    return problem?.status === 401 ? { kind: 'sign-in' } : null;
  }
}

/** Who looks at the page sees what the project is called now, and at once if access has ended. */
function renewInView(): void {
  if (document.visibilityState === 'visible' && Date.now() - renewedAt > RENEW_AGAIN_MS) {
    void renew();
  }
}

async function renew(): Promise<void> {
  renewedAt = Date.now();
  try {
    const response = await send('POST', '/api/session/renew');
    sessionRenewed((await response.json()) as SessionInfo);
  } catch (error) {
    // Only a refusal ends the session; without a connection it is renewed the next time.
    if (error instanceof ProblemError && error.problem.status === 401) {
      void signIn();
    }
  }
}
