/** After the last key somebody counts as typing for so long. */
export const TYPING_MS = 1_500;

/** What a window says of itself; `name`, `color` and `colorLight` as other Yjs editors do. */
export interface Me {
  id: string;
  name: string;
  color: string;
  colorLight: string;
}

/** A line of a file. */
export interface Place {
  path: string;
  line: number;
}

/** By offsets of a text; the head is where the caret is. */
export interface Selected {
  anchor: number;
  head: number;
}

/** Another window that has the same document open. */
export interface Seen {
  client: number;
  /** The person's id; a client that does not tell has its number. */
  person: string;
  name: string;
  typing: boolean;
  /** Null if this text is not what the other one looks at. */
  selection: Selected | null;
  at: Place | null;
}

const LONGEST_NAME = 40;

/**
 * Reads what another client says of itself, which may be anything.
 *
 * @param offsetOf resolves a position; may throw
 * @returns null if nobody in particular is there
 */
export function readState(
  client: number,
  state: Record<string, unknown>,
  offsetOf: (position: unknown) => number | null,
): Seen | null {
  const user = record(state.user);
  if (typeof user.name !== 'string' || user.name.trim() === '') {
    return null;
  }
  return {
    client,
    person: typeof user.id === 'string' ? user.id : `client ${client}`,
    name: user.name.trim().slice(0, LONGEST_NAME),
    typing: state.typing === true,
    selection: selectionOf(record(state.cursor), offsetOf),
    at: placeOf(record(state.at)),
  };
}

function selectionOf(
  cursor: Record<string, unknown>,
  offsetOf: (position: unknown) => number | null,
): Selected | null {
  try {
    const anchor = cursor.anchor ? offsetOf(cursor.anchor) : null;
    const head = cursor.head ? offsetOf(cursor.head) : null;
    return anchor === null || head === null ? null : { anchor, head };
  } catch {
    return null;
  }
}

function placeOf({ path, line }: Record<string, unknown>): Place | null {
  return typeof path === 'string' && Number.isInteger(line) ? { path, line: line as number } : null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
