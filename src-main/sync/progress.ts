import type { Store } from '../db/store.ts';
import { readFullRead, updateFullRead } from './full-read-rows.ts';
import { readSource, updateSource } from './source-rows.ts';
import type { Lane } from './window-rows.ts';

/** How far a read of a source is: a sync, or the full read in the background. */
export interface Progress {
  /** Where its first window begins, seconds of the vendor's clock; null is open. */
  readonly rangeFrom: number | null;
  readonly read: number;
  /** Requests it took. */
  readonly asked: number;
  /** New leads it brought. */
  readonly fresh: number;
  readonly gap: string | null;
}

/** How far a read is; undefined where none is under way. */
export function progressOf(store: Store, id: number, lane: Lane): Progress | undefined {
  if (lane === 'sync') {
    const row = readSource(store, id);
    return row && { rangeFrom: row.range_from, read: row.read, asked: row.asked, fresh: row.fresh, gap: row.gap };
  }
  const row = readFullRead(store, id);
  // What is new in it is left out of account: it has time.
  return row && { rangeFrom: row.range_from, read: row.read, asked: row.asked, fresh: 0, gap: row.gap };
}

/** Counts a request, before it leaves. */
export function countAsked(store: Store, id: number, lane: Lane): void {
  const asked = (progressOf(store, id, lane)?.asked ?? 0) + 1;
  if (lane === 'sync') updateSource(store, id, { asked });
  else updateFullRead(store, id, { asked });
}

/** Adds what a window brought; what may be missing stays told until everything is read again. */
export function addProgress(store: Store, id: number, lane: Lane, read: number, gap: string | null): void {
  const now = progressOf(store, id, lane);
  if (!now) return;
  const change = { read: now.read + read, ...(gap === null ? {} : { gap: joined(now.gap, gap) }) };
  if (lane === 'sync') updateSource(store, id, change);
  else updateFullRead(store, id, change);
}

/** The most sentences that are told at once. */
const SENTENCES = 4;

/** Gaps one after the other, each once, the last ones if there are many. */
function joined(before: string | null, gap: string): string {
  const told = (before ?? '').split('\n').filter((one) => one !== '' && one !== gap);
  return [...told, gap].slice(-SENTENCES).join('\n');
}
