import type { SourceHealth } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { RunState } from '../db/tables.ts';
import { goneCount } from '../leads/at-vendor.ts';
import { readSource, type SourceRow } from './source-rows.ts';
import { nextWindow } from './window-rows.ts';

/** How a source does, in the terms of the contract. */
export function healthOf(store: Store, connection: StoredConnection, fetching: boolean, now: number): SourceHealth {
  const { id } = connection;
  const row = readSource(store, id);
  const line = store.get(sqlOf.selectFrom('connection').select(['run_state', 'run_reason']).where('id', '=', id));
  const runState = line?.run_state ?? 'stopped';
  const state = stateOf(runState, fetching, row);
  const rejects = store
    .prepare<[number], number>('SELECT count(*) FROM lead_reject WHERE connection_id = ?')
    .pluck()
    .get(id);
  return {
    connectionId: id,
    state,
    lastSuccessAt: row?.last_success_at ?? null,
    nextAt: state === 'waiting' || state === 'backing-off' ? (row?.next_at ?? null) : null,
    lag: row?.synced_to == null ? null : Math.max(0, now - row.synced_to),
    error: row?.error ?? (runState === 'stopped' ? (line?.run_reason ?? null) : null),
    read: row?.read ?? 0,
    done: row ? doneOf(store, row, now) : null,
    leads: row?.leads ?? 0,
    rejects: rejects ?? 0,
    gap: row?.gap ?? null,
    fullReadAt: row?.full_at ?? null,
    fullReadDone: null,
    gone: goneCount(store, id),
  };
}

function stateOf(runState: RunState, fetching: boolean, row: SourceRow | undefined): SourceHealth['state'] {
  if (runState === 'paused') return 'paused';
  if (runState === 'stopped') return 'stopped';
  if (fetching) return 'fetching';
  return row?.error == null ? 'waiting' : 'backing-off';
}

/** How far the sync under way is, 0 to 1: of the time it covers, or of the offers there are. */
function doneOf(store: Store, row: SourceRow, now: number): number | null {
  if (row.began_at === null) return null;
  const share = (part: number, whole: number) => (whole <= 0 ? null : Math.min(1, Math.max(0, part / whole)));
  if (row.expected !== null) return share(row.read, row.expected);
  const next = nextWindow(store, row.connection_id, 'sync');
  if (row.range_from === null || next === null) return null;
  return share((next.from ?? row.range_from) - row.range_from, now / 1000 - row.range_from);
}
