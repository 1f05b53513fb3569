import './LanguageMark.css';

const MARKS: Record<string, string> = {
  node: 'JS',
  python: 'Py',
  java: 'Jv',
  go: 'Go',
  cpp: 'C++',
  html: '</>',
};

/** The tile by which a project's language is known at a glance; beside a name it is decoration. */
export function LanguageMark({ language }: { language: string | null }) {
  const known = language && language in MARKS ? language : 'other';
  return (
    <span className={`language language--${known}`} aria-hidden>
      {MARKS[known] ?? 'Zip'}
    </span>
  );
}
