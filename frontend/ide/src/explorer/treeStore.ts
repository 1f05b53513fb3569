import { create } from 'zustand';
import { isWithin, parentOf, rebase } from '../../../shared/api/path';
import { ProblemError, problemOf } from '../../../shared/api/problem';
import type { ChangedPath } from '../../../shared/api/session';
import { recall, remember } from '../layout/memory';
import { connection, onFrame } from '../session/session';
import { only, type Selection } from './selection';
import {
  listedAncestor,
  staleDirectories,
  without,
  type Directories,
  type Directory,
  type NewEntry,
} from './treeModel';

interface TreeState {
  directories: Directories;
  expanded: ReadonlySet<string>;
  /** The line that the keyboard is on. */
  focused: string | null;
  selection: Selection;
  renaming: string | null;
  draft: NewEntry | null;
}

export const useTree = create<TreeState>()(() => ({
  directories: new Map(),
  expanded: new Set(recall<string[]>('expanded', [])),
  focused: null,
  selection: only(null),
  renaming: null,
  draft: null,
}));

useTree.subscribe(({ expanded }, before) => {
  if (expanded !== before.expanded) {
    remember('expanded', [...expanded]);
  }
});

/** Changes come in swarms, as from an install; one question answers them all. */
const GATHER_MS = 80;

let gathered: ChangedPath[] = [];
let gathering = 0;

/** Keeps the tree in step with the project. */
export function startTree(): void {
  onFrame('loaded', ({ root }) => {
    setDirectory('', { entries: root, truncated: false, loading: false, problem: null });
    refresh([...useTree.getState().expanded]);
  });
  onFrame('changed', ({ changes, mass }) => {
    if (mass) {
      refreshAll();
      return;
    }
    gathered.push(...changes);
    gathering ||= window.setTimeout(() => {
      gathering = 0;
      const stale = staleDirectories(useTree.getState().directories, gathered);
      gathered = [];
      refresh([...stale]);
    }, GATHER_MS);
  });
}

export function refreshAll(): void {
  const { directories, expanded } = useTree.getState();
  refresh([...directories.keys()].filter((path) => path === '' || expanded.has(path)));
  // What is collapsed is asked for anew when it is opened.
  useTree.setState({
    directories: new Map([...directories].filter(([path]) => path === '' || expanded.has(path))),
  });
}

export function refresh(paths: string[]): void {
  paths.forEach((path) => void fetchDirectory(path));
}

/** Reads again where something new at this path shows up. */
export function refreshAround(path: string): void {
  refresh([listedAncestor(useTree.getState().directories, path)]);
}

export async function expand(path: string): Promise<void> {
  const { expanded, directories } = useTree.getState();
  useTree.setState({ expanded: new Set(expanded).add(path) });
  if (!directories.has(path)) {
    await fetchDirectory(path);
  }
}

export function collapse(path: string): void {
  const expanded = new Set(useTree.getState().expanded);
  expanded.delete(path);
  useTree.setState({ expanded });
}

export function collapseAll(): void {
  useTree.setState({ expanded: new Set() });
}

/** Puts the keyboard on a line, which alone is selected then. */
export function focusRow(path: string | null): void {
  useTree.setState({ focused: path, selection: only(path) });
}

/** Puts the keyboard on a line, or leaves it where it is, and selects by the mouse or by keys. */
export function select(selection: Selection, focused = useTree.getState().focused): void {
  useTree.setState({ focused, selection });
}

/** Opens the directories around a file and puts the keyboard on it. */
export async function reveal(path: string): Promise<void> {
  const ancestors: string[] = [];
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
    ancestors.unshift(parent);
  }
  for (const ancestor of ancestors) {
    await expand(ancestor);
  }
  focusRow(path);
}

export function startRename(path: string): void {
  useTree.setState({ renaming: path, draft: null });
}

export async function startNew(parent: string, directory: boolean): Promise<void> {
  if (parent !== '') {
    await expand(parent);
  }
  useTree.setState({ draft: { parent, directory }, renaming: null });
}

export function endInput(): void {
  useTree.setState({ draft: null, renaming: null });
}

/** Follows a move: what was open stays open at the new place. */
export function movedInTree(from: string, to: string): void {
  const { directories, expanded, focused } = useTree.getState();
  useTree.setState({
    directories: without(directories, from),
    expanded: new Set([...expanded].map((path) => rebase(path, from, to) ?? path)),
    focused: focused !== null && isWithin(focused, from) ? rebase(focused, from, to) : focused,
  });
  refresh([parentOf(from), parentOf(to)]);
  refresh([...useTree.getState().expanded].filter((path) => isWithin(path, to)));
}

export function removedInTree(path: string): void {
  const { directories, expanded } = useTree.getState();
  useTree.setState({
    directories: without(directories, path),
    expanded: new Set([...expanded].filter((one) => !isWithin(one, path))),
  });
  refresh([parentOf(path)]);
}

async function fetchDirectory(path: string): Promise<void> {
  const known = useTree.getState().directories.get(path);
  setDirectory(path, {
    entries: known?.entries ?? [],
    truncated: known?.truncated ?? false,
    loading: true,
    problem: null,
  });
  try {
    const { entries, truncated } = await connection.ask({ type: 'fetchDir', path });
    setDirectory(path, { entries, truncated, loading: false, problem: null });
  } catch (error) {
    fetchFailed(path, error);
  }
}

function fetchFailed(path: string, error: unknown): void {
  if (error instanceof ProblemError && error.is('not-found') && path !== '') {
    const { directories } = useTree.getState();
    useTree.setState({ directories: without(directories, path) });
    collapse(path);
    return;
  }
  const known = useTree.getState().directories.get(path);
  const problem =
    error instanceof ProblemError
      ? error.problem
      : problemOf('internal', 'Not listed', String(error));
  setDirectory(path, {
    entries: known?.entries ?? [],
    truncated: false,
    loading: false,
    // A listing that was good before the connection was lost stays as it is.
    problem: known && known.entries.length > 0 ? null : problem,
  });
}

function setDirectory(path: string, directory: Directory): void {
  useTree.setState(({ directories }) => ({
    directories: new Map(directories).set(path, directory),
  }));
}
