import type { ColumnType, Generated } from 'kysely';
import type { Millis } from './millis.ts';

export interface LeadexecRequestTable {
  id: Generated<number>;
  connection_id: number;
  call: string;
  /** JSON. */
  path: string;
  /** JSON without secrets; `null` for none. */
  body: string;
  sealed: number;
  kept: number;
  step: 'look' | 'send';
  before: ColumnType<string | null, string | null | undefined, string | null>;
  sent_at: ColumnType<Millis | null, Millis | null | undefined, Millis | null>;
  who: string;
  asked_at: Millis;
}

/** The tables of LeadExec accounts. */
export interface LeadexecTables {
  leadexec_request: LeadexecRequestTable;
}
