import { type CommandArguments, type PostTurn, postTurn } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** What turned about posted leads after they were accepted, newest first. A first price is no turn. */
export function turnedPosts(
  store: Store,
  { connectionId, before, limit }: CommandArguments<'delivery.turned'>,
): PostTurn[] {
  const said = { connectionId: connectionId ?? null, before: before ?? null, limit };
  return store
    .prepare<[typeof said], { id: number; at: number; what: string; before: string | null; after: string | null }>(
      `SELECT t.id, t.at, t.what, t.before, t.after, job.id AS jobId, c.name AS connection, p.phone, p.reference, p.state_reason AS reason
       FROM delivery_turn t JOIN delivery_post p ON p.id = t.post_id JOIN delivery_batch b ON b.id = p.batch_id
         JOIN job ON job.source = p.id AND job.connection_id = b.connection_id JOIN connection c ON c.id = b.connection_id
       WHERE (t.what IN ('review', 'return') OR (t.what = 'price' AND t.before IS NOT NULL))
         AND (@connectionId IS NULL OR b.connection_id = @connectionId) AND (@before IS NULL OR t.id < @before)
       ORDER BY t.id DESC LIMIT @limit`,
    )
    .all(said)
    .map((turn) => postTurn.parse(turn));
}
