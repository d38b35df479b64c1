import type { CommandOutput } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { hasPosts, nextCampaign, nextClient } from './rows/filter-values.ts';

/** The most campaigns and the most clients that are offered. */
const AT_MOST = 500;

/** The values by which posted leads can be filtered. Each value takes one index lookup, however many posts have it. */
export function logChoices(store: Store): CommandOutput<'delivery.logChoices'> {
  const campaigns = eachValue<number>((before) => nextCampaign(store, before));
  const clients = eachValue<string>((before) => nextClient(store, before));
  return { posts: hasPosts(store), campaigns, clients };
}

function eachValue<T>(next: (before: T | null) => T | null): T[] {
  const found: T[] = [];
  for (let value = next(null); value !== null && found.length < AT_MOST; value = next(value)) found.push(value);
  return found;
}
