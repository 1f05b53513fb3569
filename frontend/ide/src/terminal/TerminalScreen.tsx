import { useEffect, useRef } from 'react';
import { screenOf } from './terminals';

/** Where the active terminal's screen is put into the page, and fitted to the place it has. */
export function TerminalScreen({ terminal }: { terminal: number }) {
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const screen = screenOf(terminal);
    const element = host.current;
    if (!screen || !element) {
      return;
    }
    const idle = document.activeElement === document.body;
    const inPanel = document.activeElement?.closest(
      '.workbench__bottom, .activity-bar, .title-bar',
    );
    void screen.show(element).then(() => (idle || inPanel) && screen.focus());
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

  return <div ref={host} className="panel__screen" role="tabpanel" aria-label="Terminal" />;
}
