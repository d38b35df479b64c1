import type { SourceHealth } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { RunState } from '../db/tables.ts';
import { rejectCount } from '../leads/rejects.ts';
import { goneCount } from '../leads/rows/at-vendor.ts';
import { runStateOf } from '../queue/run-state.ts';
import { readFullRead } from './full-read-rows.ts';
import { waitOf } from './schedule.ts';
import { readSource, type SourceRow } from './source-rows.ts';
import { asksByUnlock, type Lane, nextWindow } from './window-rows.ts';

/** The state of a source in the types of the contract. */
export function healthOf(store: Store, connection: StoredConnection, fetching: boolean, now: number): SourceHealth {
  const { id } = connection;
  const row = readSource(store, id);
  const line = runStateOf(store, id);
  const runState = line?.runState ?? 'stopped';
  const state = stateOf(runState, fetching, row);
  const nextOf = (known: SourceRow | undefined) => known && now + waitOf(connection, known, now);
  return {
    connectionId: id,
    state,
    lastSuccessAt: row?.last_success_at ?? null,
    nextAt: state === 'waiting' || state === 'backing-off' ? (nextOf(row) ?? null) : null,
    lag: row?.synced_to == null ? null : Math.max(0, now - row.synced_to),
    error: row?.error ?? (runState === 'stopped' ? (line?.runReason ?? null) : null),
    read: row?.read ?? 0,
    done: row ? doneOf(store, row, now) : null,
    leads: row?.leads ?? 0,
    rejects: rejectCount(store, id),
    gap: row?.gap?.replaceAll('\n', ' ') ?? null,
    fullReadAt: row?.full_at ?? null,
    fullReadDone: fullReadDone(store, id, now),
    gone: goneCount(store, id),
  };
}

function stateOf(runState: RunState, fetching: boolean, row: SourceRow | undefined): SourceHealth['state'] {
  if (runState === 'paused') return 'paused';
  if (runState === 'stopped') return 'stopped';
  if (fetching) return 'fetching';
  return row?.error == null ? 'waiting' : 'backing-off';
}

const share = (part: number, whole: number): number | null =>
  whole <= 0 ? null : Math.min(1, Math.max(0, part / whole));

/** The progress of the current sync, 0 to 1: of the time range it covers, or of the existing offers. */
function doneOf(store: Store, row: SourceRow, now: number): number | null {
  if (row.began_at === null) return null;
  if (row.expected !== null) return share(row.read, row.expected);
  return windowsDone(store, row.connection_id, 'sync', row.range_from, now);
}

/** The progress of the full read in the background, 0 to 1; null if none is in progress. */
function fullReadDone(store: Store, id: number, now: number): number | null {
  const running = readFullRead(store, id);
  return running ? (windowsDone(store, id, 'background', running.range_from, now) ?? 0) : null;
}

/** Windows by submission are the largest part of it. Those by unlock time come after them. */
const SUBMITTED_SHARE = 0.75;

/** The share of the time range for which windows have been read; null if unknown. */
function windowsDone(store: Store, id: number, lane: Lane, from: number | null, now: number): number | null {
  const next = nextWindow(store, id, lane);
  if (from === null || next === null) return null;
  const part = share((next.from ?? from) - from, now / 1000 - from);
  if (part === null || !asksByUnlock(store, id, lane)) return part;
  return next.axis === 'sent' ? part * SUBMITTED_SHARE : SUBMITTED_SHARE + part * (1 - SUBMITTED_SHARE);
}
