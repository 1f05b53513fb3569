/** Atrium's mark: a house around an open court. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <path
        d="M12 2.5 21.5 8v13.5h-19V8L12 2.5Z"
        fill="var(--accent-fill)"
        stroke="var(--accent-fill)"
        strokeLinejoin="round"
      />
      <path d="M7.5 21.5V12a4.5 4.5 0 0 1 9 0v9.5" fill="#fff" fillOpacity="0.92" />
      <path d="M10.25 21.5V12.6a1.75 1.75 0 0 1 3.5 0v8.9" fill="var(--accent-fill)" />
    </svg>
  );
}
