import { useVirtualizer } from '@tanstack/react-virtual';
import { CaseSensitive, ChevronRight, Regex, WholeWord, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { SearchHit } from '../../../shared/api/files';
import { displayPath, nameOf, parentOf } from '../../../shared/api/path';
import { IconButton } from '../../../shared/ui/Button';
import { ProgressBar } from '../../../shared/ui/Spinner';
import { TextField } from '../../../shared/ui/TextField';
import { openAt } from '../editor/editorStore';
import { FileIcon } from '../icons/FileIcon';
import { cancelSearch, search, setTerms, toggleFile, useSearch } from './searchStore';
import './SearchView.css';

type Line =
  { kind: 'file'; path: string; count: number; open: boolean } | { kind: 'hit'; hit: SearchHit };

/** Find in files. */
export function SearchView() {
  const { terms, running, end, problem, results, asked } = useSearch();
  const query = useRef<HTMLInputElement>(null);
  useEffect(() => query.current?.select(), [asked]);

  return (
    <section className="search" aria-label="Search">
      <header className="side-header">
        <h2>Search</h2>
        {running && (
          <IconButton label="Cancel the search" onClick={cancelSearch}>
            <X size={15} />
          </IconButton>
        )}
      </header>
      <form
        className="search__terms"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <div className="search__query">
          <TextField
            ref={query}
            label="Find in files"
            hideLabel
            placeholder="Find in files"
            value={terms.query}
            onChange={(event) => setTerms({ query: event.target.value })}
          />
          <span className="search__toggles">
            <Toggle
              label="Match case"
              on={terms.matchCase}
              onChange={(matchCase) => setTerms({ matchCase })}
            >
              <CaseSensitive size={15} />
            </Toggle>
            <Toggle
              label="Whole words"
              on={terms.wholeWord}
              onChange={(wholeWord) => setTerms({ wholeWord })}
            >
              <WholeWord size={15} />
            </Toggle>
            <Toggle
              label="Regular expression"
              on={terms.regex}
              onChange={(regex) => setTerms({ regex })}
            >
              <Regex size={15} />
            </Toggle>
          </span>
        </div>
        <TextField
          label="Only in files"
          hideLabel
          placeholder="Only in files, such as src/**, *.ts"
          value={terms.include}
          onChange={(event) => setTerms({ include: event.target.value })}
        />
        <TextField
          label="Not in files"
          hideLabel
          placeholder="Not in files, such as *.min.js"
          value={terms.exclude}
          onChange={(event) => setTerms({ exclude: event.target.value })}
        />
      </form>
      <div className="search__summary" role="status">
        {running && <ProgressBar value={null} label="Searching" />}
        {problem ? (
          <span className="search__problem">{problem.detail ?? problem.title}</span>
        ) : (
          summary(end, results, terms.query !== '' && !running)
        )}
      </div>
      <Results />
    </section>
  );
}

function Toggle(props: {
  label: string;
  on: boolean;
  onChange(on: boolean): void;
  children: React.ReactNode;
}) {
  return (
    <IconButton
      label={props.label}
      aria-pressed={props.on}
      onClick={() => props.onChange(!props.on)}
    >
      {props.children}
    </IconButton>
  );
}

function Results() {
  const { results, collapsed } = useSearch();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const lines = useMemo(() => linesOf(results, collapsed), [results, collapsed]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 12,
  });

  const open = (line: Line, preview: boolean) => {
    if (line.kind === 'file') {
      toggleFile(line.path);
    } else {
      openAt(line.hit, { preview });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -lines.length, End: lines.length }[event.key];
    if (steps) {
      event.preventDefault();
      const next = Math.min(lines.length - 1, Math.max(0, current + steps));
      setCurrent(next);
      virtual.scrollToIndex(next);
    } else if ((event.key === 'Enter' || event.key === ' ') && lines[current]) {
      event.preventDefault();
      open(lines[current], event.key === ' ');
    }
  };
  if (lines.length === 0) {
    return null;
  }
  return (
    <div
      ref={scroller}
      className="search__results"
      role="tree"
      aria-label="Results"
      tabIndex={0}
      aria-activedescendant={`hit-${current}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <ResultLine
            key={index}
            line={lines[index]!}
            index={index}
            top={start}
            current={index === current}
            onOpen={(preview) => {
              setCurrent(index);
              open(lines[index]!, preview);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function ResultLine(props: {
  line: Line;
  index: number;
  top: number;
  current: boolean;
  onOpen(preview: boolean): void;
}) {
  const { line, index, top, current, onOpen } = props;
  return (
    <div
      id={`hit-${index}`}
      className={current ? 'row row--focused' : 'row'}
      style={{ transform: `translateY(${top}px)`, paddingLeft: line.kind === 'hit' ? 30 : 8 }}
      role="treeitem"
      aria-level={line.kind === 'hit' ? 2 : 1}
      aria-selected={current}
      aria-expanded={line.kind === 'file' ? line.open : undefined}
      title={line.kind === 'file' ? displayPath(line.path) : line.hit.preview}
      onClick={() => onOpen(true)}
      onDoubleClick={() => line.kind === 'hit' && onOpen(false)}
    >
      {line.kind === 'file' ? (
        <>
          <span className="row__twist">
            <ChevronRight size={14} className={line.open ? 'row__chevron--open' : ''} />
          </span>
          <FileIcon path={line.path} />
          <span className="row__name">{displayPath(nameOf(line.path))}</span>
          <span className="search__directory">{displayPath(parentOf(line.path))}</span>
          <span className="search__count">{line.count}</span>
        </>
      ) : (
        <HitText hit={line.hit} />
      )}
    </div>
  );
}

function HitText({ hit }: { hit: SearchHit }) {
  const start = hit.previewColumn - 1;
  const before = hit.preview.slice(0, start);
  // A long start would push the match out of sight.
  const shown = before.length > 26 ? `…${before.slice(-24)}` : before.trimStart();
  return (
    <span className="search__hit">
      {shown}
      <mark>{hit.preview.slice(start, start + hit.length)}</mark>
      {hit.preview.slice(start + hit.length)}
    </span>
  );
}

function linesOf(
  results: ReadonlyMap<string, SearchHit[]>,
  collapsed: ReadonlySet<string>,
): Line[] {
  return [...results].flatMap(([path, hits]): Line[] => {
    const open = !collapsed.has(path);
    const file: Line = { kind: 'file', path, count: hits.length, open };
    return open ? [file, ...hits.map((hit): Line => ({ kind: 'hit', hit }))] : [file];
  });
}

function summary(
  end: { hits: number; truncated: boolean } | null,
  results: ReadonlyMap<string, SearchHit[]>,
  finished: boolean,
): string {
  if (end) {
    const hits = end.hits === 1 ? 'One result' : `${end.hits} results`;
    const files = results.size === 1 ? 'one file' : `${results.size} files`;
    const more = end.truncated ? '. There are more; narrow the search.' : '';
    return end.hits === 0 ? 'Nothing found' : `${hits} in ${files}${more}`;
  }
  const soFar = [...results.values()].reduce((sum, hits) => sum + hits.length, 0);
  return soFar > 0 ? `${soFar} results${finished ? ', cancelled' : ' so far'}` : '';
}
