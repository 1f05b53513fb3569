import { create } from 'zustand';
import type { EntryRow } from './selection';

/** The entries that a person is being asked about, before they are deleted; none: nobody is. */
export const useDeletion = create<{ rows: EntryRow[] }>()(() => ({ rows: [] }));

export function askToDelete(rows: EntryRow[]): void {
  useDeletion.setState({ rows });
}
