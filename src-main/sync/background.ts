import type { StoredConnection } from '../connections/connections.ts';
import { isDiskTrouble } from '../db/disk-trouble.ts';
import type { Store } from '../db/store.ts';
import { readFullRead, updateFullRead } from './full-read-rows.ts';
import type { Live } from './live-source.ts';
import { dropFullRead, planBackground } from './locumjobs-plan.ts';
import type { LocumjobsSource } from './locumjobs-source.ts';
import { stepLocumjobs } from './locumjobs-sync.ts';
import { waitOf } from './schedule.ts';
import { endFullRead, readSource, type SourceRow, updateSource } from './source-rows.ts';
import type { StepPorts } from './step.ts';

/** How often all leads are read again between the syncs, so that changes of old leads, late leads and removed ones are noticed, ms. */
export const FULL_READ_EVERY_MS = 24 * 3_600_000;
/** The time over which that is spread, so that it hardly burdens a vendor, ms. */
const SPREAD_MS = 6 * 3_600_000;
/** The shortest and the longest interval between its steps, ms. */
const [LEAST_STEP_MS, MOST_STEP_MS] = [2_000, 5 * 60_000];
/** How long it rests after a failed step, ms. */
export const REST_MS = 15 * 60_000;

/** The interval between two steps for a source with this many leads, ms. */
function stepEvery(row: SourceRow, connection: StoredConnection): number {
  const page = connection.source?.kind === 'locumjobs' ? Math.min(connection.source.max, row.page_cap ?? 10_000) : 100;
  // Each page is one step, and about as many steps find out where to split.
  const steps = 5 + (2 * row.leads) / Math.max(1, page);
  return Math.round(Math.min(MOST_STEP_MS, Math.max(LEAST_STEP_MS, SPREAD_MS / steps)));
}

/**
 * When the full read in the background continues or starts, ms; null for a source that has none. LionDesk's full read is a normal sync, and
 * before the first sync there is nothing to read again. A stored time from a wrong clock never delays it beyond the usual interval.
 */
function backgroundAt(store: Store, connection: StoredConnection, now: number): number | null {
  const row = readSource(store, connection.id);
  if (connection.source?.kind !== 'locumjobs' || !row || row.full_at === null || row.began_at !== null) return null;
  const running = readFullRead(store, connection.id);
  if (running) return Math.min(running.next_at, now + Math.max(REST_MS, MOST_STEP_MS));
  return row.full_at > now ? now : row.full_at + FULL_READ_EVERY_MS;
}

/**
 * One step of the full read: it starts, reads a window, or ends. At the end, the records that it did not find again are marked as gone at
 * the vendor, if it has no gaps.
 *
 * @returns how many records are newly marked
 * @throws FetchError
 */
export async function stepBackground(ports: StepPorts, source: LocumjobsSource): Promise<number> {
  const { connection } = source;
  const { store } = ports.leads;
  const { id } = connection;
  const row = readSource(store, id);
  if (!row) return 0;
  const isNew = readFullRead(store, id) === undefined;
  if (isNew) await planBackground(ports, source, row);
  const more = isNew || (await stepLocumjobs(ports, source, 'background'));
  if (!ports.wanted(connection)) return 0;
  const now = ports.now();
  if (more) {
    updateFullRead(store, id, { next_at: now + stepEvery(row, connection), failures: 0 });
    return 0;
  }
  return store.write(() => {
    const done = readFullRead(store, id);
    const current = readSource(store, id);
    if (!done || !current) return 0;
    updateSource(store, id, { full_at: Math.min(done.began_at, now), gap: done.gap });
    dropFullRead(store, id);
    return endFullRead(store, current, done.gap, now);
  });
}

/** Lets the full read rest after a failed step. It continues where it is. */
export function restBackground(store: Store, id: number, now: number): void {
  const running = readFullRead(store, id);
  try {
    if (running) updateFullRead(store, id, { next_at: now + REST_MS, failures: running.failures + 1 });
  } catch (error) {
    // If the disk refuses the write, the rest is only kept in memory.
    if (!isDiskTrouble(error)) throw error;
  }
}

/** How long until the full read in the background continues, ms; null if it doesn't. */
export function backgroundWait(store: Store, live: Live, now: number): number | null {
  const at = backgroundAt(store, live.connection, now);
  if (at === null || live.waiters.length > 0) return null;
  return Math.max(0, at - now, Math.min(live.restsUntil - now, REST_MS));
}

/** A timer may fire early by this much, ms. */
const TIMER_SLACK_MS = 50;

/** Whether the full read in the background may run: no sync is due, and nobody waits for one. */
export function isBackgroundTurn(store: Store, live: Live, now: number): boolean {
  const row = readSource(store, live.connection.id);
  if (row === undefined || waitOf(live.connection, row, now) <= TIMER_SLACK_MS) return false;
  const wait = backgroundWait(store, live, now);
  return wait !== null && wait <= TIMER_SLACK_MS;
}
