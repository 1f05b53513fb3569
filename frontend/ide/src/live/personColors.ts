/**
 * The colours of people, as many as `Presence.COLORS`. Each reads as a background of white text
 * (4.5:1), and as a line on the light and on the dark editor (3:1).
 */
export const PERSON_COLORS = [
  '#c2410c',
  '#0e7490',
  '#a83bb8',
  '#4d7c0f',
  '#c92a4f',
  '#6d4fd6',
  '#8a6100',
  '#0f7a5c',
] as const;

/** Gives the classes `person-0`, `person-1` … their colours, as `--person`. */
export function definePersonColors(): void {
  const sheet = new CSSStyleSheet();
  const rules = PERSON_COLORS.map((color, index) => `.person-${index} { --person: ${color}; }`);
  sheet.replaceSync(rules.join('\n'));
  document.adoptedStyleSheets.push(sheet);
}

/** Which of the colours a person has of whom the project does not tell it. */
export function colorIndexOf(person: string): number {
  let hash = 0;
  for (const char of person) {
    hash = (hash * 31 + char.codePointAt(0)!) >>> 0;
  }
  return hash % PERSON_COLORS.length;
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join('');
}
