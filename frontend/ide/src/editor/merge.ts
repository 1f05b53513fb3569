import { diff3Merge } from 'node-diff3';
import { linesOf, singleEdit } from './textEdits';

/** Beyond this many lines a merge would hold the page up; a person decides instead. */
const MAX_LINES = 20_000;

/** What becomes of my text when the file has become theirs meanwhile. */
export type Reconciliation =
  /** Both are the same: mine is saved already. */
  | { kind: 'same' }
  /** They have what I sent last (or the base again), so my text builds on theirs. */
  | { kind: 'continue' }
  /** I have changed nothing since the base. */
  | { kind: 'take-theirs' }
  /** We changed different lines. */
  | { kind: 'merged'; text: string }
  /** We changed the same lines: a person decides. */
  | { kind: 'conflict' };

/**
 * @param base the text that mine was made from
 * @param sent what was sent last and never answered, or null
 */
export function reconcile(
  base: string,
  mine: string,
  theirs: string,
  sent: string | null,
): Reconciliation {
  if (theirs === mine) {
    return { kind: 'same' };
  }
  if (theirs === sent || theirs === base) {
    return { kind: 'continue' };
  }
  if (mine === base) {
    return { kind: 'take-theirs' };
  }
  const text = mergeLines(base, mine, theirs);
  return text === null ? { kind: 'conflict' } : { kind: 'merged', text };
}

/** The three-way merge by lines; null if both changed the same or neighbouring lines. */
function mergeLines(base: string, mine: string, theirs: string): string | null {
  const [a, o, b] = [linesOf(mine), linesOf(base), linesOf(theirs)];
  if (a.length + o.length + b.length > MAX_LINES || touches(base, mine, theirs)) {
    return null;
  }
  const regions = diff3Merge(a, o, b, { excludeFalseConflicts: true });
  let merged = '';
  for (const region of regions) {
    if (!region.ok) {
      return null;
    }
    merged += region.ok.join('');
  }
  return merged;
}

/** Whether both insert at the very same place, which no merge by lines can put in order. */
function touches(base: string, mine: string, theirs: string): boolean {
  const a = singleEdit(base, mine);
  const b = singleEdit(base, theirs);
  return a !== null && b !== null && a.offset === b.offset && a.length === 0 && b.length === 0;
}
