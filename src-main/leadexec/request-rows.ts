import { z } from 'zod';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** A requested change of an account. */
export interface StoredRequest {
  readonly id: number;
  readonly connectionId: number;
  /** The function of the call. */
  readonly call: string;
  /** Without hidden parts; see `SealedRequests`. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly sealed: boolean;
  readonly kept: boolean;
  /** The kind of its last or next request. */
  readonly step: 'look' | 'send';
  /** The ids of similar records that existed before; null if nobody has looked. */
  readonly before: readonly number[] | null;
  /** The row at which the next page of a look or a check starts. */
  readonly readFrom: number;
  readonly sentAt: Millis | null;
}

const pathSchema = z.record(z.string(), z.unknown());
const idsSchema = z.array(z.number());

/** A change by its id; null if there is none. */
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

/** Stores a change. @returns its id */
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

/** Stores the next request of a change, or that it is sent; `sentAt` is null if none was sent since the last look. */
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

/** Stores the row at which the next page of a read starts; 0 if it starts again. */
export const noteReadFrom = (store: Store, id: number, readFrom: number): void =>
  void store.run(sqlOf.updateTable('leadexec_request').set({ read_from: readFrom }).where('id', '=', id));

/** Deletes a change that never became a job. */
export const removeRequest = (store: Store, id: number): void =>
  void store.run(sqlOf.deleteFrom('leadexec_request').where('id', '=', id));

/** Stores that its secrets are no longer kept. */
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

/** A change that may contain personal data, with what a search needs. */
export type RequestOfPerson = Pick<StoredRequest, 'id' | 'connectionId' | 'path' | 'body' | 'sealed'>;

/** The changes after one that are about a lead or have stored secrets, in order, without those that were erased. */
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

/** Erases a person's data from a change. In the caller's write transaction. */
export const eraseRequest = (store: Store, id: number): void =>
  void store.run(sqlOf.updateTable('leadexec_request').set({ path: '{}', body: 'null' }).where('id', '=', id));
