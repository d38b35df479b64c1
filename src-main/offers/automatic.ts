import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { wasHandedBack } from './vendor-claim.ts';

interface Given {
  readonly user_id: string;
  readonly name: string | null;
  readonly at: Millis;
}

/** The first of a lead's automatic offers whose time has come: that is when the vendor gave the lead away. */
const FIRST_DUE = `
SELECT o.user_id, u.name, coalesce(o.notify_at, o.seen_at) AS at
FROM offer o LEFT JOIN offer_user u ON u.connection_id = o.connection_id AND u.user_id = o.user_id
WHERE o.offered_lead_id = ? AND o.automatic = 1 AND o.user_id <> '' AND (o.notify_at IS NULL OR o.notify_at <= ?)
ORDER BY at, o.id LIMIT 1`;

/**
 * A lead that is open and was offered with `assign_automatically` belongs to that user from `notify_at` on ("Lead Offers"). What was
 * claimed here or elsewhere stays as it is. In the caller's transaction.
 *
 * @returns those that are claimed now
 */
export function assignDue(store: Store, offeredLeadIds: Iterable<number>, now: Millis): number[] {
  const first = store.prepare<[number, Millis], Given>(FIRST_DUE);
  const give = store.prepare(
    `UPDATE offered_lead SET state = 'claimed', holder = ?, holder_user = ?, agent = NULL, claimed_at = ?, claimed_via = 'Auto', confirmed = ''
     WHERE id = ? AND state = 'open'`,
  );
  const given: number[] = [];
  for (const id of offeredLeadIds) {
    const due = first.get(id, now);
    if (!due || wasHandedBack(store, { id, state: 'open' }, due.at)) continue;
    if (give.run(due.name || `User ${due.user_id}`, due.user_id, due.at, id).changes > 0) given.push(id);
  }
  return given;
}

/** How far automatic offers were looked through: by when they are sent, then by number. */
export interface DueMark {
  readonly at: Millis;
  readonly offer: number;
}

/** Automatic offers of open leads behind a mark that are due until now, soonest first; at most so many. */
export function dueAfter(
  store: Store,
  mark: DueMark,
  until: Millis,
  atMost: number,
): (DueMark & { readonly lead: number })[] {
  return store
    .prepare<[Millis, number, Millis, number], DueMark & { lead: number }>(
      `SELECT o.notify_at AS at, o.id AS offer, l.id AS lead FROM offer o JOIN offered_lead l ON l.id = o.offered_lead_id
       WHERE o.automatic = 1 AND (o.notify_at, o.id) > (?, ?) AND o.notify_at <= ? AND l.state = 'open'
       ORDER BY o.notify_at, o.id LIMIT ?`,
    )
    .all(mark.at, mark.offer, until, atMost);
}

/** When the next offer is sent; null when none is to come. */
export const nextNotice = (store: Store, now: Millis): Millis | null =>
  store
    .prepare('SELECT min(coalesce(notify_at, seen_at)) FROM offer WHERE coalesce(notify_at, seen_at) > ?')
    .pluck()
    .get(now) as Millis | null;
