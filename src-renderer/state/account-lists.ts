import { create } from 'zustand';
import type { RecordKind, RecordValue } from '../../src-preload/contract/index.ts';
import type { GridSort } from '../ui/huge-grid/grid-columns.ts';

/** How a list of records is looked at; it stays so while records are opened and left. */
export interface ListLook {
  readonly text: string;
  readonly sort: GridSort | null;
  readonly filters: Readonly<Record<string, readonly RecordValue[]>>;
  /** The record that the list is below: a lead type, a list, a source; 0 for all. */
  readonly parent: number;
  readonly cursor: number;
}

const FIRST: ListLook = { text: '', sort: null, filters: {}, parent: 0, cursor: -1 };

const useLooks = create<Readonly<Record<string, ListLook>>>(() => ({}));

/** How the records of a kind are looked at, and what changes that. Another question leads to its first row. */
export function useListLook(
  connectionId: number,
  kind: RecordKind,
): readonly [ListLook, (change: Partial<ListLook>) => void] {
  const key = `${connectionId} ${kind}`;
  const look = useLooks((looks) => looks[key]) ?? FIRST;
  const change = (to: Partial<ListLook>) => {
    const now = useLooks.getState()[key] ?? FIRST;
    useLooks.setState({ [key]: { ...now, ...('cursor' in to ? {} : { cursor: -1 }), ...to } });
  };
  return [look, change];
}
