import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import './Sash.css';

export interface SashProps {
  /** The line's own direction. */
  orientation: 'vertical' | 'horizontal';
  label: string;
  value: number;
  min: number;
  max: number;
  /** 1 if moving right or down makes it larger, -1 otherwise. */
  direction: 1 | -1;
  onResize(value: number): void;
  /** What a double click goes back to. */
  initial: number;
}

const STEP = 24;

/** The line between two panes; resizes one of them, in pixels, by pointer or arrow keys. */
export function Sash(props: SashProps) {
  const { orientation, label, value, min, max, direction, onResize, initial } = props;
  const start = useRef<{ at: number; value: number } | null>(null);
  const vertical = orientation === 'vertical';
  const resize = (wanted: number) => onResize(Math.round(Math.min(max, Math.max(min, wanted))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: vertical ? event.clientX : event.clientY, value };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) {
      const moved = (vertical ? event.clientX : event.clientY) - start.current.at;
      resize(start.current.value + moved * direction);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = vertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const sign = event.key === more ? 1 : event.key === less ? -1 : 0;
    if (sign !== 0) {
      event.preventDefault();
      resize(value + sign * direction * STEP);
    }
  };
  return (
    <div
      className={`sash sash--${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
      onDoubleClick={() => resize(initial)}
      onKeyDown={onKeyDown}
    />
  );
}
