import type { Insertable, Selectable, Updateable } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import { eachOf, inList } from '../db/in-list.ts';
import type { OfferActTable } from '../db/offer-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Span } from '../leads/merge-rows.ts';
import type { RecordKey } from '../leads/record-rows.ts';
import type { JobSource } from '../queue/job-rows.ts';

/** Something done here about an offered lead, as it is stored. */
export type StoredAct = Readonly<Selectable<OfferActTable>>;

const all = sqlOf.selectFrom('offer_act').selectAll();
const byId = compiledWith(({ id }: { id: number }) => all.where('id', '=', id));

/** An act by its number. */
export const actRow = (store: Store, id: number): StoredAct | undefined => store.get(byId({ id }));

/** What a job was made for; null when it is gone. */
export function actOfJob(store: Store, connectionId: number, source: number): StoredAct | null {
  const act = actRow(store, source);
  return act?.connection_id === connectionId ? act : null;
}

type NewAct = Pick<Insertable<OfferActTable>, 'kind' | 'connection_id' | 'external_id' | 'who' | 'at' | 'outcome'> &
  Partial<Insertable<OfferActTable>>;

/** Puts down something that was done here. In the caller's transaction. @returns its number */
export function insertAct(store: Store, act: NewAct): number {
  const none = { offered_lead_id: null, to_agent: null, settled_at: null, offers_before: null };
  return store.run(sqlOf.insertInto('offer_act').values({ ...none, ...act })).lastId;
}

/** Changes columns of an act. In the caller's transaction. */
export function changeAct(store: Store, id: number, change: Updateable<OfferActTable>): void {
  store.run(sqlOf.updateTable('offer_act').set(change).where('id', '=', id));
}

/** Notes what became of a claim. In the caller's transaction. */
export function tellClaim(store: Store, id: number, change: Updateable<OfferActTable>): void {
  store.run(sqlOf.updateTable('offer_act').set(change).where('id', '=', id).where('kind', '=', 'claim'));
}

/** What was done about an offered lead, newest first. */
export const actsOfOffered = (store: Store, offeredLeadId: number): StoredAct[] =>
  store.all(all.where('offered_lead_id', '=', offeredLeadId).orderBy('id', 'desc'));

/** What was done about a vendor's record in a span, newest first. */
export const actsIn = (store: Store, key: RecordKey, { from, before, limit }: Span): StoredAct[] =>
  store.all(
    all
      .where('connection_id', '=', key.connectionId)
      .where('external_id', '=', key.externalId)
      .where('at', '>=', from)
      .where('at', '<', before)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** Whether a submission of the lead waits, is on its way or in doubt, besides `except`. */
export const submitUnderWay = (store: Store, connectionId: number, externalId: string, except = 0): boolean =>
  store.get(
    sqlOf
      .selectFrom('offer_act')
      .select('id')
      .where('connection_id', '=', connectionId)
      .where('external_id', '=', externalId)
      .where('kind', '=', 'submit')
      .where('settled_at', 'is', null)
      .where('id', '<>', except),
  ) !== undefined;

const handedBack = compiledWith(({ id }: { id: number }) =>
  sqlOf
    .selectFrom('offer_act')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('offered_lead_id', '=', id)
    .where('kind', '=', 'hand-back'),
);

/** When an offered lead was last handed back here; null where it never was. */
export const handedBackAt = (store: Store, offeredLeadId: number): Millis | null =>
  store.get(handedBack({ id: offeredLeadId }))?.at ?? null;

/** Claims and submissions of which something is still to be learnt. */
export const unsettledActs = (store: Store): Pick<StoredAct, 'id' | 'connection_id' | 'outcome'>[] =>
  store.all(
    sqlOf
      .selectFrom('offer_act')
      .select(['id', 'connection_id', 'outcome'])
      .where('settled_at', 'is', null)
      .where('kind', 'in', ['claim', 'submit']),
  );

/** Who claimed some offered leads at this desk and lost them, in order. */
export const lostClaims = (store: Store, offered: readonly number[]) =>
  store.all(
    sqlOf
      .selectFrom(eachOf(offered).as('wanted'))
      .crossJoin('offer_act as a')
      .select(['a.offered_lead_id as lead', 'a.who'])
      .whereRef('a.offered_lead_id', '=', 'wanted.value')
      .where('a.kind', '=', 'claim')
      .where('a.outcome', '=', 'lost')
      .orderBy('a.id'),
  );

/** What was done about vendors' records. */
export const actsAbout = (store: Store, keys: readonly RecordKey[]): JobSource[] =>
  keys.flatMap(({ connectionId, externalId }) =>
    store.all(
      sqlOf
        .selectFrom('offer_act')
        .select(['id as source', 'connection_id as connectionId'])
        .where('connection_id', '=', connectionId)
        .where('external_id', '=', externalId),
    ),
  );

const NOBODY = { offered_lead_id: null, external_id: '', what: '', line: '' };

/** Takes out of acts whom they are about, and settles them. In the caller's write transaction. */
export function eraseActs(store: Store, acts: readonly number[], now: Millis): void {
  store.run(
    sqlOf
      .updateTable('offer_act')
      .set((eb) => ({ ...NOBODY, lost_to: '', settled_at: eb.fn.coalesce('settled_at', eb.val(now)) }))
      .where('id', 'in', inList(acts)),
  );
}

/** Takes out of what was done about a vendor's record whose it was. In the caller's write transaction. */
export function eraseActsAbout(store: Store, { connectionId, externalId }: RecordKey): void {
  const acts = sqlOf.updateTable('offer_act').set(NOBODY).where('connection_id', '=', connectionId);
  store.run(acts.where('external_id', '=', externalId));
}

/** Takes out of what was done about an offered lead whose it was. In the caller's write transaction. */
export function eraseActsOf(store: Store, offeredLeadId: number): void {
  store.run(sqlOf.updateTable('offer_act').set(NOBODY).where('offered_lead_id', '=', offeredLeadId));
}
