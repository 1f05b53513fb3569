import { Dialog as Radix } from 'radix-ui';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import './QuickPick.css';
import { best } from './fuzzy';

export interface Choice {
  id: string;
  /** What is matched and shown. */
  text: string;
  icon?: ReactNode;
  /** Shown at the end: keys, or where it is. */
  aside?: ReactNode;
  onPick(): void;
}

export interface QuickPickProps {
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  /** While more choices are on their way. */
  loading?: boolean;
  initialText?: string;
  /** Takes the text instead of the choices, for what starts with another sign. */
  onText?(text: string): void;
  /** How a choice's text is drawn, with the matched positions. */
  render?(choice: Choice, positions: number[]): ReactNode;
  onClose(): void;
}

const SHOWN = 60;

/** A field with a list below it that narrows while typing; Enter takes the marked choice. */
export function QuickPick(props: QuickPickProps) {
  const { label, placeholder, choices, loading, initialText = '', onText, onClose } = props;
  const render =
    props.render ?? ((choice, positions) => <Marked text={choice.text} positions={positions} />);
  const [text, setText] = useState(initialText);
  const [marked, setMarked] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => best(text, choices, (choice) => choice.text, SHOWN), [text, choices]);

  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked, found]);

  const pick = (choice: Choice | undefined) => {
    if (choice) {
      onClose();
      choice.onPick();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (steps) {
      event.preventDefault();
      const last = found.length - 1;
      const next = marked + steps;
      setMarked(
        Math.abs(steps) > 1
          ? Math.min(last, Math.max(0, next))
          : (next + last + 1) % (last + 1 || 1),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      pick(found[marked]?.item);
    }
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="quick-pick__scrim" />
        <Radix.Content className="quick-pick" aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{label}</Radix.Title>
          <input
            className="quick-pick__input"
            role="combobox"
            aria-label={label}
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={found[marked] ? `${id}-${marked}` : undefined}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            autoFocus
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setMarked(0);
              onText?.(event.target.value);
            }}
            onKeyDown={onKeyDown}
          />
          <div
            ref={list}
            id={`${id}-list`}
            className="quick-pick__list"
            role="listbox"
            aria-label={label}
          >
            {found.map(({ item, match }, index) => (
              <div
                key={item.id}
                id={`${id}-${index}`}
                className={
                  index === marked
                    ? 'quick-pick__item quick-pick__item--marked'
                    : 'quick-pick__item'
                }
                role="option"
                aria-selected={index === marked}
                onPointerMove={() => setMarked(index)}
                onClick={() => pick(item)}
              >
                {item.icon}
                <span className="quick-pick__text">{render(item, match.positions)}</span>
                {item.aside && <span className="quick-pick__aside">{item.aside}</span>}
              </div>
            ))}
          </div>
          {found.length === 0 && (
            <p className="quick-pick__empty" role="status">
              {loading ? 'Loading…' : 'Nothing fits.'}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A text with the letters at some positions in bold. */
export function Marked({
  text,
  positions,
  offset = 0,
}: {
  text: string;
  positions: number[];
  offset?: number;
}) {
  const parts: ReactNode[] = [];
  let start = 0;
  for (const position of positions.map((one) => one - offset)) {
    if (position < 0 || position >= text.length) {
      continue;
    }
    parts.push(text.slice(start, position), <b key={position}>{text[position]}</b>);
    start = position + 1;
  }
  return (
    <>
      {parts}
      {text.slice(start)}
    </>
  );
}
