import { useState, type KeyboardEvent } from 'react';
import { nameProblem } from '../../../shared/api/path';

export interface NameInputProps {
  label: string;
  initial: string;
  /** Whether slashes may make directories on the way. */
  nested?: boolean;
  onSubmit(name: string): void;
  onCancel(): void;
}

/** A name typed in place: Enter takes it, Escape and leaving an unchanged one do not. */
export function NameInput({ label, initial, nested = false, onSubmit, onCancel }: NameInputProps) {
  const [name, setName] = useState(initial);
  const [touched, setTouched] = useState(false);
  const problem = problemIn(name, nested);

  const finish = () => (problem || name === initial ? onCancel() : onSubmit(name));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      onCancel();
    } else if (event.key === 'Enter') {
      // What the field holds may be a letter ahead of what was drawn last.
      const typed = event.currentTarget.value;
      setTouched(true);
      if (problemIn(typed, nested) === null) {
        onSubmit(typed);
      }
    }
  };
  return (
    <span className="name-input">
      <input
        aria-label={label}
        aria-invalid={touched && problem ? true : undefined}
        value={name}
        spellCheck={false}
        autoComplete="off"
        ref={selectStem}
        onChange={(event) => {
          setName(event.target.value);
          setTouched(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={finish}
        onClick={(event) => event.stopPropagation()}
      />
      {touched && problem && (
        <span className="name-input__problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

function problemIn(name: string, nested: boolean): string | null {
  if (!nested) {
    return name.includes('/') ? 'A name cannot contain a slash.' : nameProblem(name);
  }
  const problems = name.split('/').map(nameProblem);
  return problems.find((problem) => problem !== null) ?? null;
}

/** Selects the name without its extension, which is what people mostly change. */
function selectStem(input: HTMLInputElement | null): void {
  if (input && document.activeElement !== input) {
    input.focus();
    const dot = input.value.lastIndexOf('.');
    input.setSelectionRange(0, dot > 0 ? dot : input.value.length);
  }
}
