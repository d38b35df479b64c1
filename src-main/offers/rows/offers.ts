import { sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { eachOf, inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { Span } from '../../leads/rows/merges.ts';

/** When an offer was or will be sent; if that is unknown, when it was first seen. The expression must be the same as in its index. */
const sentAt = sql<Millis>`coalesce(notify_at, seen_at)`;

/** The id of the newest arrival; 0 if there is none. */
export const latestArrival = (store: Store): number =>
  store.get(sqlOf.selectFrom('offer').select((eb) => eb.fn.max('id').as('id')))?.id ?? 0;

/** When an offer was first seen and when it is sent; undefined if it no longer exists. */
export const timesOf = (store: Store, id: number): { seen_at: Millis; notify_at: Millis | null } | undefined =>
  store.get(sqlOf.selectFrom('offer').select(['seen_at', 'notify_at']).where('id', '=', id));

/** When the next offer is sent; null if none is upcoming. */
export const nextNotice = (store: Store, now: Millis): Millis | null =>
  store.get(sqlOf.selectFrom('offer').select(sql<Millis | null>`min(${sentAt})`.as('at')).where(sentAt, '>', now))
    ?.at ?? null;

/** When the first offer of a lead is sent, 0 if the vendor doesn't report it; null if there is no offer. */
export const firstNotice = (store: Store, offeredLeadId: number): Millis | null =>
  store.get(
    sqlOf
      .selectFrom('offer')
      .select(sql<Millis | null>`min(coalesce(notify_at, 0))`.as('at'))
      .where('offered_lead_id', '=', offeredLeadId),
  )?.at ?? null;

/** The number of offers of a lead, and how many of them have been sent. */
export const countOffers = (store: Store, offeredLeadId: number, now: Millis): { offers: number; sent: number } =>
  store.get(
    sqlOf
      .selectFrom('offer')
      .select([
        sql<number>`count(*)`.as('offers'),
        sql<number>`coalesce(sum(coalesce(notify_at, 0) <= ${now}), 0)`.as('sent'),
      ])
      .where('offered_lead_id', '=', offeredLeadId),
  ) ?? { offers: 0, sent: 0 };

const due = compiledWith(({ id, now }: { id: number; now: Millis }) =>
  sqlOf
    .selectFrom('offer as o')
    .leftJoin('offer_user as u', (join) =>
      join.onRef('u.connection_id', '=', 'o.connection_id').onRef('u.user_id', '=', 'o.user_id'),
    )
    .select(['o.user_id', 'u.name', sentAt.as('at')])
    .where('o.offered_lead_id', '=', id)
    .where('o.automatic', '=', 1)
    .where('o.user_id', '<>', '')
    .where((eb) => eb.or([eb('o.notify_at', 'is', null), eb('o.notify_at', '<=', now)]))
    .orderBy('at')
    .orderBy('o.id')
    .limit(1),
);

/** The first of a lead's automatic offers that is due, which is when the vendor assigned the lead. */
export const firstDue = (store: Store, offeredLeadId: number, now: Millis) =>
  store.get(due({ id: offeredLeadId, now }));

/** The offers of some leads that were sent in a time range, newest first, with the names of their recipients. */
export const sentIn = (store: Store, offered: readonly number[], { from, before, limit }: Span) =>
  store.all(
    sqlOf
      .selectFrom('offer as o')
      .leftJoin('offer_user as u', (join) =>
        join.onRef('u.connection_id', '=', 'o.connection_id').onRef('u.user_id', '=', 'o.user_id'),
      )
      .leftJoin('offer_team as t', (join) =>
        join.onRef('t.connection_id', '=', 'o.connection_id').onRef('t.team_id', '=', 'o.team_id'),
      )
      .select(['o.id', sentAt.as('at'), 'o.connection_id', 'u.name as user', 'o.user_id', 't.name as team'])
      .select(['o.rank', 'o.automatic'])
      .where('o.offered_lead_id', 'in', inList(offered))
      .where(sentAt, '>=', from)
      .where(sentAt, '<', before)
      .orderBy('at', 'desc')
      .orderBy('o.id', 'desc')
      .limit(limit),
  );

/** The offers of some leads as the report counts them, in order. */
export const reportedOffers = (store: Store, offered: readonly number[]) =>
  store.all(
    sqlOf
      .selectFrom(eachOf(offered).as('wanted'))
      .crossJoin('offer as o')
      .select(['o.offered_lead_id as lead', 'o.user_id', 'o.team_id', sentAt.as('sent'), 'o.notify_at', 'o.automatic'])
      .whereRef('o.offered_lead_id', '=', 'wanted.value')
      .orderBy('o.offered_lead_id')
      .orderBy('o.id'),
  );

/** Erases the offers of a lead. In the caller's write transaction. */
export function eraseOffers(store: Store, offeredLeadId: number): void {
  store.run(sqlOf.deleteFrom('offer').where('offered_lead_id', '=', offeredLeadId));
}

/** An offer with the names of its recipients. */
export interface OfferRow {
  readonly lead: number;
  readonly id: number;
  readonly connection_id: number;
  readonly external_id: string;
  readonly user_id: string;
  readonly user: string | null;
  readonly team_id: string;
  readonly team: string | null;
  readonly notify_at: Millis | null;
  readonly rank: number | null;
  readonly automatic: number | null;
  readonly by_call: number | null;
  readonly by_text: number | null;
  readonly by_email: number | null;
  readonly sent_at: Millis;
}

const OFFERS = `
SELECT o.offered_lead_id AS lead, o.id, o.connection_id, o.external_id, o.user_id, u.name AS user, o.team_id, t.name AS team, o.notify_at, o.rank,
  o.automatic, o.by_call, o.by_text, o.by_email, coalesce(o.notify_at, o.seen_at) AS sent_at
FROM json_each(?) j CROSS JOIN offer o ON o.offered_lead_id = j.value
LEFT JOIN offer_user u ON u.connection_id = o.connection_id AND u.user_id = o.user_id
LEFT JOIN offer_team t ON t.connection_id = o.connection_id AND t.team_id = o.team_id
ORDER BY sent_at, o.id`;

/** The values of an offer in the order of its columns (`OFFER_COLUMNS`). */
export type OfferValues = readonly (string | number | null)[];

const OFFER_COLUMNS = [
  'offered_lead_id',
  'user_id',
  'team_id',
  'notify_at',
  'rank',
  'automatic',
  'by_call',
  'by_text',
  'by_email',
  'raw',
] as const;

/** The offers of leads, by a JSON list of the ids of these, in the order in which they are sent. */
export const offersWithNames = (store: Store, list: string): OfferRow[] =>
  store.prepare<[string], OfferRow>(OFFERS).all(list);

type HeldOffer = Readonly<Record<(typeof OFFER_COLUMNS)[number] | 'id', string | number | null>>;

/**
 * Stores an offer of a vendor: a new one, or an old one where a value has changed.
 *
 * @returns the lead that it was of before, if it was there and has changed; `new`; or null where nothing has changed
 */
export function putOffer(
  store: Store,
  key: { readonly connectionId: number; readonly externalId: string },
  values: OfferValues,
  now: Millis,
): { readonly before: number } | 'new' | null {
  const held = store
    .prepare<[number, string], HeldOffer>(
      `SELECT id, ${OFFER_COLUMNS.join(', ')} FROM offer WHERE connection_id = ? AND external_id = ?`,
    )
    .get(key.connectionId, key.externalId);
  if (!held) {
    store
      .prepare(
        `INSERT INTO offer (${OFFER_COLUMNS.join(', ')}, connection_id, external_id, seen_at)
         VALUES (${OFFER_COLUMNS.map(() => '?').join(', ')}, ?, ?, ?)`,
      )
      .run(...values, key.connectionId, key.externalId, now);
    return 'new';
  }
  if (OFFER_COLUMNS.every((column, at) => held[column] === values[at])) return null;
  store
    .prepare(`UPDATE offer SET ${OFFER_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
    .run(...values, held.id);
  return { before: Number(held.offered_lead_id) };
}

/** When an offer is sent, and its lead. */
export interface SentOffer {
  readonly sent: Millis;
  readonly lead: number;
}

/** Offers behind one, in the order in which they are sent, until an instant. A lead may occur more than once. */
export const sentBehind = (store: Store, last: SentOffer, until: Millis, limit: number): SentOffer[] =>
  store
    .prepare<[number, number, number, number, number], SentOffer>(
      `SELECT coalesce(notify_at, seen_at) AS sent, offered_lead_id AS lead FROM offer INDEXED BY offer_sent
       WHERE coalesce(notify_at, seen_at) >= ? AND coalesce(notify_at, seen_at) < ?
         AND NOT (coalesce(notify_at, seen_at) = ? AND offered_lead_id <= ?)
       ORDER BY coalesce(notify_at, seen_at), offered_lead_id LIMIT ?`,
    )
    .all(last.sent, until, last.sent, last.lead, limit);
