import type { ReadingRequest } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** So many requests are kept of each connection. */
const KEPT = 500;

/** One request that only read, as it is noted. */
export interface Reading extends Omit<ReadingRequest, 'id'> {
  readonly connectionId: number;
}

/** Notes a request that only read. Never what was answered of a lead: that is a person's. */
export function logReading(store: Store, one: Reading): void {
  store.write(() => {
    store
      .prepare<[number, number | null, string, number, number, number | null, string, string]>(
        `INSERT INTO reading_request (connection_id, job_id, function, at, took_ms, http_status, outcome, words)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(one.connectionId, one.jobId, one.function, one.at, one.tookMs, one.httpStatus, one.outcome, one.words);
    store
      .prepare<[number, number, number]>(
        `DELETE FROM reading_request WHERE connection_id = ? AND id <=
           (SELECT id FROM reading_request WHERE connection_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      )
      .run(one.connectionId, one.connectionId, KEPT);
  });
}

const COLUMNS = `SELECT id, job_id AS jobId, function, at, took_ms AS tookMs, http_status AS httpStatus, outcome, words
  FROM reading_request`;

/** The last requests to a dialer that only read, newest first. */
export function readingsOf(store: Store, connectionId: number): ReadingRequest[] {
  return store
    .prepare<[number], ReadingRequest>(`${COLUMNS} WHERE connection_id = ? ORDER BY id DESC LIMIT ${KEPT}`)
    .all(connectionId);
}

/** Those that read the lead of a job, in their order. */
export function readingsOfJob(store: Store, jobId: number): ReadingRequest[] {
  return store.prepare<[number], ReadingRequest>(`${COLUMNS} WHERE job_id = ? ORDER BY id`).all(jobId);
}
