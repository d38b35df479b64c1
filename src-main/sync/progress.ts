import type { Store } from '../db/store.ts';
import { readFullRead, updateFullRead } from './full-read-rows.ts';
import { readSource, updateSource } from './source-rows.ts';
import type { Lane } from './window-rows.ts';

/** The progress of a read of a source: a sync, or the full read in the background. */
export interface Progress {
  /** The start of its first window, seconds of the vendor's clock; null if it is open. */
  readonly rangeFrom: number | null;
  readonly read: number;
  /** The number of requests it made. */
  readonly asked: number;
  /** The number of new leads it received. */
  readonly fresh: number;
  readonly gap: string | null;
}

/** The progress of a read; undefined if none is in progress. */
export function progressOf(store: Store, id: number, lane: Lane): Progress | undefined {
  if (lane === 'sync') {
    const row = readSource(store, id);
    return row && { rangeFrom: row.range_from, read: row.read, asked: row.asked, fresh: row.fresh, gap: row.gap };
  }
  const row = readFullRead(store, id);
  // New leads don't count in the background read, which has time.
  return row && { rangeFrom: row.range_from, read: row.read, asked: row.asked, fresh: 0, gap: row.gap };
}

/** Counts a request, before it is sent. */
export function countAsked(store: Store, id: number, lane: Lane): void {
  const asked = (progressOf(store, id, lane)?.asked ?? 0) + 1;
  if (lane === 'sync') updateSource(store, id, { asked });
  else updateFullRead(store, id, { asked });
}

/** Adds the result of a window. Gaps stay reported until everything is read again. */
export function addProgress(store: Store, id: number, lane: Lane, read: number, gap: string | null): void {
  const now = progressOf(store, id, lane);
  if (!now) return;
  const change = { read: now.read + read, ...(gap === null ? {} : { gap: joined(now.gap, gap) }) };
  if (lane === 'sync') updateSource(store, id, change);
  else updateFullRead(store, id, change);
}

/** The most sentences that are shown at once. */
const SENTENCES = 4;

/** Joins gaps, each once, and keeps the last ones if there are many. */
function joined(before: string | null, gap: string): string {
  const sentences = (before ?? '').split('\n').filter((one) => one !== '' && one !== gap);
  return [...sentences, gap].slice(-SENTENCES).join('\n');
}
