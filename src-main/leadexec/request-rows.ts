import { z } from 'zod';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** A change that was asked of an account. */
export interface StoredRequest {
  readonly id: number;
  readonly connectionId: number;
  /** The function of the call. */
  readonly call: string;
  /** Without what is hidden; see `SealedRequests`. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly sealed: boolean;
  readonly kept: boolean;
  /** What its last request was, or its next will be. */
  readonly step: 'look' | 'send';
  /** The ids of alike records that were there before; null where nobody looked. */
  readonly before: readonly number[] | null;
  /** The row that the next page of a look or a check begins at. */
  readonly readFrom: number;
  readonly sentAt: Millis | null;
}

const pathSchema = z.record(z.string(), z.unknown());
const idsSchema = z.array(z.number());

/** A change by its number; null where there is none. */
export function requestRow(store: Store, id: number): StoredRequest | null {
  const row = store.get(sqlOf.selectFrom('leadexec_request').selectAll().where('id', '=', id));
  if (!row) return null;
  return {
    id,
    connectionId: row.connection_id,
    call: row.call,
    path: pathSchema.parse(JSON.parse(row.path)),
    body: JSON.parse(row.body) as unknown,
    sealed: row.sealed === 1,
    kept: row.kept === 1,
    step: row.step,
    before: row.before === null ? null : idsSchema.parse(JSON.parse(row.before)),
    readFrom: row.read_from,
    sentAt: row.sent_at,
  };
}

/** Writes a change down. @returns its number */
export function addRequest(
  store: Store,
  row: Pick<StoredRequest, 'connectionId' | 'call' | 'path' | 'body' | 'sealed' | 'kept' | 'step'> & {
    readonly who: string;
    readonly now: Millis;
    /** The batch that it is of. */
    readonly batch?: number;
  },
): number {
  return store.run(
    sqlOf.insertInto('leadexec_request').values({
      connection_id: row.connectionId,
      call: row.call,
      path: JSON.stringify(row.path),
      body: JSON.stringify(row.body ?? null),
      sealed: row.sealed ? 1 : 0,
      kept: row.kept ? 1 : 0,
      step: row.step,
      batch_id: row.batch ?? null,
      who: row.who,
      asked_at: row.now,
    }),
  ).lastId;
}

/** Notes what the next request of a change is, or that it leaves; `sentAt` null where none left since the last look. */
export function noteStep(
  store: Store,
  id: number,
  change: {
    readonly step: 'look' | 'send';
    readonly before?: readonly number[];
    readonly readFrom?: number;
    readonly sentAt?: Millis | null;
  },
): void {
  store.run(
    sqlOf
      .updateTable('leadexec_request')
      .set({
        step: change.step,
        ...(change.before === undefined ? {} : { before: JSON.stringify(change.before) }),
        ...(change.readFrom === undefined ? {} : { read_from: change.readFrom }),
        ...(change.sentAt === undefined ? {} : { sent_at: change.sentAt }),
      })
      .where('id', '=', id),
  );
}

/** Notes the row that the next page of a reading begins at; 0 where it begins anew. */
export const noteReadFrom = (store: Store, id: number, readFrom: number): void =>
  void store.run(sqlOf.updateTable('leadexec_request').set({ read_from: readFrom }).where('id', '=', id));

/** Takes a change back that never became a job. */
export const removeRequest = (store: Store, id: number): void =>
  void store.run(sqlOf.deleteFrom('leadexec_request').where('id', '=', id));

/** Its secrets are no longer kept. */
export const noteUnsealed = (store: Store, id: number): void =>
  void store.run(sqlOf.updateTable('leadexec_request').set({ sealed: 0 }).where('id', '=', id));

/** The changes of a batch after one, in the order in which they were asked for. */
export const requestsOfBatch = (store: Store, batch: number, after: number, count: number): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('leadexec_request')
        .select('id')
        .where('batch_id', '=', batch)
        .where('id', '>', after)
        .orderBy('id')
        .limit(count),
    )
    .map(({ id }) => id);

/** The changes whose secrets are in the secret store. */
export const sealedRequests = (store: Store): { readonly id: number; readonly connectionId: number }[] =>
  store.all(
    sqlOf
      .selectFrom('leadexec_request')
      .select(['id', 'connection_id as connectionId'])
      .where('sealed', '=', 1)
      .orderBy('id'),
  );

/** A change that may tell of a person, as who looks for one needs it. */
export type RequestOfPerson = Pick<StoredRequest, 'id' | 'connectionId' | 'path' | 'body' | 'sealed'>;

/** The changes after one that are about a lead or whose secrets are kept, in their order; those that were erased are left out. */
export const requestsOfPeople = (store: Store, after: number, count: number): RequestOfPerson[] =>
  store
    .all(
      sqlOf
        .selectFrom('leadexec_request')
        .select(['id', 'connection_id', 'path', 'body', 'sealed'])
        .where('id', '>', after)
        .where((where) =>
          where.or([
            where('path', 'like', '%"LeadUID"%'),
            where('body', 'like', '%"LeadUID"%'),
            where('sealed', '=', 1),
          ]),
        )
        .orderBy('id')
        .limit(count),
    )
    .map(({ id, connection_id, path, body, sealed }) => ({
      id,
      connectionId: connection_id,
      path: pathSchema.parse(JSON.parse(path)),
      body: JSON.parse(body) as unknown,
      sealed: sealed === 1,
    }));

/** Empties what a change holds of a person. In the caller's write transaction. */
export const eraseRequest = (store: Store, id: number): void =>
  void store.run(sqlOf.updateTable('leadexec_request').set({ path: '{}', body: 'null' }).where('id', '=', id));
