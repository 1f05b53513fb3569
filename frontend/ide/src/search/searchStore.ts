import { create } from 'zustand';
import type { SearchEnd, SearchHit } from '../../../shared/api/files';
import { readLines, send } from '../../../shared/api/http';
import { ProblemError, problemOf, type Problem } from '../../../shared/api/problem';
import { showSide } from '../layout/layoutStore';
import { recall, remember } from '../layout/memory';

export interface SearchTerms {
  query: string;
  regex: boolean;
  matchCase: boolean;
  wholeWord: boolean;
  include: string;
  exclude: string;
}

interface SearchState {
  terms: SearchTerms;
  /** By path, in the order of arrival. */
  results: ReadonlyMap<string, SearchHit[]>;
  running: boolean;
  end: SearchEnd | null;
  problem: Problem | null;
  collapsed: ReadonlySet<string>;
  /** Counts wishes to type a query, so that the field can take the focus. */
  asked: number;
}

const LIMIT = 2_000;
const TYPING_MS = 250;
const PUBLISH_MS = 60;

const NOTHING = {
  query: '',
  regex: false,
  matchCase: false,
  wholeWord: false,
  include: '',
  exclude: '',
};

export const useSearch = create<SearchState>()(() => ({
  terms: recall<SearchTerms>('search', NOTHING),
  results: new Map(),
  running: false,
  end: null,
  problem: null,
  collapsed: new Set(),
  asked: 0,
}));

let cancelCurrent = () => undefined as void;
let typing = 0;

/** Changes what is searched for, and searches once the typing pauses. */
export function setTerms(change: Partial<SearchTerms>): void {
  const terms = { ...useSearch.getState().terms, ...change };
  remember('search', terms);
  useSearch.setState({ terms });
  window.clearTimeout(typing);
  typing = window.setTimeout(() => void search(), TYPING_MS);
}

export function askForQuery(query?: string): void {
  showSide('search');
  useSearch.setState(({ asked }) => ({ asked: asked + 1 }));
  if (query) {
    setTerms({ query });
  }
}

export function searchIn(directory: string): void {
  setTerms({ include: directory === '' ? '' : `${directory}/**` });
  askForQuery();
}

export function cancelSearch(): void {
  cancelCurrent();
}

export function toggleFile(path: string): void {
  useSearch.setState(({ collapsed }) => {
    const next = new Set(collapsed);
    if (!next.delete(path)) {
      next.add(path);
    }
    return { collapsed: next };
  });
}

export async function search(): Promise<void> {
  cancelCurrent();
  window.clearTimeout(typing);
  const { terms } = useSearch.getState();
  useSearch.setState({ results: new Map(), end: null, problem: null, running: false });
  if (terms.query === '') {
    return;
  }
  const abort = new AbortController();
  cancelCurrent = () => {
    abort.abort();
    useSearch.setState({ running: false });
  };
  useSearch.setState({ running: true, collapsed: new Set() });
  try {
    await stream(terms, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) {
      useSearch.setState({ problem: problemFrom(error) });
    }
  } finally {
    if (!abort.signal.aborted) {
      useSearch.setState({ running: false });
    }
  }
}

async function stream(terms: SearchTerms, signal: AbortSignal): Promise<void> {
  const response = await send('POST', '/api/search', {
    body: {
      ...terms,
      include: terms.include || null,
      exclude: terms.exclude || null,
      limit: LIMIT,
    },
    signal,
  });
  const found = new Map<string, SearchHit[]>();
  let published = performance.now();
  const publish = () => !signal.aborted && useSearch.setState({ results: new Map(found) });
  for await (const line of readLines<SearchHit | SearchEnd>(response)) {
    if ('end' in line) {
      useSearch.setState({ end: line, problem: line.problem });
    } else {
      found.set(line.path, [...(found.get(line.path) ?? []), line]);
      // Drawing every hit as it comes would cost more than finding it.
      if (performance.now() - published > PUBLISH_MS) {
        published = performance.now();
        publish();
      }
    }
  }
  publish();
}

function problemFrom(error: unknown): Problem {
  return error instanceof ProblemError
    ? error.problem
    : problemOf('internal', 'The search failed', String(error));
}
