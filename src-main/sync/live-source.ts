import type { StoredConnection } from '../connections/connections.ts';

/** The state of a source while the desk runs. */
export interface Live {
  connection: StoredConnection;
  /** What is requested and how, as text. A sync that was started with another one is stopped. */
  shape: string;
  /** Changes whenever a sync in progress must not store anything more. */
  generation: number;
  running: Promise<void> | null;
  /** The last sync failed because there was no network. */
  offline: boolean;
  /** The disk refused to store what was received. The source is not fetched until this time, or until the disk works again. */
  diskUntil: number;
  /** Whether it was paused or stopped when last checked. */
  wasPaused: boolean;
  cancelTimer: (() => void) | null;
  /** Whether a step of the full read in the background is running. */
  background: boolean;
  /** The background read does not continue before this time because its last step failed, ms. */
  restsUntil: number;
  /** Ends the wait before the next request. */
  hurry: (() => void) | null;
  waiters: (() => void)[];
  /** How often a person or a script has requested a sync. */
  asked: number;
  /** How many of those requests the last sync covers, because it was planned after them. */
  answered: number;
}

/** A source's initial state when the desk starts. */
export const liveSource = (connection: StoredConnection, shape: string): Live => ({
  connection,
  shape,
  generation: 0,
  running: null,
  offline: false,
  diskUntil: 0,
  wasPaused: false,
  cancelTimer: null,
  background: false,
  restsUntil: 0,
  hurry: null,
  waiters: [],
  asked: 0,
  answered: 0,
});

/** Whether a sync is in progress. The full read in the background doesn't count. */
export const isFetching = (live: Live | undefined): boolean => live?.running != null && !live.background;

/** Makes a sync in progress stop without storing anything more, and ends its wait before the next request. */
export function supersede(live: Live): void {
  live.generation++;
  live.hurry?.();
}

/** Resolves the promises of those who wait for a sync. */
export function release(live: Live): void {
  for (const resolve of live.waiters.splice(0)) resolve();
}
