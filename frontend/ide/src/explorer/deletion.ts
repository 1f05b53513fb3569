import { create } from 'zustand';
import type { Row } from './treeModel';

type EntryRow = Row & { kind: 'entry' };

/** The entry that a person is being asked about, before it is deleted. */
export const useDeletion = create<{ row: EntryRow | null }>()(() => ({ row: null }));

export function askToDelete(row: EntryRow | null): void {
  useDeletion.setState({ row });
}
