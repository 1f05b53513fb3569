import { create } from 'zustand';
import { recall, remember } from '../layout/memory';

/** A terminal as its tab shows it. */
export interface TerminalTab {
  terminal: number;
  title: string;
  run: boolean;
  /** Null while it runs. */
  exitCode: number | null;
  /** The runner does not know it any more, so nothing can be typed into it. */
  lost: boolean;
}

interface TerminalsState {
  tabs: TerminalTab[];
  active: number | null;
  opening: boolean;
  /** Whether those that ran before this page came are back. */
  ready: boolean;
  /** Names that people gave; they outlive a reload, as the terminals do. */
  names: Record<number, string>;
  /** Counts the wishes to type into the active terminal. */
  focusAsked: number;
}

export const useTerminals = create<TerminalsState>()(() => ({
  tabs: [],
  active: null,
  opening: false,
  ready: false,
  names: recall('terminal-names', {}),
  focusAsked: 0,
}));

export function putTab(tab: TerminalTab): void {
  useTerminals.setState(({ tabs }) => ({
    tabs: tabs.some((known) => known.terminal === tab.terminal)
      ? tabs.map((known) => (known.terminal === tab.terminal ? tab : known))
      : [...tabs, tab],
  }));
}

export function patchTab(terminal: number, change: Partial<TerminalTab>): void {
  useTerminals.setState(({ tabs }) => ({
    tabs: tabs.map((tab) => (tab.terminal === terminal ? { ...tab, ...change } : tab)),
  }));
}

export function dropTab(terminal: number): void {
  useTerminals.setState(({ tabs, active }) => {
    const at = tabs.findIndex((tab) => tab.terminal === terminal);
    const rest = tabs.toSpliced(at, 1);
    const next = rest[Math.min(at, rest.length - 1)]?.terminal ?? null;
    return { tabs: rest, active: active === terminal ? next : active };
  });
}

export function activate(terminal: number | null): void {
  useTerminals.setState({ active: terminal });
}

/** The active terminal takes the keyboard, as soon as it is on the screen. */
export function focusTerminal(): void {
  useTerminals.setState(({ focusAsked }) => ({ focusAsked: focusAsked + 1 }));
}

export function nameTerminal(terminal: number, name: string): void {
  const names = { ...useTerminals.getState().names, [terminal]: name.trim() };
  remember('terminal-names', names);
  useTerminals.setState({ names });
}
