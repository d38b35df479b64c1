import { sql } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import { eachOf, inList } from '../db/in-list.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Span } from '../leads/merge-rows.ts';

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
