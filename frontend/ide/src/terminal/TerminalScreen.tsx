import { useEffect, useRef } from 'react';
import type { Screen } from './Screen';
import { screenOf } from './terminals';
import { useTerminals } from './terminalStore';

/** Where the active terminal's screen is put into the page, and fitted to the place it has. */
export function TerminalScreen({ terminal }: { terminal: number }) {
  const host = useRef<HTMLDivElement>(null);
  const focusAsked = useTerminals((terminals) => terminals.focusAsked);

  useEffect(() => {
    const screen = screenOf(terminal);
    const element = host.current;
    if (!screen || !element) {
      return;
    }
    void screen.show(element).then(() => giveFocus(screen));
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => screen.fit());
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      screen.element.remove();
    };
  }, [terminal]);

  useEffect(() => {
    const screen = screenOf(terminal);
    if (screen) {
      giveFocus(screen);
    }
  }, [terminal, focusAsked]);

  return <div ref={host} className="panel__screen" role="tabpanel" aria-label="Terminal" />;
}

let focusGiven = 0;

/** A terminal that comes back with the page leaves the keyboard where it is. */
function giveFocus(screen: Screen): void {
  const { focusAsked } = useTerminals.getState();
  if (screen.isShown && focusAsked !== focusGiven) {
    focusGiven = focusAsked;
    screen.focus();
  }
}
