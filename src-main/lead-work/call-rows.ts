import { type Selectable, sql } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import { inList } from '../db/in-list.ts';
import type { LeadCallTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Span } from '../leads/rows/merges.ts';

export type CallRow = Selectable<LeadCallTable>;

const all = sqlOf.selectFrom('lead_call').selectAll();

/** Adds a call that starts. In the caller's write transaction. @returns its id */
export const addCall = (store: Store, row: Pick<CallRow, 'lead_id' | 'phone' | 'at' | 'who' | 'despite'>): number =>
  store.run(sqlOf.insertInto('lead_call').values(row)).lastId;

/** A call by its id. */
export const callRow = (store: Store, id: number): CallRow | undefined => store.get(all.where('id', '=', id));

/** Stores the outcome of a call. In the caller's write transaction. */
export function endCall(
  store: Store,
  id: number,
  end: { readonly ended_at: Millis; readonly outcome: string; readonly retry_at: Millis | null },
): void {
  store.run(sqlOf.updateTable('lead_call').set(end).where('id', '=', id));
}

/** Removes the outcome of a call. In the caller's write transaction. @returns whether it had one */
export const reopenCall = (store: Store, id: number): boolean =>
  store.run(
    sqlOf
      .updateTable('lead_call')
      .set({ ended_at: null, outcome: null, retry_at: null })
      .where('id', '=', id)
      .where('ended_at', 'is not', null),
  ).changes > 0;

const FOUND = ['id', 'phone', 'at'] as const;
const leadSince = compiledWith(({ leadId, since }: { leadId: number; since: Millis }) =>
  sqlOf.selectFrom('lead_call').select(FOUND).where('lead_id', '=', leadId).where('at', '>', since),
);
const phoneSince = compiledWith(({ phone, since }: { phone: string; since: Millis }) =>
  sqlOf.selectFrom('lead_call').select(FOUND).where('phone', '=', phone).where('at', '>', since),
);

/** The calls to a lead, or to one of these phones, after a time, each once. */
export function callsSince(
  store: Store,
  leadId: number,
  phones: readonly string[],
  since: Millis,
): { phone: string; at: Millis }[] {
  const rows = [
    ...store.all(leadSince({ leadId, since })),
    ...phones.flatMap((phone) => store.all(phoneSince({ phone, since }))),
  ];
  return [...new Map(rows.map(({ id, phone, at }) => [id, { phone, at }])).values()];
}

/** The number of calls to each phone of a lead, in total and since a time. */
export const countCalls = (store: Store, leadId: number, phones: readonly string[], since: Millis) =>
  store.all(
    sqlOf
      .selectFrom('lead_call')
      .select(['phone', sql<number>`count(*)`.as('total'), sql<number>`sum(at >= ${since})`.as('today')])
      .where((eb) => eb.or([eb('lead_id', '=', leadId), eb('phone', 'in', inList(phones))]))
      .groupBy('phone'),
  );

/** The phones of a lead that were called. */
export const calledPhones = (store: Store, leadId: number): string[] =>
  store
    .all(sqlOf.selectFrom('lead_call').select('phone').distinct().where('lead_id', '=', leadId))
    .map(({ phone }) => phone);

/** Whether another call to a phone, with or without its country code, had one of these outcomes. */
export const hadOutcome = (store: Store, phone: string, outcomes: readonly string[], exceptCall: number): boolean =>
  store.get(
    sqlOf
      .selectFrom('lead_call')
      .select('id')
      .where(sql<string>`outcome COLLATE NOCASE`, 'in', outcomes)
      .where('id', '<>', exceptCall)
      .where('phone', 'in', [phone, `1${phone}`])
      .limit(1),
  ) !== undefined;

/** The calls without a logged outcome, newest first. */
export const openCallRows = (store: Store) =>
  store.all(
    sqlOf
      .selectFrom('lead_call')
      .select(['id', 'lead_id', 'phone', 'at'])
      .where('ended_at', 'is', null)
      .orderBy('id', 'desc'),
  );

const lastOf = compiledWith(({ leadId }: { leadId: number }) =>
  sqlOf
    .selectFrom('lead_call')
    .select(['outcome', 'retry_at'])
    .where('lead_id', '=', leadId)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

/** The outcome of the last completed call to a lead, and when it is to be tried again. */
export const lastCall = (store: Store, leadId: number): Pick<CallRow, 'outcome' | 'retry_at'> | undefined =>
  store.get(lastOf({ leadId }));

/** The leads with a call that is or was to be tried again. */
export const retriedLeads = (store: Store): number[] =>
  store
    .all(sqlOf.selectFrom('lead_call').select('lead_id').distinct().where('retry_at', 'is not', null))
    .map(({ lead_id }) => lead_id);

/** The calls to a lead that started or whose outcome was logged in a time range, newest first. */
const inRange = (column: 'at' | 'ended_at', leadId: number, { from, before, limit }: Span) =>
  all
    .where('lead_id', '=', leadId)
    .where(column, '>=', from)
    .where(column, '<', before)
    .orderBy(column, 'desc')
    .orderBy('id', 'desc')
    .limit(limit);

/** The calls to a lead that started in a time range, newest first. */
export const callsStartedIn = (store: Store, leadId: number, span: Span): CallRow[] =>
  store.all(inRange('at', leadId, span));

/** The calls to a lead whose outcome was logged in a time range, newest first. */
export const callsEndedIn = (store: Store, leadId: number, span: Span): (CallRow & { readonly ended_at: Millis })[] =>
  store
    .all(inRange('ended_at', leadId, span))
    .flatMap(({ ended_at, ...row }) => (ended_at === null ? [] : [{ ...row, ended_at }]));

/** Moves the calls of one lead to another. In the caller's write transaction. */
export function moveCalls(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('lead_call').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Deletes the calls to a lead. In the caller's write transaction. */
export function eraseCalls(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('lead_call').where('lead_id', '=', leadId));
}
