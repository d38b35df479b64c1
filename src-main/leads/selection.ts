import type { WhichLeads } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { newestLead } from './lead-rows.ts';
import type { ListPort } from './ports.ts';

/** Hits of a text that are looked for in one go. */
const HITS_AT_ONCE = 4_096;

/**
 * The leads that are named, or all that match, seen or not, and however many a search on screen would show. Hits of a text are gathered
 * newest first in portions, and others have their turn between them: what comes meanwhile is not among them. With `atMost`, it is enough
 * to find more than that. Outside of a transaction: what is to be done with them is then done with these.
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

/** Leads of a portion: small enough that no stretch holds others up. */
const PORTION = 250;

/** A set of leads in portions, by number. */
export function* portions(leads: LeadSet): Generator<number[]> {
  for (let from = 0; ; ) {
    const ids = leads.ids(from, PORTION);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield ids;
    from = last + 1;
  }
}
