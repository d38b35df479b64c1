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
  read_from: Generated<number>;
  batch_id: ColumnType<number | null, number | null | undefined, number | null>;
  sent_at: ColumnType<Millis | null, Millis | null | undefined, Millis | null>;
  who: string;
  asked_at: Millis;
}

export interface LeadexecRecordTable {
  connection_id: number;
  kind: string;
  parent: number;
  id: number;
  read_at: Millis;
  /** JSON. */
  shown: string;
  revision: string;
  /** JSON. */
  body: string;
}

export interface LeadexecReadTable {
  connection_id: number;
  kind: string;
  parent: number;
  read_at: Millis | null;
  opened_at: Millis | null;
  error: string | null;
}

export interface LeadexecSaveTable {
  request_id: number;
  kind: string;
  parent: number;
  record_id: number;
  /** JSON. */
  expects: string | null;
  /** JSON. */
  before: string;
  /** JSON. */
  after: string | null;
}

export interface LeadexecRulesTable {
  connection_id: number;
  /** JSON. */
  rules: string;
}

export interface LeadexecScannerLogTable {
  connection_id: number;
  post_id: number;
  read_at: Millis;
  /** JSON. */
  lines: string;
}

/** The tables of LeadExec accounts. */
export interface LeadexecTables {
  leadexec_record: LeadexecRecordTable;
  leadexec_read: LeadexecReadTable;
  leadexec_save: LeadexecSaveTable;
  leadexec_request: LeadexecRequestTable;
  leadexec_rules: LeadexecRulesTable;
  leadexec_scanner_log: LeadexecScannerLogTable;
}
