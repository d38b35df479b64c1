import { type CommandArguments, type PostTurn, postTurn } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { newestTurns } from './rows/turns.ts';

/** What changed about posted leads after they were accepted, newest first. A first price is not a change. */
export function turnedPosts(
  store: Store,
  { connectionId, before, limit }: CommandArguments<'delivery.turned'>,
): PostTurn[] {
  const rows = newestTurns(store, { connectionId, before, limit });
  const names = new Map(listConnections(store).map(({ id, name }) => [id, name]));
  return rows.flatMap((row) => {
    const job = jobOfSource(store, row);
    return job ? [postTurn.parse({ ...row, jobId: job.id, connection: names.get(row.connectionId) ?? '' })] : [];
  });
}
