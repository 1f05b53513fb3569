import { describe } from '../../../shared/api/problem';
import type { TerminalInfo } from '../../../shared/api/session';
import { toast } from '../../../shared/ui/toasts';
import { showPanel } from '../layout/layoutStore';
import { encodeTerminalFrame, type TerminalFrame } from '../session/frames';
import { connection, onFrame, onTerminalBytes } from '../session/session';
import { canWrite, useSession } from '../session/sessionStore';
import { InputCredit, OutputCredit } from './credit';
import { loadScreen } from './loadScreen';
import { place } from './outputCursor';
import type { Screen } from './Screen';
import { activate, dropTab, focusTerminal, patchTab, putTab, useTerminals } from './terminalStore';

/** A terminal of this page: the screen, and how far both directions are. */
interface Live {
  screen: Screen;
  /** Up to where the screen has the output. */
  received: number;
  output: OutputCredit;
  input: InputCredit;
}

const live = new Map<number, Live>();

/** Output that comes between the answer to a request and the screen being there. */
const early = new Map<number, TerminalFrame[]>();

export function screenOf(terminal: number): Screen | undefined {
  return live.get(terminal)?.screen;
}

/** Keeps terminals in step with the runner for as long as the page is open. */
export function startTerminals(): void {
  onFrame('loaded', ({ terminals }) =>
    reattach(terminals).finally(() => useTerminals.setState({ ready: true })),
  );
  onFrame('terminal', (info) => changed(info));
  onFrame('terminalCredit', ({ terminal, bytes }) => live.get(terminal)?.input.confirmed(bytes));
  onTerminalBytes(receive);
}

/**
 * Opens a terminal and shows it.
 *
 * @param run opens the project's own command in the place of a shell
 * @param focus whether it takes the keyboard; not for one that nobody asked for just now
 */
export async function openTerminal({ run = false, focus = true } = {}): Promise<number | null> {
  if (!canWrite() || useTerminals.getState().opening) {
    return null;
  }
  showPanel();
  useTerminals.setState({ opening: true });
  try {
    const Screen = await loadScreen();
    const info = await connection.ask({ type: 'requestTerminal', cols: 80, rows: 24, run });
    begin(Screen, info);
    activate(info.terminal);
    if (focus) {
      focusTerminal();
    }
    return info.terminal;
  } catch (error) {
    toast('error', 'The terminal did not open', describe(error));
    return null;
  } finally {
    useTerminals.setState({ opening: false });
  }
}

/** Ends what runs in a terminal, and takes its tab away. */
export function closeTerminal(terminal: number): void {
  connection.tell({ type: 'closeTerminal', terminal });
  live.get(terminal)?.screen.dispose();
  live.delete(terminal);
  dropTab(terminal);
}

async function reattach(running: TerminalInfo[]): Promise<void> {
  const known = new Set(running.map((info) => info.terminal));
  for (const [terminal, { screen }] of live) {
    if (!known.has(terminal)) {
      patchTab(terminal, { lost: true });
      screen.note('[the runner was restarted, and this shell with it]');
    }
  }
  if (running.length === 0) {
    return;
  }
  const Screen = await loadScreen();
  await Promise.all(running.map((info) => attach(Screen, info)));
  if (useTerminals.getState().active === null) {
    activate(running[0]!.terminal);
  }
}

async function attach(ScreenType: typeof Screen, now: TerminalInfo): Promise<void> {
  const { terminal } = now;
  const known = live.get(terminal);
  try {
    const info = await connection.ask({
      type: 'attachTerminal',
      terminal,
      after: known?.received ?? 0,
      // A page that does not show it yet leaves its size to those that do.
      cols: known?.screen.cols ?? now.cols,
      rows: known?.screen.rows ?? now.rows,
    });
    if (!known) {
      begin(ScreenType, info).replays();
      return;
    }
    // Both windows are new with the attachment: what was in flight before does not count any more.
    known.output = new OutputCredit();
    known.input = inputOf(terminal);
    if (info.from > known.received) {
      known.screen.reset();
      known.received = info.from;
    }
    changed(info);
    replayEarly(terminal);
  } catch (error) {
    toast('error', 'A terminal did not come back', describe(error));
  }
}

function begin(ScreenType: typeof Screen, info: TerminalInfo): Screen {
  const { terminal } = info;
  const screen = new ScreenType(
    {
      onInput: (bytes) => type(terminal, bytes),
      onResize: (cols, rows) => connection.tell({ type: 'resizeTerminal', terminal, cols, rows }),
      onTitle: (title) => title && patchTab(terminal, { title }),
    },
    { cols: info.cols, rows: info.rows, readOnly: !canWrite() },
  );
  live.set(terminal, {
    screen,
    received: info.from,
    output: new OutputCredit(),
    input: inputOf(terminal),
  });
  putTab({
    terminal,
    title: info.title,
    run: info.run,
    exitCode: info.exitCode ?? null,
    lost: false,
  });
  replayEarly(terminal);
  return screen;
}

function inputOf(terminal: number): InputCredit {
  return new InputCredit((bytes) =>
    connection.tellBinary(encodeTerminalFrame({ terminal, sequence: 0, bytes })),
  );
}

function type(terminal: number, bytes: Uint8Array): void {
  if (useSession.getState().connection !== 'connected') {
    // A key that arrives seconds later, at another prompt, would do harm.
    return;
  }
  if (live.get(terminal)?.input.write(bytes) === false) {
    toast('error', 'Too much input', 'The program does not read fast enough to take all of it.');
  }
}

function receive(frame: TerminalFrame): void {
  const terminal = live.get(frame.terminal);
  if (!terminal) {
    early.set(frame.terminal, [...(early.get(frame.terminal) ?? []), frame]);
    return;
  }
  const { gap, bytes, next } = place(terminal.received, frame.sequence, frame.bytes);
  if (gap) {
    terminal.screen.reset();
  }
  terminal.received = next;
  const credit = terminal.output;
  terminal.screen.write(bytes, () => confirm(frame.terminal, credit, frame.bytes.length));
}

function confirm(terminal: number, credit: OutputCredit, taken: number): void {
  // Bytes of an attachment that is over must not open the window of the next one.
  if (live.get(terminal)?.output !== credit) {
    return;
  }
  const bytes = credit.consumed(taken);
  if (bytes > 0) {
    connection.tell({ type: 'terminalCredit', terminal, bytes });
  }
}

function replayEarly(terminal: number): void {
  const frames = early.get(terminal) ?? [];
  early.delete(terminal);
  frames.forEach(receive);
}

function changed(info: TerminalInfo): void {
  const exitCode = info.exitCode ?? null;
  const before = useTerminals.getState().tabs.find((tab) => tab.terminal === info.terminal);
  if (exitCode !== null && before?.exitCode === null) {
    live.get(info.terminal)?.screen.note(`[ended with exit code ${exitCode}]`);
  }
  patchTab(info.terminal, { exitCode, lost: false });
}
