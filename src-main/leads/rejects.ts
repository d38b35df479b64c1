import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';

/** How many records of a connection could not be read. */
export const rejectCount = (store: Store, connectionId: number): number =>
  store
    .prepare<[number], number>('SELECT count(*) FROM lead_reject WHERE connection_id = ?')
    .pluck()
    .get(connectionId) ?? 0;

/** Records that could not be read, newest first. */
export function listLeadRejects(
  store: Store,
  { connectionId, before, limit }: CommandArguments<'leads.rejects'>,
): CommandOutput<'leads.rejects'> {
  let rows = sqlOf.selectFrom('lead_reject').selectAll().orderBy('id', 'desc').limit(limit);
  let count = sqlOf.selectFrom('lead_reject').select((eb) => eb.fn.countAll<number>().as('n'));
  if (connectionId !== undefined) {
    rows = rows.where('connection_id', '=', connectionId);
    count = count.where('connection_id', '=', connectionId);
  }
  if (before !== undefined) rows = rows.where('id', '<', before);
  return {
    rejects: store.all(rows).map((row) => ({
      id: row.id,
      connectionId: row.connection_id,
      source: row.source,
      externalId: row.external_id,
      reason: row.reason,
      raw: row.raw,
      at: row.at,
    })),
    total: store.get(count)?.n ?? 0,
  };
}
