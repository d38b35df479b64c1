import type { StoredConnection } from '../connections/connections.ts';

/** A source while the desk runs. */
export interface Live {
  connection: StoredConnection;
  /** What is asked and how, as text; a sync that began with another ends. */
  shape: string;
  /** Changes whenever a sync under way must not keep anything any more. */
  generation: number;
  running: Promise<void> | null;
  /** Failed for want of a network. */
  offline: boolean;
  /** The disk refused what it brought: it is left alone until then, or until the disk works again. */
  diskUntil: number;
  /** Paused or stopped when it was last looked at. */
  stood: boolean;
  cancelTimer: (() => void) | null;
  /** What runs is a step of the full read in the background. */
  background: boolean;
  /** Not before this instant is the background gone on with, ms: its last step failed. */
  restsUntil: number;
  /** Ends the wait for the next turn to ask. */
  hurry: (() => void) | null;
  waiters: (() => void)[];
  /** How often a person or a script has asked for a sync. */
  asked: number;
  /** How many of those the last sync answers: what it reads was chosen after them. */
  answered: number;
}

/** A source as it is known when the desk begins to look after it. */
export const liveSource = (connection: StoredConnection, shape: string): Live => ({
  connection,
  shape,
  generation: 0,
  running: null,
  offline: false,
  diskUntil: 0,
  stood: false,
  cancelTimer: null,
  background: false,
  restsUntil: 0,
  hurry: null,
  waiters: [],
  asked: 0,
  answered: 0,
});

/** Whether a sync is under way; the full read in the background is none. */
export const isFetching = (live: Live | undefined): boolean => live?.running != null && !live.background;

/** A sync under way keeps nothing any more, and does not wait for its turn to ask. */
export function supersede(live: Live): void {
  live.generation++;
  live.hurry?.();
}

/** Those who wait for a sync go on. */
export function release(live: Live): void {
  for (const resolve of live.waiters.splice(0)) resolve();
}
