import { create } from 'zustand';
import { setLayout } from '../layout/layoutStore';
import { recall, remember } from '../layout/memory';
import { openTerminal } from '../terminal/terminals';
import { activate, useTerminals } from '../terminal/terminalStore';

interface PreviewState {
  /** Path and query at the app's address, with the slash. */
  path: string;
  /** Counts loads, so that the frame is made anew for each. */
  loads: number;
}

export const usePreview = create<PreviewState>()(() => ({
  path: recall('preview-path', '/'),
  loads: 0,
}));

export function goTo(path: string): void {
  const absolute = path.startsWith('/') ? path : `/${path}`;
  remember('preview-path', absolute);
  usePreview.setState(({ loads }) => ({ path: absolute, loads: loads + 1 }));
}

export function reload(): void {
  usePreview.setState(({ loads }) => ({ loads: loads + 1 }));
}

export function openPreview(): void {
  setLayout({ previewOpen: true });
}

/** Runs the project's command, or shows where it runs already, with the app beside it. */
export async function runProject(): Promise<void> {
  const running = useTerminals.getState().tabs.find((tab) => tab.run && isRunning(tab));
  if (running) {
    setLayout({ panelOpen: true, previewOpen: true });
    activate(running.terminal);
    reload();
    return;
  }
  if ((await openTerminal({ run: true })) !== null) {
    // Until the app listens, its host answers with a page that looks again by itself.
    openPreview();
    reload();
  }
}

export function isRunning(tab: { exitCode: number | null; lost: boolean }): boolean {
  return tab.exitCode === null && !tab.lost;
}
