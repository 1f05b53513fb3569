import './Spinner.css';

/** Something is under way. Beside text it is decoration; alone, give it a label. */
export function Spinner({ size = 16, label }: { size?: number; label?: string }) {
  return (
    <span
      className="spinner"
      style={{ width: size, height: size }}
      role={label ? 'status' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );
}

/** How far something is; `value` from 0 to 1, null while that is unknown. */
export function ProgressBar({ value, label }: { value: number | null; label: string }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
    >
      <div
        className={value === null ? 'progress__bar progress__bar--unknown' : 'progress__bar'}
        style={value === null ? undefined : { width: `${Math.min(1, value) * 100}%` }}
      />
    </div>
  );
}
