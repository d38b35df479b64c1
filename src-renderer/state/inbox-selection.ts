import type { WhichLeads } from '../../src-preload/contract/index.ts';
import { allOfList } from './inbox-list.ts';

/** Which leads are selected: some individually, or all that match except some. */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<number> };

export const NONE: Selection = { kind: 'some', ids: new Set() };
export const ALL: Selection = { kind: 'all', except: new Set() };
/** The most leads that can be selected individually, or excluded individually. */
export const ONE_BY_ONE = 10_000;

export function isTicked(selection: Selection, id: number | null): boolean {
  if (selection.kind === 'all') return id === null || !selection.except.has(id);
  return id !== null && selection.ids.has(id);
}

/** The selection with one lead toggled; unchanged if that would be too many. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.kind === 'all' ? selection.except : selection.ids);
  if (!ids.delete(id)) ids.add(id);
  if (ids.size > ONE_BY_ONE) return selection;
  return selection.kind === 'all' ? { kind: 'all', except: ids } : { kind: 'some', ids };
}

/** The selection with these leads added; null if that would be too many. */
export function withTicked(selection: Selection, ids: readonly number[]): Selection | null {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    for (const id of ids) except.delete(id);
    return { kind: 'all', except };
  }
  const all = new Set([...selection.ids, ...ids]);
  return all.size > ONE_BY_ONE ? null : { kind: 'some', ids: all };
}

/** The number of selected leads in a list of `count`. */
export function tickedCount(selection: Selection, count: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, count - selection.except.size);
}

/** The leads of an action; null if nothing is selected. */
export function whichOf(selection: Selection): WhichLeads | null {
  if (selection.kind === 'all') return allOfList(selection.except);
  return selection.ids.size === 0 ? null : { ids: [...selection.ids] };
}
