import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { CountChanges } from './counts.ts';

/**
 * Adds ready jobs to the queue. Call it inside the transaction of what caused them (`docs/queue.md`, → ready). A source row that already
 * has a job for this connection is skipped; the number of new jobs is returned.
 */
export function enqueue(
  store: Store,
  group: { id: number; connectionId: number },
  sources: Iterable<{ readonly source: number; readonly lane: string }>,
  now: Millis,
): number {
  const insert = store.prepare<[number, number, number, string, number]>(
    `INSERT INTO job (connection_id, group_id, source, lane, state, updated_at) VALUES (?, ?, ?, ?, 'ready', ?)
     ON CONFLICT (source, connection_id) DO NOTHING`,
  );
  let added = 0;
  store.write(() => {
    for (const { source, lane } of sources)
      added += insert.run(group.connectionId, group.id, source, lane, now).changes;
    const counts = new CountChanges();
    counts.add(group.connectionId, group.id, 'ready', added);
    counts.flush(store);
  });
  return added;
}
