import type { Place, Seen } from './peers';

/** Somebody in one window, as the list of people shows it. */
export interface Somebody {
  person: string;
  name: string;
  typing: boolean;
  at: Place;
}

/** Who is where: each window of each person once, though it may be seen in several files. Pure. */
export function everybody(byPath: Record<string, Seen[]>): Somebody[] {
  const found = new Map<string, Somebody>();
  for (const [path, seen] of Object.entries(byPath)) {
    for (const { person, name, typing, at } of seen) {
      const place = at ?? { path, line: 1 };
      const key = `${person}\n${place.path}`;
      const known = found.get(key);
      found.set(key, { person, name, typing: typing || known?.typing === true, at: place });
    }
  }
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.at.path.localeCompare(b.at.path),
  );
}
