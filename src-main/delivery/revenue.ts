import type { CommandArguments, RevenueRow } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { type RevenueSum, rangeOfPosts, revenueOfClients, revenueOfPosts } from './rows/revenue.ts';

type Asked = CommandArguments<'delivery.revenue'>;

/** The number of posts that are added up before other commands can run: some 10 ms. */
const AT_ONCE = 5_000;

/**
 * The revenue of leads by file, day, campaign or client, as reported so far. Updates are not posts. Posts are added up a range at a time, so
 * that other commands run while there are millions.
 */
export async function revenue(store: Store, asked: Asked): Promise<RevenueRow[]> {
  const { by } = asked;
  const sums = new Map<string, RevenueSum>();
  const { low, high } = rangeOfPosts(store, asked.batchId);
  for (let from = low; from <= high; from += AT_ONCE) {
    const range = { low: from, high: Math.min(high, from + AT_ONCE - 1) };
    const parts = by === 'client' ? revenueOfClients(store, asked, range) : revenueOfPosts(store, by, asked, range);
    for (const part of parts) {
      const sum = sums.get(part.key);
      sums.set(part.key, sum === undefined ? part : added(sum, part));
    }
    await yieldToEventLoop();
  }
  const rows = [...sums.values()];
  rows.sort((a, b) => (by === 'client' ? b.revenue - a.revenue : b.newest - a.newest));
  return rows.map(({ key: _key, newest: _newest, ...row }) => ({
    ...row,
    revenue: Math.round(row.revenue * 1e6) / 1e6,
  }));
}

function added(a: RevenueSum, b: RevenueSum): RevenueSum {
  return {
    ...{ key: a.key, name: a.name, newest: Math.max(a.newest, b.newest) },
    posts: a.posts + b.posts,
    delivered: a.delivered + b.delivered,
    returned: a.returned + b.returned,
    sends: a.sends + b.sends,
    revenue: a.revenue + b.revenue,
    unpriced: a.unpriced + b.unpriced,
  };
}
