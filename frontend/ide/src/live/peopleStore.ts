import { create } from 'zustand';
import type { Seen } from './peers';

/** Who else has which of the files that are open here. */
export const usePeople = create<{ byPath: Record<string, Seen[]> }>()(() => ({ byPath: {} }));

export function setPeople(path: string, seen: Seen[]): void {
  usePeople.setState(({ byPath }) => {
    const { [path]: _before, ...others } = byPath;
    return { byPath: seen.length === 0 ? others : { ...others, [path]: seen } };
  });
}
