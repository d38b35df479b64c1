import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { BoardNow } from './board.ts';
import type { BoardRows } from './board-rows.ts';
import { columnNumber } from './board-view.ts';
import { isHidden } from './cards.ts';
import { readFacts } from './facts.ts';
import { latestArrival, timesOf } from './rows/offers.ts';
import { readOfferSettings } from './settings.ts';

/** The most arrivals that are listed by name. */
const LISTED_AT_MOST = 50;

/** The last arrival that an agent has seen, and when. */
interface Seen {
  readonly upTo: number;
  readonly at: Millis;
}

const keyOf = (agent: string): string => `offers.seen ${agent}`;

function readSeen(store: Store): Seen | null {
  const kept = metaOf(store).get(keyOf(me(store)));
  return kept === null ? null : (JSON.parse(kept) as Seen);
}

/** Records that the current agent has seen all arrivals up to this one. The mark never moves back. */
export function keepSeen(store: Store, upTo: number, now: Millis): void {
  store.write(() => {
    const seen: Seen = { upTo: Math.max(upTo, readSeen(store)?.upTo ?? 0), at: now };
    metaOf(store).set(keyOf(me(store)), JSON.stringify(seen));
  });
}

/**
 * Offers to the current agent that arrived after `since` (by default after those already seen) and can be claimed now or later, newest
 * first.
 */
export function arrivals(
  store: Store,
  rows: BoardRows,
  { view }: BoardNow,
  since: number | undefined,
): CommandOutput<'offers.arrivals'> {
  const seen = readSeen(store);
  const after = since ?? seen?.upTo ?? 0;
  const [open, coming] = [columnNumber('open'), columnNumber('coming')];
  /** The newest arrival of each lead. */
  const newest = new Map<number, number>();
  for (let at = 0; at < view.column.length; at++) {
    const column = view.column[at];
    if (column !== open && column !== coming) continue;
    const row = view.offer[at] ?? -1;
    const id = rows.offers.id[row] ?? 0;
    if (id > after) newest.set(rows.leads.id[at] ?? 0, id);
  }
  const listed = [...newest].sort((a, b) => b[1] - a[1]).slice(0, LISTED_AT_MOST);
  const settings = readOfferSettings(store);
  return {
    latest: latestArrival(store),
    arrived: readFacts(
      store,
      listed.map(([lead]) => lead),
    ).flatMap((lead) => {
      const offer = timesOf(store, newest.get(lead.id) ?? 0);
      if (!offer) return [];
      const hidden = isHidden(settings, lead.state);
      const name = hidden ? '' : `${lead.firstName} ${lead.lastName}`.trim();
      return [{ id: lead.id, name, source: hidden ? '' : lead.source, at: offer.seen_at, notifyAt: offer.notify_at }];
    }),
    more: newest.size - listed.length,
    lookedAt: seen?.at ?? null,
  };
}
