import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

/** Where the poller of a source stands. */
export interface SyncSourceTable {
  connection_id: number;
  /** What is fetched, from where: another address or another choice begins anew. */
  target: string;
  /** Everything that the vendor dates before this instant has been fetched. */
  cursor: Millis | null;
  /** When the sync under way began; null when none is. */
  began_at: Millis | null;
  is_full: Generated<number>;
  /** Where its first window begins, seconds of the vendor's clock. */
  range_from: number | null;
  read: Generated<number>;
  /** How many there are to read, where the vendor tells. */
  expected: number | null;
  newest: Millis | null;
  /** When the last sync that ended well began. */
  synced_to: Millis | null;
  last_success_at: Millis | null;
  full_at: Millis | null;
  next_at: Generated<Millis>;
  /** The vendor asked not to be asked before this; 0 when it did not. */
  not_before: Generated<Millis>;
  failures: Generated<number>;
  error: string | null;
  gap: string | null;
  leads: Generated<number>;
  largest_page: Generated<number>;
  page_cap: number | null;
  /** LionDesk: where all offers are read, as found out. */
  place: string | null;
  /** The number of the full read that is under way, or was last. */
  pass: Generated<number>;
  /** One of its records can't be told by an id. */
  pass_unsure: Generated<number>;
  /** Requests of the sync under way. */
  asked: Generated<number>;
  /** New leads of the sync under way. */
  fresh: Generated<number>;
  /** The pace: no request before this instant. */
  paced_until: Generated<Millis>;
  /** JSON of how the vendor reads a question; null before anything was found out. */
  habits: string | null;
  /** JSON of the newest instants that the sync under way saw. */
  newest_few: string | null;
}

/** A slow read of everything between the syncs of a source. */
export interface SyncFullReadTable {
  connection_id: number;
  began_at: Millis;
  /** Seconds of the vendor's clock; null is open. */
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
  /** Seconds of the vendor's clock, whatever its zone; null is open. */
  from_s: number | null;
  to_s: number | null;
  /** JSON of further parameters that narrow it. */
  refine: string;
  /** JSON of how far its pages have been read. */
  position: string | null;
  state: 'waiting' | 'done';
  read: Generated<number>;
  /** Of a sync, or of the full read in the background. */
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
