import type { WhichLeads } from '../../src-preload/contract/index.ts';
import { allOfList } from './inbox-list.ts';

/** Which leads are ticked: some, one by one, or all that match but some. */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<number> };

export const NONE: Selection = { kind: 'some', ids: new Set() };
export const ALL: Selection = { kind: 'all', except: new Set() };
/** The most that can be ticked one by one, or left out of all one by one. */
export const ONE_BY_ONE = 10_000;

export function isTicked(selection: Selection, id: number | null): boolean {
  if (selection.kind === 'all') return id === null || !selection.except.has(id);
  return id !== null && selection.ids.has(id);
}

/** The selection with one lead ticked that was not, or the other way round; unchanged where that would be too many. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.kind === 'all' ? selection.except : selection.ids);
  if (!ids.delete(id)) ids.add(id);
  if (ids.size > ONE_BY_ONE) return selection;
  return selection.kind === 'all' ? { kind: 'all', except: ids } : { kind: 'some', ids };
}

/** The selection with these ticked too; null where that would be too many. */
export function withTicked(selection: Selection, ids: readonly number[]): Selection | null {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    for (const id of ids) except.delete(id);
    return { kind: 'all', except };
  }
  const all = new Set([...selection.ids, ...ids]);
  return all.size > ONE_BY_ONE ? null : { kind: 'some', ids: all };
}

/** How many are ticked, in a list of `count`. */
export function tickedCount(selection: Selection, count: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, count - selection.except.size);
}

/** What an act is asked about; null when nothing is ticked. */
export function whichOf(selection: Selection): WhichLeads | null {
  if (selection.kind === 'all') return allOfList(selection.except);
  return selection.ids.size === 0 ? null : { ids: [...selection.ids] };
}
