import type { TextEdit } from '../../../shared/api/session';

/**
 * Moves my edits of a text over what others have made of the same text, so that both hold. What
 * they inserted stays, also inside of what I deleted; what both of us did counts once. Pure.
 *
 * @param mine ascending, by the old text's offsets
 * @param theirs likewise
 * @returns ascending, by the offsets of the text that theirs lead to
 */
export function carriedEdits(mine: TextEdit[], theirs: TextEdit[]): TextEdit[] {
  return mine.filter((edit) => !theirs.some((other) => isSame(edit, other))).flatMap(carry);

  function carry(edit: TextEdit): TextEdit[] {
    const insertion = { offset: place(edit.offset), length: 0, text: edit.text };
    const deletions = survivors(edit).map(([from, to]) => ({
      offset: place(from),
      length: to - from,
      text: '',
    }));
    const [first, ...rest] = deletions;
    if (first?.offset === insertion.offset) {
      return [{ ...first, text: edit.text }, ...rest];
    }
    return edit.text === '' ? deletions : [insertion, ...deletions];
  }

  /** The parts of an edit's range that they have left alone. */
  function survivors({ offset, length }: TextEdit): [number, number][] {
    const parts: [number, number][] = [];
    let from = offset;
    for (const other of theirs) {
      if (other.offset + other.length > offset && other.offset < offset + length) {
        parts.push([from, Math.max(from, other.offset)]);
        from = Math.max(from, other.offset + other.length);
      }
    }
    parts.push([from, offset + length]);
    return parts.filter(([start, end]) => end > start);
  }

  /** Where an offset of the old text is now: behind what they put there. */
  function place(offset: number): number {
    let shift = 0;
    for (const other of theirs) {
      const end = other.offset + other.length;
      if (other.offset > offset || (other.offset === offset && other.length > 0)) {
        break;
      }
      if (end > offset) {
        return other.offset + shift + other.text.length;
      }
      shift += other.text.length - other.length;
    }
    return offset + shift;
  }
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.offset === b.offset && a.length === b.length && a.text === b.text;
}
