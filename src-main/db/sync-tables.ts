import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

/** The state of the poller for a source. */
export interface SyncSourceTable {
  connection_id: number;
  /** The address and choice of leads that is fetched. If it changes, the source starts again. */
  target: string;
  /** Everything that the vendor dates before this time has been fetched. */
  cursor: Millis | null;
  /** When the current sync started; null if there is none. */
  began_at: Millis | null;
  is_full: Generated<number>;
  /** The start of its first window, seconds of the vendor's clock. */
  range_from: number | null;
  read: Generated<number>;
  /** The number of entries to read, if the vendor reports it. */
  expected: number | null;
  newest: Millis | null;
  /** When the last successful sync started. */
  synced_to: Millis | null;
  last_success_at: Millis | null;
  full_at: Millis | null;
  next_at: Generated<Millis>;
  /** The vendor has asked not to be contacted before this time; 0 if it has not. */
  not_before: Generated<Millis>;
  failures: Generated<number>;
  error: string | null;
  gap: string | null;
  leads: Generated<number>;
  largest_page: Generated<number>;
  page_cap: number | null;
  /** LionDesk: the address where all offers are read. */
  place: string | null;
  /** The number of the current or last full read. */
  pass: Generated<number>;
  /** Whether one of its records can't be identified by an id. */
  pass_unsure: Generated<number>;
  /** The number of requests of the current sync. */
  asked: Generated<number>;
  /** The number of new leads in the current sync. */
  fresh: Generated<number>;
  /** The earliest time of the next request. */
  paced_until: Generated<Millis>;
  /** JSON of how the vendor interprets queries; null if nothing is known yet. */
  habits: string | null;
  /** JSON of the newest times in the current sync. */
  newest_few: string | null;
}

/** A slow read of everything between the syncs of a source. */
export interface SyncFullReadTable {
  connection_id: number;
  began_at: Millis;
  /** Seconds of the vendor's clock; null means open. */
  range_from: number | null;
  next_at: Millis;
  read: Generated<number>;
  asked: Generated<number>;
  failures: Generated<number>;
  gap: string | null;
}

export interface SyncWindowTable {
  id: Generated<number>;
  connection_id: number;
  axis: 'sent' | 'unlocked' | 'offers';
  /** Seconds of the vendor's clock, whatever its zone; null means open. */
  from_s: number | null;
  to_s: number | null;
  /** JSON of further parameters that restrict it. */
  refine: string;
  /** JSON of the position in its pages. */
  position: string | null;
  state: 'waiting' | 'done';
  read: Generated<number>;
  /** Whether it belongs to a sync or to the full read in the background. */
  lane: Generated<'sync' | 'background'>;
}

export interface SyncSeenTable {
  window_id: number;
  key: string;
}

/** The tables of the poller. */
export interface SyncTables {
  sync_source: SyncSourceTable;
  sync_window: SyncWindowTable;
  sync_full_read: SyncFullReadTable;
  sync_seen: SyncSeenTable;
}
