import type { DeliveryExchange } from '../../../src-preload/contract/index.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { ANSWER_CAP } from '../../queue/rows/attempts.ts';

export type What = DeliveryExchange['what'];

/** Stores a request of a job without secrets, in the transaction that marks it. The answer is stored with its attempt. */
export function noteRequest(
  store: Store,
  of: {
    readonly connectionId: number;
    readonly postNo: number;
    readonly attempt: number;
    readonly what: What;
    readonly at: Millis;
  },
  request: { readonly url: string; readonly shown: string },
): void {
  store
    .prepare(
      `INSERT INTO delivery_exchange (connection_id, post_id, no, what, at, url, request) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (post_id, no) WHERE no IS NOT NULL
       DO UPDATE SET what = excluded.what, at = excluded.at, url = excluded.url, request = excluded.request`,
    )
    .run(of.connectionId, of.postNo, of.attempt, of.what, of.at, request.url, request.shown);
}

/** The kind of request that an attempt of a post made; null if it was not stored. */
export function whatOf(store: Store, postNo: number, attempt: number): What | null {
  return (
    store
      .prepare<[number, number], { what: What }>('SELECT what FROM delivery_exchange WHERE post_id = ? AND no = ?')
      .get(postNo, attempt)?.what ?? null
  );
}

/** The number of pings of a post since it was last posted. */
export function pingsInARow(store: Store, postNo: number): number {
  return Number(
    store
      .prepare(
        `SELECT count(*) FROM delivery_exchange WHERE post_id = ? AND what = 'ping'
           AND no > coalesce((SELECT max(no) FROM delivery_exchange WHERE post_id = ? AND what = 'post'), 0)`,
      )
      .pluck()
      .get(postNo, postNo),
  );
}

/** Stores a read-only request outside of the queue with its answer. `answer` has no secrets. */
export function keepReading(
  store: Store,
  of: { readonly connectionId: number; readonly postNo: number | null; readonly what: What; readonly at: Millis },
  request: { readonly url: string; readonly shown: string },
  came: { readonly status: number | null; readonly answer: string | null; readonly error: string | null },
): void {
  store
    .prepare(
      `INSERT INTO delivery_exchange (connection_id, post_id, what, at, url, request, http_status, answer, error)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      of.connectionId,
      of.postNo,
      of.what,
      of.at,
      request.url,
      request.shown,
      came.status,
      came.answer?.slice(0, ANSWER_CAP) ?? null,
      came.error,
    );
}

/** The HTTP status of the last status answer that was kept of a post, outside of the queue; undefined for none. */
export const lastStatus = (store: Store, postNo: number): number | null | undefined =>
  store
    .prepare<[number], { status: number | null }>(
      `SELECT http_status AS status FROM delivery_exchange WHERE post_id = ? AND no IS NULL AND what = 'status' ORDER BY id DESC LIMIT 1`,
    )
    .get(postNo)?.status;

/** The last request of a post that its job made, as sent. */
export function lastRequest(store: Store, postNo: number): { url: string; request: string } | undefined {
  return store
    .prepare<[number], { url: string; request: string }>(
      'SELECT url, request FROM delivery_exchange WHERE post_id = ? AND no IS NOT NULL ORDER BY no DESC LIMIT 1',
    )
    .get(postNo);
}

/**
 * Everything that was sent for a post, oldest first, with the answers, which are in its job's attempts. @param jobId null if it has no job
 */
export const exchangesOf = (store: Store, postNo: number, jobId: number | null): DeliveryExchange[] =>
  store.all(
    sqlOf
      .selectFrom('delivery_exchange as e')
      .leftJoin('attempt as a', (join) => join.on('a.job_id', '=', jobId ?? 0).onRef('a.no', '=', 'e.no'))
      .select(['e.at', 'e.what', 'a.job_id as jobId', 'e.no as attempt', 'e.url', 'e.request', 'a.outcome'])
      .select((eb) => [
        eb.fn.coalesce('a.http_status', 'e.http_status').as('httpStatus'),
        eb.fn.coalesce('a.answer', 'e.answer').as('answer'),
        eb.fn.coalesce('a.error', 'e.error').as('error'),
      ])
      .where('e.post_id', '=', postNo)
      .orderBy('e.id'),
  );

/** Erases all requests of posts. In the caller's write transaction. */
export function eraseExchanges(store: Store, posts: readonly number[]): void {
  store.run(
    sqlOf
      .updateTable('delivery_exchange')
      .set({ url: '', request: '', answer: null, error: null })
      .where('post_id', 'in', inList(posts)),
  );
}

/** Erases the bodies of all requests of posts, and the answers. In the caller's write transaction. */
export function eraseBodies(store: Store, posts: readonly number[]): void {
  store.run(
    sqlOf.updateTable('delivery_exchange').set({ request: '', answer: null }).where('post_id', 'in', inList(posts)),
  );
}
