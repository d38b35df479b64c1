import type { Insertable, Selectable, Updateable } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { eachOf, inList } from '../../db/in-list.ts';
import type { OfferActTable } from '../../db/offer-tables.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { Span } from '../../leads/rows/merges.ts';
import type { RecordKey } from '../../leads/rows/records.ts';
import type { JobSource } from '../../queue/rows/find-jobs.ts';

/** An action of this desk on an offered lead (claim, hand-over, submission …), as stored. */
export type StoredAction = Readonly<Selectable<OfferActTable>>;

const all = sqlOf.selectFrom('offer_act').selectAll();

const byId = compiledWith(({ id }: { id: number }) => all.where('id', '=', id));

/** An action by its id. */
export const actionRow = (store: Store, id: number): StoredAction | undefined => store.get(byId({ id }));

/** The action of a job; null if it no longer exists. */
export function actionOfJob(store: Store, connectionId: number, source: number): StoredAction | null {
  const action = actionRow(store, source);
  return action?.connection_id === connectionId ? action : null;
}

type NewAction = Pick<Insertable<OfferActTable>, 'kind' | 'connection_id' | 'external_id' | 'who' | 'at' | 'outcome'> &
  Partial<Insertable<OfferActTable>>;

/** Stores an action of this desk. In the caller's transaction. @returns its id */
export function insertAction(store: Store, action: NewAction): number {
  const none = { offered_lead_id: null, to_agent: null, settled_at: null, offers_before: null };
  return store.run(sqlOf.insertInto('offer_act').values({ ...none, ...action })).lastId;
}

/** Changes columns of an action. In the caller's transaction. */
export function changeAction(store: Store, id: number, change: Updateable<OfferActTable>): void {
  store.run(sqlOf.updateTable('offer_act').set(change).where('id', '=', id));
}

/** Stores the result of a claim. In the caller's transaction. */
export function storeClaimResult(store: Store, id: number, change: Updateable<OfferActTable>): void {
  store.run(sqlOf.updateTable('offer_act').set(change).where('id', '=', id).where('kind', '=', 'claim'));
}

/** The actions on an offered lead, newest first. */
export const actionsOfOffered = (store: Store, offeredLeadId: number): StoredAction[] =>
  store.all(all.where('offered_lead_id', '=', offeredLeadId).orderBy('id', 'desc'));

/** The actions on a vendor's record in a time range, newest first. */
export const actionsIn = (store: Store, key: RecordKey, { from, before, limit }: Span): StoredAction[] =>
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

/** Whether a submission of the lead other than `except` is waiting, being sent or unknown. */
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

/** When an offered lead was last handed back at this desk; null if it never was. */
export const handedBackAt = (store: Store, offeredLeadId: number): Millis | null =>
  store.get(handedBack({ id: offeredLeadId }))?.at ?? null;

/** Claims and submissions whose result is not yet final. */
export const unsettledActions = (store: Store): Pick<StoredAction, 'id' | 'connection_id' | 'outcome'>[] =>
  store.all(
    sqlOf
      .selectFrom('offer_act')
      .select(['id', 'connection_id', 'outcome'])
      .where('settled_at', 'is', null)
      .where('kind', 'in', ['claim', 'submit']),
  );

/** The lost claims of this desk for some offered leads, in order. */
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

/** The actions on vendors' records. */
export const actionsAbout = (store: Store, keys: readonly RecordKey[]): JobSource[] =>
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

/** Erases the person from actions, and makes those final. In the caller's write transaction. */
export function eraseActions(store: Store, actions: readonly number[], now: Millis): void {
  store.run(
    sqlOf
      .updateTable('offer_act')
      .set((eb) => ({ ...NOBODY, lost_to: '', settled_at: eb.fn.coalesce('settled_at', eb.val(now)) }))
      .where('id', 'in', inList(actions)),
  );
}

/** Erases the person from the actions on a vendor's record. In the caller's write transaction. */
export function eraseActionsAbout(store: Store, { connectionId, externalId }: RecordKey): void {
  const actions = sqlOf.updateTable('offer_act').set(NOBODY).where('connection_id', '=', connectionId);
  store.run(actions.where('external_id', '=', externalId));
}

/** Erases the person from the actions on an offered lead. In the caller's write transaction. */
export function eraseActionsOf(store: Store, offeredLeadId: number): void {
  store.run(sqlOf.updateTable('offer_act').set(NOBODY).where('offered_lead_id', '=', offeredLeadId));
}
