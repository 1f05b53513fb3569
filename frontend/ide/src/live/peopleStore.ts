import { create } from 'zustand';
import type { Presence } from '../../../shared/api/session';
import type { Seen } from './peers';
import { colorIndexOf } from './personColors';

interface People {
  /** Who else has the project open, as the project says. */
  here: Presence[];
  /** Who else has which of the files that are open here. */
  byPath: Record<string, Seen[]>;
}

export const usePeople = create<People>()(() => ({ here: [], byPath: {} }));

export function setPeople(path: string, seen: Seen[]): void {
  usePeople.setState(({ byPath }) => {
    const { [path]: _before, ...others } = byPath;
    return { byPath: seen.length === 0 ? others : { ...others, [path]: seen } };
  });
}

/** The class that has a person's colour. */
export function colorClassOf(person: string): string {
  const { here } = usePeople.getState();
  const told = here.find((somebody) => somebody.person === person)?.color;
  return `person-${told ?? colorIndexOf(person)}`;
}
