import { create } from 'zustand';
import type { RecordKind, RecordValue } from '../../src-preload/contract/index.ts';
import type { GridSort } from '../ui/huge-grid/grid-columns.ts';

/** The settings of a list of records, which are kept while records are opened and closed. */
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

/** The settings of a kind's list, and a function that changes them. Another query shows its first row. */
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
