import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

export interface UnlockRequestTable {
  id: Generated<number>;
  lead_id: number;
  connection_id: number;
  external_id: string;
  who: string;
  asked_at: Millis;
  /** The vendor's text about who unlocked it. */
  unlocked_by: Generated<string>;
}

/** The tables of unlocking. */
export interface UnlockTables {
  unlock_request: UnlockRequestTable;
}
