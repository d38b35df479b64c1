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

/** What a connection is doing. `tripped` is the breaker: it probes by itself; `stopped` waits for the operator. */
export type RunState = 'running' | 'paused' | 'stopped' | 'tripped';

/** The states of `docs/queue.md`, as stored. A connection that does not run shows its ready jobs as held without rewriting them. */
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
  /** JSON, by the kind's own schema (traits, limits). */
  options: string;
  /** JSON of `dialerDefaults`; null for none. */
  defaults: Generated<string | null>;
  /** Most requests at once; null finds the vendor's pace by itself. */
  concurrency: number | null;
  /** Most requests a second; null for no limit of our own. */
  per_second: number | null;
  timeout_ms: number;
  run_state: RunState;
  run_reason: string | null;
  /** No request leaves before this instant: a vendor's Retry-After, or the breaker's next probe. */
  not_before: Millis;
  /** How often the breaker's probe failed in a row; its back-off doubles with it. */
  probes_failed: number;
  /** JSON list of the unrecognised kinds of answer that have stopped this connection before. */
  seen_kinds: string;
  last_success_at: Millis | null;
  removed_at: Millis | null;
  created_at: Millis;
}

/** What a dialer has told of itself. Its rows are asked for again at any time. */
export interface DialerKnowledgeTable {
  connection_id: number;
  /** JSON of `connectionTest`; null where it was not tested as it now is. */
  test: string | null;
  /** JSON of `dialerFunctions`; null where none was tried. */
  functions: string | null;
  /** JSON of `dialerChoices`; null where nothing was told. */
  choices: string | null;
}

/** The operator's word that the dialer is to be asked about an unknown job, and how far that is. */
export interface DialQuestionTable {
  job_id: number;
  /** `search` only reads; `post` is the same post with a duplicate check that covers the list. */
  way: 'search' | 'post';
  /** The last attempt before the word was given: a later send makes it void. */
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
  /** JSON of `inspection`: what the wizard's first step shows. */
  inspection: string;
  /** JSON of `mapping`; null until chosen. */
  mapping: string | null;
  /** JSON of `dialSettings`; null until chosen. */
  settings: string | null;
  /** JSON of the dialer's traits, frozen when the check begins, so that a later change of the connection changes no sent value. */
  traits: string | null;
  /** JSON of the day of the check and of what the file's dates of birth prove; null until a check begins. */
  dates: Generated<string | null>;
  state: 'draft' | 'checking' | 'checked' | 'starting' | 'started' | 'failed';
  /** Start by itself once checked (the terminal's import, which must survive a kill). */
  auto_start: Generated<number>;
  /** The last row whose check is stored; a check that was interrupted goes on behind it. */
  checked_to: Generated<number>;
  /** The last row that has been handed to the queue. */
  started_to: Generated<number>;
  /** Its jobs in the queue, once started. */
  group_id: number | null;
  error: string | null;
  checked_at: Millis | null;
  started_at: Millis | null;
  created_at: Millis;
}

/** A row of a dial list. `id` is `import id × 2³¹ + row number`, so that one import is one range of the table and needs no index. */
export interface ImportRowTable {
  id: number;
  /** The record as it stands in the file; values are read from it again when it is sent. */
  record: string;
  phone: string | null;
  /** Why it is left out: 0 is sent; see `verdicts` in the contract. */
  verdict: number;
  /** JSON list of issues; null for a clean row. */
  issues: string | null;
}

/** What the operator said of a row; it outlives a new check of the file. */
export interface ImportEditTable {
  import_id: number;
  row_no: number;
  /** JSON of values typed in place of the file's. */
  edits: string | null;
  /** The operator's word against the check's. */
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
  /** The header record, folded; one mapping a header and kind of file. */
  header: string;
  mapping: string;
  /** The dialer that the last such file went to, and its settings as JSON; null where that was never said. */
  connection_id: number | null;
  settings: string | null;
  used_at: Millis;
}

/** How an import is done again, under a name. */
export interface ImportTemplateTable {
  id: Generated<number>;
  name: string;
  /** The header record, folded, of the file it was made from; empty where that named no columns. */
  header: string;
  /** JSON of `mapping` and of `dialSettings`. */
  mapping: string;
  settings: string;
  connection_id: number | null;
  created_at: Millis;
  used_at: Millis;
}

/** A value that the dialer holds otherwise than it was shown, of a lead that was read back. */
export interface HeldValueTable {
  job_id: number;
  field: string;
  shown: string;
  held: string;
}

/** A request that only read, made outside the queue; never what it answered. */
export interface ReadingRequestTable {
  id: Generated<number>;
  connection_id: number;
  /** The job whose lead was read; null where it was about no lead. */
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

/** Jobs that one act of the operator caused; paused, counted and cancelled together. */
export interface JobGroupTable {
  id: Generated<number>;
  connection_id: number;
  kind: string;
  label: string;
  paused: number;
  /** Why the vendor refuses every job of it; null where the operator paused it, or it goes on. */
  paused_reason: string | null;
  created_at: Millis;
}

export interface JobTable {
  id: Generated<number>;
  connection_id: number;
  group_id: number;
  /** The source row; unique with the connection. */
  source: number;
  /** Two jobs of one connection and lane are never in flight together: the phone number. */
  lane: string;
  state: JobState;
  not_before: Millis;
  attempts: number;
  reason: string | null;
  vendor_ref: string | null;
  vendor_line: string | null;
  updated_at: Millis;
  /** What was asked for and not confirmed, each name between commas; null where nothing is missing. */
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
  /** Which process start made it: attempts of one start share it. */
  tag: string;
  http_status: number | null;
  outcome: string | null;
  /** The answer, redacted and capped. */
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

/** Zeros that overwrite free pages for a moment. */
export interface FreePageZerosTable {
  id: Generated<number>;
  zeros: Uint8Array;
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
  free_page_zeros: FreePageZerosTable;
}
