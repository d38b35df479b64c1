import { type Selectable, sql, type Updateable } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { eachOf, inList } from '../../db/in-list.ts';
import type { ClaimProof, ClaimState, OfferedLeadTable } from '../../db/offer-tables.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { Span } from '../../leads/rows/merges.ts';
import { type RecordKey, recordKeysOf } from '../../leads/rows/records.ts';

/** An offered lead as it is stored. */
export type OfferedLead = Readonly<Selectable<OfferedLeadTable>>;

const ids = sqlOf.selectFrom('offered_lead').select('id');

const idOf = ({ id }: { readonly id: number }): number => id;

const change = sqlOf.updateTable('offered_lead');

const byId = compiledWith(({ id }: { id: number }) =>
  sqlOf.selectFrom('offered_lead').selectAll().where('id', '=', id),
);

/** An offered lead by its id. */
export const offeredRow = (store: Store, id: number): OfferedLead | undefined => store.get(byId({ id }));

const byKey = compiledWith(({ connectionId, externalId }: RecordKey) =>
  ids.where('connection_id', '=', connectionId).where('external_id', '=', externalId),
);

/** An offered lead by the vendor's id; undefined if there is none. */
export const offeredByKey = (store: Store, key: RecordKey): number | undefined => store.get(byKey(key))?.id;

const wholeByKey = compiledWith(({ connectionId, externalId }: RecordKey) =>
  sqlOf
    .selectFrom('offered_lead')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('external_id', '=', externalId),
);

/** All columns of an offered lead, by the vendor's id. */
export const offeredRowByKey = (store: Store, key: RecordKey): OfferedLead | undefined => store.get(wholeByKey(key));

const insert = compiledWith((row: RecordKey & { leadId: number | null; target: string; now: Millis }) =>
  sqlOf.insertInto('offered_lead').values({
    ...{ connection_id: row.connectionId, external_id: row.externalId, lead_id: row.leadId },
    ...{ distribution_target: row.target, first_seen_at: row.now },
  }),
);

/** Adds a lead that is offered for the first time. In the caller's write transaction. @returns its id */
export const addOffered = (
  store: Store,
  row: RecordKey & { readonly leadId: number | null; readonly target: string; readonly now: Millis },
): number => store.run(insert(row)).lastId;

/** The offered leads that belong to the records of leads in the inbox. */
export const offeredOfLeads = (store: Store, leadIds: readonly number[]): number[] =>
  recordKeysOf(store, leadIds).flatMap((key) => offeredByKey(store, key) ?? []);

/** The offered leads that are linked to leads of the inbox. */
export const offeredOn = (store: Store, leadIds: readonly number[]): number[] =>
  store
    .all(
      sqlOf
        .selectFrom(eachOf(leadIds).as('wanted'))
        .crossJoin('offered_lead as l')
        .select('l.id')
        .whereRef('l.lead_id', '=', 'wanted.value'),
    )
    .map(idOf);

/** The offered leads with ids after the given one, in order. */
export const offeredBehind = (store: Store, id: number, limit: number): number[] =>
  store.all(ids.where('id', '>', id).orderBy('id').limit(limit)).map(idOf);

/** Whether a connection has ever offered a lead. */
export const hasOffered = (store: Store, connectionId: number): boolean =>
  store.get(ids.where('connection_id', '=', connectionId).limit(1)) !== undefined;

/** Changes columns of an offered lead. In the caller's write transaction. */
export function changeOffered(store: Store, id: number, columns: Updateable<OfferedLeadTable>): void {
  store.run(change.set(columns).where('id', '=', id));
}

/**
 * Changes columns of an offered lead if it is open. In the caller's write transaction. @returns whether it was open, which is true for only
 * one of several claims
 */
export const changeIfOpen = (store: Store, id: number, columns: Updateable<OfferedLeadTable>): boolean =>
  store.run(change.set(columns).where('id', '=', id).where('state', '=', 'open')).changes === 1;

/** Links the offered leads of one lead of the inbox to another. In the caller's write transaction. */
export function moveOffered(store: Store, from: number, to: number): void {
  store.run(change.set({ lead_id: to }).where('lead_id', '=', from));
}

/** Erases an offered lead. In the caller's write transaction, after its offers. */
export function eraseOffered(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('offered_lead').where('id', '=', id));
}

const check = compiledWith(({ connectionId, externalId, at }: RecordKey & { at: Millis }) =>
  change.set({ checked_at: at }).where('connection_id', '=', connectionId).where('external_id', '=', externalId),
);

/** Records that the vendor was asked who has a lead. In the caller's write transaction. */
export function noteChecked(store: Store, key: RecordKey, at: Millis): void {
  store.run(check({ ...key, at }));
}

/** The conditions for leads whose holder is uncertain. Each must be the same as in its index, or the index isn't used. */
const UNSURE = {
  claimedHere: sql<boolean>`(state = 'intent' OR state = 'claimed-here' OR state = 'unknown')`,
  others: sql<boolean>`(state = 'open' OR state = 'lost')`,
} as const;

/**
 * The leads of a connection, by the vendor's ids, whose holder is uncertain and of which an offer was sent. Those that were checked longest
 * ago come first. A lead that is not yet offered to anyone can have no holder.
 */
export function unsureOf(
  store: Store,
  connectionId: number,
  which: keyof typeof UNSURE,
  now: Millis,
  limit: number,
): string[] {
  const unsure = sqlOf
    .selectFrom('offered_lead as l')
    .select('l.external_id')
    .where('l.connection_id', '=', connectionId)
    .where(UNSURE[which])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('offer as o')
          .select('o.id')
          .whereRef('o.offered_lead_id', '=', 'l.id')
          .where((of) => of.or([of('o.notify_at', 'is', null), of('o.notify_at', '<=', now)])),
      ),
    )
    .orderBy('l.checked_at')
    .orderBy('l.id')
    .limit(limit);
  return store.all(unsure).map(({ external_id }) => external_id);
}

/** Leads that were claimed at this desk and not worked on since. */
const untouched = sql<boolean>`(agent IS NOT NULL AND touched_at IS NULL AND state IN ('claimed-here', 'claimed', 'unknown')
  AND claimed_at IS NOT NULL)`;

/** The claim time of the earliest of them for which nobody was alerted; null if there is none. */
export const firstUntouched = (store: Store): Millis | null =>
  store.get(
    sqlOf
      .selectFrom('offered_lead')
      .select((eb) => eb.fn.min('claimed_at').as('at'))
      .where(untouched)
      .where('alerted_at', 'is', null),
  )?.at ?? null;

/** Those of them that were claimed up to a time, earliest first. */
export const untouchedSince = (store: Store, until: Millis): number[] =>
  store.all(ids.where(untouched).where('claimed_at', '<=', until).orderBy('claimed_at').orderBy('id')).map(idOf);

/** Records that some of them were worked on. In the caller's write transaction. @returns those that nobody had worked on before */
export const noteTouched = (store: Store, offered: readonly number[], at: Millis): number[] =>
  store
    .all(change.set({ touched_at: at }).where(untouched).where('id', 'in', inList(offered)).returning('id'))
    .map(idOf);

/**
 * Records that somebody was alerted to those that were claimed up to a time. In the caller's write transaction. @returns those for which
 * nobody had been alerted
 */
export const noteAlerted = (store: Store, until: Millis, at: Millis): number[] =>
  store
    .all(
      change
        .set({ alerted_at: at })
        .where(untouched)
        .where('alerted_at', 'is', null)
        .where('claimed_at', '<=', until)
        .returning('id'),
    )
    .map(idOf);

/** Those of some offered leads that somebody claimed elsewhere in a time range, newest first. */
export const takenElsewhereIn = (store: Store, offered: readonly number[], { from, before, limit }: Span) =>
  store
    .all(
      sqlOf
        .selectFrom('offered_lead')
        .select(['id', 'claimed_at', 'holder', 'claimed_via', 'connection_id'])
        .where('id', 'in', inList(offered))
        .where('state', 'in', ['claimed', 'lost'])
        .where((eb) => eb.or([eb('agent', 'is', null), eb('state', '=', 'lost')]))
        .where('claimed_at', '>=', from)
        .where('claimed_at', '<', before)
        .orderBy('claimed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .flatMap(({ claimed_at: at, ...row }) => (at === null ? [] : [{ ...row, at }]));

/** Offered leads as the report counts them. */
export const reportedOf = (store: Store, offered: readonly number[]) =>
  store.all(
    sqlOf
      .selectFrom(eachOf(offered).as('wanted'))
      .crossJoin('offered_lead as l')
      .select(['l.id', 'l.connection_id', 'l.state', 'l.confirmed', 'l.holder', 'l.holder_user', 'l.agent'])
      .select(['l.claimed_at', 'l.claimed_via'])
      .whereRef('l.id', '=', 'wanted.value'),
  );

/** How far automatic offers have been processed: by the time they are sent, then by id. */
export interface DueMark {
  readonly at: Millis;
  readonly offer: number;
}

/** Automatic offers of open leads after a mark that are due by now, earliest first, up to a limit. */
export const dueAfter = (
  store: Store,
  mark: DueMark,
  until: Millis,
  atMost: number,
): (DueMark & { readonly lead: number })[] =>
  store
    .all(
      sqlOf
        .selectFrom('offer as o')
        .innerJoin('offered_lead as l', 'l.id', 'o.offered_lead_id')
        .select(['o.notify_at as at', 'o.id as offer', 'l.id as lead'])
        // The index of automatic offers is partial, and it is only used if the flag is a literal.
        .where('o.automatic', '=', sql.lit<1>(1))
        .where(sql<boolean>`(o.notify_at, o.id) > (${mark.at}, ${mark.offer})`)
        .where('o.notify_at', '<=', until)
        .where('l.state', '=', 'open')
        .orderBy('o.notify_at')
        .orderBy('o.id')
        .limit(atMost),
    )
    .flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]));

/** An offered lead with its person in the inbox and the name of its connection. */
interface ShownOffered {
  readonly id: number;
  readonly connection_id: number;
  readonly source: string;
  readonly external_id: string;
  readonly lead_id: number | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly home_state: string | null;
  readonly license: string | null;
  readonly distribution_target: string;
  readonly state: ClaimState;
  readonly confirmed: ClaimProof;
  readonly holder: string;
  readonly holder_user: string;
  readonly agent: string | null;
  readonly claimed_at: Millis | null;
  readonly claimed_via: string;
  readonly touched_at: Millis | null;
  readonly first_seen_at: Millis;
  readonly checked_at: Millis | null;
}

/** The lead is found through its record, so that a merged or split lead is the one that now has the record. */
const LEADS = `
SELECT l.id, l.connection_id, c.name AS source, l.external_id, p.id AS lead_id, p.first_name, p.last_name, p.state AS home_state, p.license,
  l.distribution_target, l.state, l.confirmed, l.holder, l.holder_user, l.agent, l.claimed_at, l.claimed_via, l.touched_at, l.first_seen_at, l.checked_at
FROM json_each(?) j CROSS JOIN offered_lead l ON l.id = j.value
JOIN connection c ON c.id = l.connection_id AND c.removed_at IS NULL
LEFT JOIN lead_record r ON r.connection_id = l.connection_id AND r.external_id = l.external_id
LEFT JOIN lead p ON p.id = r.lead_id`;

/** Offered leads as the board shows them, by a JSON list of their ids and in that order. It can be tens of thousands of rows at once. */
export const shownOffered = (store: Store, list: string): ShownOffered[] =>
  store.prepare<[string], ShownOffered>(LEADS).all(list);
