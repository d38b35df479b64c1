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
import { latestArrival, timesOf } from './offer-rows.ts';
import { readOfferSettings } from './settings.ts';

/** Arrivals that are told by name. */
const LISTED_AT_MOST = 50;

/** Up to which arrival an agent has looked, and when. */
interface Seen {
  readonly upTo: number;
  readonly at: Millis;
}

const keyOf = (agent: string): string => `offers.seen ${agent}`;

function readSeen(store: Store): Seen | null {
  const kept = metaOf(store).get(keyOf(me(store)));
  return kept === null ? null : (JSON.parse(kept) as Seen);
}

/** Whoever sits here has looked at all arrivals up to this one; never back to fewer. */
export function keepSeen(store: Store, upTo: number, now: Millis): void {
  store.write(() => {
    const seen: Seen = { upTo: Math.max(upTo, readSeen(store)?.upTo ?? 0), at: now };
    metaOf(store).set(keyOf(me(store)), JSON.stringify(seen));
  });
}

/** Offers to whoever sits here that came after `since` (after those looked at) and can be claimed, or will be; newest first. */
export function arrivals(
  store: Store,
  rows: BoardRows,
  { view }: BoardNow,
  since: number | undefined,
): CommandOutput<'offers.arrivals'> {
  const seen = readSeen(store);
  const after = since ?? seen?.upTo ?? 0;
  const [open, coming] = [columnNumber('open'), columnNumber('coming')];
  /** Of each lead, its newest arrival. */
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
