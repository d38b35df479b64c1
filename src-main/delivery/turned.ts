import { type CommandArguments, type PostTurn, postTurn } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { jobOfSource } from '../queue/job-rows.ts';

interface Row {
  readonly id: number;
  readonly at: number;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly source: number;
  readonly connectionId: number;
  readonly phone: string;
  readonly reference: string;
  readonly reason: string;
}

/** What turned about posted leads after they were accepted, newest first. A first price is no turn. */
export function turnedPosts(
  store: Store,
  { connectionId, before, limit }: CommandArguments<'delivery.turned'>,
): PostTurn[] {
  const said = { connectionId: connectionId ?? null, before: before ?? null, limit };
  const rows = store
    .prepare<[typeof said], Row>(
      `SELECT t.id, t.at, t.what, t.before, t.after, p.id AS source, b.connection_id AS connectionId, p.phone, p.reference, p.state_reason AS reason
       FROM delivery_turn t JOIN delivery_post p ON p.id = t.post_id JOIN delivery_batch b ON b.id = p.batch_id
       WHERE (t.what IN ('review', 'return') OR (t.what = 'price' AND t.before IS NOT NULL))
         AND (@connectionId IS NULL OR b.connection_id = @connectionId) AND (@before IS NULL OR t.id < @before)
       ORDER BY t.id DESC LIMIT @limit`,
    )
    .all(said);
  const names = new Map(listConnections(store).map(({ id, name }) => [id, name]));
  return rows.flatMap((row) => {
    const job = jobOfSource(store, row);
    return job ? [postTurn.parse({ ...row, jobId: job.id, connection: names.get(row.connectionId) ?? '' })] : [];
  });
}
