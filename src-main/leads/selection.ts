import type { WhichLeads } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { me } from '../lead-index/me.ts';
import type { ListPort } from './ports.ts';

/** The leads that are named, or all that match, seen or not, and however many a search on screen would show. */
export function chosenLeads(store: Store, index: ListPort, which: WhichLeads, now: number): LeadSet {
  if ('ids' in which) return index.setOf(which.ids);
  const { filter, upTo, except } = which;
  const all = index.select(filter, { now, me: me(store), everyHit: true, ...(upTo === undefined ? {} : { upTo }) });
  return except.length === 0 ? all : all.minus(index.setOf(except));
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
