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

/** How often everything is read again between the syncs, so that what changed on old leads, came late or went is seen, ms. */
export const FULL_READ_EVERY_MS = 24 * 3_600_000;
/** Over how long it is spread, ms, so that a vendor hardly notices. */
const SPREAD_MS = 6 * 3_600_000;
/** Its steps are at least and at most this far apart, ms. */
const [LEAST_STEP_MS, MOST_STEP_MS] = [2_000, 5 * 60_000];
/** After a step that failed it rests, ms. */
export const REST_MS = 15 * 60_000;

/** How long lies between two steps of a source with so many leads, ms. */
function stepEvery(row: SourceRow, connection: StoredConnection): number {
  const page = connection.source?.kind === 'locumjobs' ? Math.min(connection.source.max, row.page_cap ?? 10_000) : 100;
  // Each page is one step, and about as many steps find out where to cut.
  const steps = 5 + (2 * row.leads) / Math.max(1, page);
  return Math.round(Math.min(MOST_STEP_MS, Math.max(LEAST_STEP_MS, SPREAD_MS / steps)));
}

/**
 * When the full read in the background is to go on, or to begin, ms; null for a source that has none: LionDesk's is a sync like any other,
 * and before the first sync there is nothing to read again. No time that a wrong clock left behind makes it wait longer than it ever does.
 */
function backgroundAt(store: Store, connection: StoredConnection, now: number): number | null {
  const row = readSource(store, connection.id);
  if (connection.source?.kind !== 'locumjobs' || !row || row.full_at === null || row.began_at !== null) return null;
  const running = readFullRead(store, connection.id);
  if (running) return Math.min(running.next_at, now + Math.max(REST_MS, MOST_STEP_MS));
  return row.full_at > now ? now : row.full_at + FULL_READ_EVERY_MS;
}

/**
 * One step of the full read: it begins, reads a window, or ends. What it did not bring of what had come before is marked as gone at the
 * vendor, if nothing of it is missing.
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

/** A step failed: the read rests, and goes on from where it is. */
export function restBackground(store: Store, id: number, now: number): void {
  const running = readFullRead(store, id);
  try {
    if (running) updateFullRead(store, id, { next_at: now + REST_MS, failures: running.failures + 1 });
  } catch (error) {
    // It rests in memory.
    if (!isDiskTrouble(error)) throw error;
  }
}

/** How long until the full read in the background is to go on, ms; null when it is not to. */
export function backgroundWait(store: Store, live: Live, now: number): number | null {
  const at = backgroundAt(store, live.connection, now);
  if (at === null || live.waiters.length > 0) return null;
  return Math.max(0, at - now, Math.min(live.restsUntil - now, REST_MS));
}

/** A timer may fire this much early, ms. */
const TIMER_SLACK_MS = 50;

/** Whether it is the background's turn: the time for a sync has not come, and nobody waits for one. */
export function isBackgroundTurn(store: Store, live: Live, now: number): boolean {
  const row = readSource(store, live.connection.id);
  if (row === undefined || waitOf(live.connection, row, now) <= TIMER_SLACK_MS) return false;
  const wait = backgroundWait(store, live, now);
  return wait !== null && wait <= TIMER_SLACK_MS;
}
