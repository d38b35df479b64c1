import type { WhichLeads } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { ListPort } from './ports.ts';
import { newestLead } from './rows/leads.ts';

/** The number of text hits that are searched for at once. */
const HITS_AT_ONCE = 4_096;

/**
 * The leads that are listed, or all that match, whether shown or not and regardless of the limit on screen. Text hits are collected newest
 * first in portions, with other commands in between; leads added meanwhile are not included. With `atMost`, the search stops when it finds
 * more than that. To be called outside of a transaction, and the caller then works with exactly this set.
 */
export async function chosenLeads(
  { store, index, now }: { readonly store: Store; readonly index: ListPort; readonly now: () => number },
  which: WhichLeads,
  atMost = Number.POSITIVE_INFINITY,
): Promise<LeadSet> {
  if ('ids' in which) return index.setOf(which.ids);
  const { filter, except } = which;
  const upTo = which.upTo ?? newestLead(store);
  if (filter.text.trim() !== '') await index.findable();
  const context = { now: now(), me: me(store), hits: HITS_AT_ONCE };
  const below = (last: number) => index.select(filter, { ...context, upTo: last });
  const without = index.setOf(except);
  const first = below(upTo);
  let all = first;
  for (let last = first; !last.exact && all.minus(without).count() <= atMost; ) {
    await yieldToEventLoop();
    last = below((last.at(0, 'ascending') ?? 0) - 1);
    all = all.or(last).frozen();
  }
  return except.length === 0 ? all : all.minus(without);
}

/** The number of leads in a portion, small enough not to delay other commands. */
const PORTION = 250;

/** A set of leads in portions, by id. */
export function* portions(leads: LeadSet): Generator<number[]> {
  for (let from = 0; ; ) {
    const ids = leads.ids(from, PORTION);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield ids;
    from = last + 1;
  }
}
