import type { Selectable } from 'kysely';
import type { ReadingRequest } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { ReadingRequestTable } from '../db/tables.ts';

/** The number of requests kept per connection. */
const KEPT = 500;

/** A request that only read, as logged. */
export interface Reading extends Omit<ReadingRequest, 'id'> {
  readonly connectionId: number;
}

const all = sqlOf.selectFrom('reading_request').selectAll();

const fromRow = (row: Selectable<ReadingRequestTable>): ReadingRequest => ({
  id: row.id,
  jobId: row.job_id,
  function: row.function,
  at: row.at,
  tookMs: row.took_ms,
  httpStatus: row.http_status,
  outcome: row.outcome,
  words: row.words,
});

/** Logs a request that only read. Answers about a lead are never logged, because they are personal data. */
export function logReading(store: Store, one: Reading): void {
  const { connectionId } = one;
  store.write(() => {
    store.run(
      sqlOf.insertInto('reading_request').values({
        connection_id: connectionId,
        job_id: one.jobId,
        function: one.function,
        at: one.at,
        took_ms: one.tookMs,
        http_status: one.httpStatus,
        outcome: one.outcome,
        words: one.words,
      }),
    );
    const [tooOld] = store.all(newestOf(connectionId).offset(KEPT).limit(1));
    if (!tooOld) return;
    store.run(
      sqlOf.deleteFrom('reading_request').where('connection_id', '=', connectionId).where('id', '<=', tooOld.id),
    );
  });
}

const newestOf = (connectionId: number) => all.where('connection_id', '=', connectionId).orderBy('id', 'desc');

/** The last requests to a dialer that only read, newest first. */
export const readingsOf = (store: Store, connectionId: number): ReadingRequest[] =>
  store.all(newestOf(connectionId).limit(KEPT)).map(fromRow);

/** The requests that read the lead of a job, in order. */
export const readingsOfJob = (store: Store, jobId: number): ReadingRequest[] =>
  store.all(all.where('job_id', '=', jobId).orderBy('id')).map(fromRow);
