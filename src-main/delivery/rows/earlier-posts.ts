import type { Store } from '../../db/store.ts';
import type { JobState, Millis } from '../../db/tables.ts';

/** A post of the same phone or email address, with its job. */
export interface EarlierPost {
  readonly jobId: number;
  readonly state: JobState;
  readonly at: Millis;
  readonly phone: string;
  readonly email: string;
}

/**
 * Returns a function that finds the newest posts with a phone or email address over some connections, newest first, without updates and
 * without those of a batch. It is prepared once and called for every row of a file.
 */
export function earlierPosts(
  store: Store,
  column: 'phone' | 'email',
  { connectionIds, exceptBatch }: { readonly connectionIds: readonly number[]; readonly exceptBatch: number },
): (value: string) => EarlierPost[] {
  // Hardly anybody was posted before, and finding that out takes a twentieth of the time of the whole query.
  const isThere = store
    .prepare<[string, number], number>(`SELECT 1 FROM delivery_post WHERE ${column} = ? AND batch_id <> ? LIMIT 1`)
    .pluck();
  const find = store.prepare<[string, number, string], EarlierPost>(
    `SELECT job.id AS jobId, job.state, job.updated_at AS at, p.phone, p.email
     FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
     JOIN job ON job.source = p.id AND job.connection_id = b.connection_id
     WHERE p.${column} = ? AND p.batch_id <> ? AND b.kind <> 'update' AND b.connection_id IN (SELECT value FROM json_each(?))
     ORDER BY p.id DESC LIMIT 50`,
  );
  const connections = JSON.stringify(connectionIds);
  return (value) => (isThere.get(value, exceptBatch) === undefined ? [] : find.all(value, exceptBatch, connections));
}
