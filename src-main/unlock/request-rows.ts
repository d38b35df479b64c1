import type { ExpressionBuilder, Insertable, Selectable } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis, Tables } from '../db/tables.ts';
import type { UnlockRequestTable } from '../db/unlock-tables.ts';
import type { Erased } from '../leads/hooks.ts';
import type { RecordKey } from '../leads/rows/records.ts';
import type { JobSource } from '../queue/rows/find-jobs.ts';

/** A record that somebody asked to be unlocked. */
export interface UnlockRequest extends JobSource {
  readonly leadId: number;
  readonly externalId: string;
  readonly who: string;
  readonly askedAt: Millis;
  /** Who unlocked it, according to the vendor; empty if the vendor has not reported it. */
  readonly unlockedBy: string;
}

const fromRow = (row: Selectable<UnlockRequestTable>): UnlockRequest => ({
  source: row.id,
  connectionId: row.connection_id,
  leadId: row.lead_id,
  externalId: row.external_id,
  who: row.who,
  askedAt: row.asked_at,
  unlockedBy: row.unlocked_by,
});

const all = sqlOf.selectFrom('unlock_request').selectAll();

/** Stores a request. In the caller's write transaction. @returns its id, which is the source of its job */
export const addRequest = (store: Store, row: Insertable<UnlockRequestTable>): number =>
  store.run(sqlOf.insertInto('unlock_request').values(row)).lastId;

/** A request by its id. */
export function requestOf(store: Store, id: number): UnlockRequest | undefined {
  const row = store.get(all.where('id', '=', id));
  return row && fromRow(row);
}

/** The requests before an id, newest first. */
export const newestRequests = (store: Store, before: number, limit: number): UnlockRequest[] =>
  store.all(all.where('id', '<', before).orderBy('id', 'desc').limit(limit)).map(fromRow);

/** The requests for one record. */
export const requestsForRecord = (store: Store, { connectionId, externalId }: RecordKey): UnlockRequest[] =>
  store.all(all.where('connection_id', '=', connectionId).where('external_id', '=', externalId)).map(fromRow);

/** The requests for any of these leads. */
export const requestsForLeads = (store: Store, leadIds: readonly number[]): UnlockRequest[] =>
  store.all(all.where('lead_id', 'in', leadIds)).map(fromRow);

/** The requests from a time on. */
export const requestsSince = (store: Store, at: Millis): UnlockRequest[] =>
  store.all(all.where('asked_at', '>=', at)).map(fromRow);

/** Stores who unlocked the record, according to the vendor. */
export function setUnlockedBy(store: Store, id: number, unlockedBy: string): void {
  store.run(sqlOf.updateTable('unlock_request').set({ unlocked_by: unlockedBy }).where('id', '=', id));
}

/** The condition for a person's requests, including those from before a merge. */
const theirs =
  ({ leadId, externalIds }: Erased) =>
  (eb: ExpressionBuilder<Tables, 'unlock_request'>) =>
    eb.or([
      eb('lead_id', '=', leadId),
      ...externalIds.map(({ connectionId, externalId }) =>
        eb.and([eb('connection_id', 'is', connectionId), eb('external_id', '=', externalId)]),
      ),
    ]);

/** The requests for a person. */
export const requestsForPerson = (store: Store, person: Erased): UnlockRequest[] =>
  store.all(all.where(theirs(person))).map(fromRow);

/** Erases a person from their requests. That a request was made is kept, but not for whom. */
export function erasePerson(store: Store, person: Erased): void {
  const change = { external_id: '', lead_id: person.leadId };
  store.run(sqlOf.updateTable('unlock_request').set(change).where(theirs(person)));
}
