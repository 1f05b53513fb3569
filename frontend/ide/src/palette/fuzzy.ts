/** How well a text fits what was typed; the positions are those that are shown in bold. */
export interface Match {
  score: number;
  positions: number[];
}

const START_OF_NAME = 12;
const START_OF_WORD = 8;
const NEXT_TO_LAST = 6;
const SAME_CASE = 1;

/**
 * Finds the typed letters in order, from the end: so a match in the file's name wins over one in its
 * directories. Null if a letter is missing. Spaces in what was typed are left out.
 */
export function fuzzy(typed: string, text: string): Match | null {
  const wanted = typed.replaceAll(' ', '');
  const lowerWanted = wanted.toLowerCase();
  const lowerText = text.toLowerCase();
  const exact = lowerText.lastIndexOf(lowerWanted);
  const positions = exact >= 0 ? range(exact, wanted.length) : fromTheEnd(lowerWanted, lowerText);
  if (positions === null) {
    return null;
  }
  let score = -text.length / 100;
  positions.forEach((position, index) => {
    const before = text[position - 1];
    if (position === 0 || before === '/') {
      score += START_OF_NAME;
    } else if (/[\s._-]/.test(before!) || /[a-z][A-Z]/.test(before! + text[position]!)) {
      score += START_OF_WORD;
    }
    if (positions[index - 1] === position - 1) {
      score += NEXT_TO_LAST;
    }
    if (text[position] === wanted[index]) {
      score += SAME_CASE;
    }
  });
  return { score, positions };
}

/** The best matches, best first; the first items while nothing is typed. */
export function best<T>(
  typed: string,
  items: readonly T[],
  textOf: (item: T) => string,
  limit: number,
): { item: T; match: Match }[] {
  if (typed.trim() === '') {
    return items.slice(0, limit).map((item) => ({ item, match: { score: 0, positions: [] } }));
  }
  const found: { item: T; match: Match }[] = [];
  for (const item of items) {
    const match = fuzzy(typed, textOf(item));
    if (match) {
      found.push({ item, match });
    }
  }
  return found.sort((a, b) => b.match.score - a.match.score).slice(0, limit);
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_, index) => start + index);
}

function fromTheEnd(wanted: string, text: string): number[] | null {
  const positions: number[] = [];
  let at = text.length;
  for (let index = wanted.length - 1; index >= 0; index--) {
    at = at === 0 ? -1 : text.lastIndexOf(wanted[index]!, at - 1);
    if (at < 0) {
      return null;
    }
    positions.unshift(at);
  }
  return positions;
}
