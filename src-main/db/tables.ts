import type { ColumnType, Generated } from 'kysely';
import type { ReadingRequest } from '../../src-preload/contract/index.ts';
import type { CallTimesTables } from './call-times-tables.ts';
import type { DeliveryTables } from './delivery-tables.ts';
import type { LeadIndexTables } from './lead-index-tables.ts';
import type { LeadTables } from './lead-tables.ts';
import type { LeadWorkTables } from './lead-work-tables.ts';
import type { LeadexecTables } from './leadexec-tables.ts';
import type { Millis } from './millis.ts';
import type { OfferTables } from './offer-tables.ts';
import type { SearchTables } from './search-tables.ts';
import type { SyncTables } from './sync-tables.ts';
import type { UnlockTables } from './unlock-tables.ts';

export type { Millis };

/** The state of a connection. `tripped` means that the breaker has opened and probes automatically; `stopped` waits for the operator. */
export type RunState = 'running' | 'paused' | 'stopped' | 'tripped';

/** The states of `docs/queue.md` as stored. The ready jobs of a connection that is not running are shown as held without being changed. */
export type JobState =
  | 'ready'
  | 'held'
  | 'sending'
  | 'awaiting-vendor'
  | 'delivered'
  | 'duplicate'
  | 'rejected'
  | 'unknown'
  | 'cancelled';

export interface ConnectionTable {
  id: Generated<number>;
  kind: string;
  name: string;
  url: string;
  user: string;
  /** JSON by the kind's own schema (traits, limits). */
  options: string;
  /** JSON of `dialerDefaults`; null if there are none. */
  defaults: Generated<string | null>;
  /** The most requests at once; null means that the pace is determined automatically. */
  concurrency: number | null;
  /** The most requests per second; null for no limit. */
  per_second: number | null;
  timeout_ms: number;
  run_state: RunState;
  run_reason: string | null;
  /** No request is sent before this time: because of a vendor's Retry-After, or until the breaker's next probe. */
  not_before: Millis;
  /** The number of consecutive failures of the breaker's probe. Its delay doubles with each. */
  probes_failed: number;
  /** JSON list of the unrecognized kinds of answers that have stopped this connection before. */
  seen_kinds: string;
  last_success_at: Millis | null;
  removed_at: Millis | null;
  created_at: Millis;
}

/** What a dialer has reported about itself. It can be read again at any time. */
export interface DialerKnowledgeTable {
  connection_id: number;
  /** JSON of `connectionTest`; null if it was not tested with its current settings. */
  test: string | null;
  /** JSON of `dialerFunctions`; null if none was tried. */
  functions: string | null;
  /** JSON of `dialerChoices`; null if they were never read. */
  choices: string | null;
}

/** The operator's decision to ask the dialer about an unknown job, and the progress of that. */
export interface DialQuestionTable {
  job_id: number;
  /** `search` only reads; `post` is the same request with a duplicate check that covers the list. */
  way: 'search' | 'post';
  /** The last attempt before the decision. A later send makes it void. */
  after_no: number;
  /** JSON of what was found so far; null before the first answer. */
  found: string | null;
}

export interface ImportTable {
  id: Generated<number>;
  connection_id: number | null;
  file_name: string;
  file_path: string;
  file_size: number;
  file_hash: string;
  /** JSON of `csvFormat`. */
  format: string;
  /** JSON list of column names. */
  columns: string;
  /** JSON of `inspection`, which the import dialog's first step shows. */
  inspection: string;
  /** JSON of `mapping`; null until chosen. */
  mapping: string | null;
  /** JSON of `dialSettings`; null until chosen. */
  settings: string | null;
  /** JSON of the dialer's traits, copied when the check starts, so that a later change of the connection changes no sent value. */
  traits: string | null;
  /** JSON of the day of the check and of what the file's dates of birth prove; null until a check starts. */
  dates: Generated<string | null>;
  state: 'draft' | 'checking' | 'checked' | 'starting' | 'started' | 'failed';
  /** Whether it starts automatically after the check (the terminal's import, which must survive a restart). */
  auto_start: Generated<number>;
  /** The last row whose check is stored. An interrupted check continues after it. */
  checked_to: Generated<number>;
  /** The last row that has been added to the queue. */
  started_to: Generated<number>;
  /** The group of its jobs in the queue, once started. */
  group_id: number | null;
  error: string | null;
  checked_at: Millis | null;
  started_at: Millis | null;
  created_at: Millis;
}

/** A row of a dial list. `id` is `import id × 2³¹ + row number`, so that an import is one range of the table and needs no index. */
export interface ImportRowTable {
  id: number;
  /** The record as in the file. Its values are parsed again when it is sent. */
  record: string;
  phone: string | null;
  /** Why it is not sent, or 0 if it is; see `verdicts` in the contract. */
  verdict: number;
  /** JSON list of issues; null for a clean row. */
  issues: string | null;
}

/** The operator's input about a row. It is kept when the file is checked again. */
export interface ImportEditTable {
  import_id: number;
  row_no: number;
  /** JSON of values that replace the file's. */
  edits: string | null;
  /** The operator's decision that overrides the check. */
  decision: 'send' | 'leave-out' | null;
}

export interface ImportReasonTable {
  import_id: number;
  id: number;
  code: string;
  field: string;
  severity: string;
  rows: number;
}

export interface ImportIssueTable {
  import_id: number;
  reason_id: number;
  row_no: number;
}

export interface ImportVerdictTable {
  import_id: number;
  verdict: number;
  rows: number;
}

export interface RememberedMappingTable {
  /** The header record, normalized. There is one mapping per header and kind of file. */
  header: string;
  mapping: string;
  /** The dialer that the last such file was sent to, and its settings as JSON; null if none was chosen. */
  connection_id: number | null;
  settings: string | null;
  used_at: Millis;
}

/** The configuration of an import, saved under a name. */
export interface ImportTemplateTable {
  id: Generated<number>;
  name: string;
  /** The header record, normalized, of the file it was made from; empty if that had no column names. */
  header: string;
  /** JSON of `mapping` and of `dialSettings`. */
  mapping: string;
  settings: string;
  connection_id: number | null;
  created_at: Millis;
  used_at: Millis;
}

/** A value of a lead that was read back, and that the dialer stores differently from what was shown. */
export interface HeldValueTable {
  job_id: number;
  field: string;
  shown: string;
  held: string;
}

/** A read-only request made outside the queue. Its answer is never stored. */
export interface ReadingRequestTable {
  id: Generated<number>;
  connection_id: number;
  /** The job whose lead was read; null if it was not about a lead. */
  job_id: number | null;
  function: string;
  at: Millis;
  took_ms: number;
  http_status: number | null;
  outcome: ReadingRequest['outcome'];
  words: string;
}

export interface DoNotCallTable {
  phone: string;
  source: string;
  added_at: Millis;
}

/** Jobs that one action of the operator created. They are paused, counted and canceled together. */
export interface JobGroupTable {
  id: Generated<number>;
  connection_id: number;
  kind: string;
  label: string;
  paused: number;
  /** Why the vendor refuses every job of it; null if the operator paused it, or if it is not paused. */
  paused_reason: string | null;
  created_at: Millis;
}

export interface JobTable {
  id: Generated<number>;
  connection_id: number;
  group_id: number;
  /** The source row. It is unique within the connection. */
  source: number;
  /** Two jobs with the same connection and lane are never in flight together. For dialers it is the phone number. */
  lane: string;
  state: JobState;
  not_before: Millis;
  attempts: number;
  reason: string | null;
  vendor_ref: string | null;
  vendor_line: string | null;
  updated_at: Millis;
  /** The side effects that were requested and not confirmed, separated by commas; null if none is missing. */
  missing: string | null;
}

export interface AttemptTable {
  job_id: number;
  no: number;
  purpose: 'send' | 'check';
  started_at: Millis;
  ended_at: Millis | null;
  /** sha256 of the request with its secrets removed. */
  payload_hash: string;
  /** The start of the process in which it was made. Attempts of one start have the same tag. */
  tag: string;
  http_status: number | null;
  outcome: string | null;
  /** The answer, redacted and truncated. */
  answer: string | null;
  error: string | null;
}

export interface JobCountTable {
  connection_id: number;
  group_id: number;
  state: JobState;
  jobs: number;
}

export interface MetaTable {
  key: string;
  value: ColumnType<string, string, string>;
}

/** Every table of the desk's database. */
export interface Tables
  extends UnlockTables,
    DeliveryTables,
    LeadexecTables,
    OfferTables,
    LeadTables,
    LeadIndexTables,
    LeadWorkTables,
    CallTimesTables,
    SyncTables,
    SearchTables {
  connection: ConnectionTable;
  dialer_knowledge: DialerKnowledgeTable;
  dial_question: DialQuestionTable;
  dial_import: ImportTable;
  import_row: ImportRowTable;
  import_edit: ImportEditTable;
  import_reason: ImportReasonTable;
  import_issue: ImportIssueTable;
  import_verdict: ImportVerdictTable;
  remembered_mapping: RememberedMappingTable;
  import_template: ImportTemplateTable;
  held_value: HeldValueTable;
  reading_request: ReadingRequestTable;
  do_not_call: DoNotCallTable;
  job_group: JobGroupTable;
  job: JobTable;
  attempt: AttemptTable;
  job_count: JobCountTable;
  meta: MetaTable;
}
