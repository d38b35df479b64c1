/** The operator's word for the rows of each table. */
const WORDS: Readonly<Record<string, string>> = {
  connection: 'connections',
  dial_import: 'imports',
  import_row: 'import rows',
  import_edit: 'edits of import rows',
  import_reason: 'findings of imports',
  import_issue: 'findings of import rows',
  remembered_mapping: 'remembered column mappings',
  import_template: 'templates of imports',
  held_value: 'values read back',
  reading_request: 'read-only requests',
  dial_question: 'checks of unknown rows at the dialer',
  dialer_knowledge: 'lists and campaigns of dialers',
  do_not_call: 'do-not-call numbers',
  job_group: 'groups of jobs',
  job: 'jobs',
  attempt: 'delivery attempts',
  meta: 'settings',
  lead: 'leads',
  lead_record: 'vendor records of leads',
  lead_record_at_vendor: 'vendor records that were last seen or are gone',
  lead_change: 'changes of records',
  lead_merge: 'merged leads',
  lead_apart: 'leads marked as different people',
  forgotten: 'erased people',
  lead_reject: 'rejected records',
  lead_tag: 'tags of leads',
  lead_view: 'views',
  agent: 'agents',
  lead_act: 'lead history',
  lead_act_set: 'leads in the history',
  lead_act_todo: 'leads that a command has yet to reach',
  lead_note: 'notes',
  lead_draft: 'note drafts',
  disposition: 'dispositions',
  lead_call: 'calls',
  callback: 'callbacks',
  call_rule: 'call rules',
  sync_source: 'sync positions',
  sync_window: 'sync windows',
  sync_seen: 'records seen in a sync',
  sync_full_read: 'full reads of sources',
  unlock_request: 'unlock requests',
  delivery_batch: 'batches of posted leads',
  delivery_post: 'posted leads',
  delivery_send: 'sends to clients',
  delivery_agent: 'agents for transfers',
  delivery_turn: 'changes of posted leads',
  delivery_exchange: 'requests to receivers',
  receiver_campaign: 'fields and mappings of campaigns',
  leadexec_request: 'changes sent to LeadExec accounts',
  leadexec_save: 'edits of LeadExec records',
  leadexec_record: 'records read from LeadExec accounts',
  leadexec_read: 'times when LeadExec accounts were read',
  leadexec_rules: 'what-if settings of LeadExec accounts',
  leadexec_scanner_log: 'scanner logs of posted leads',
  offered_lead: 'offered leads',
  offer: 'offers',
  offer_user: 'LionDesk users',
  offer_team: 'LionDesk teams',
  offer_act: 'claims',
};

/** Tables that can be rebuilt from others, so that losing them loses nothing. Tables of earlier versions are included. */
const DERIVED =
  /^(free_page_zeros|job_count|import_verdict|lead_phone|lead_email|lead_facet_value|lead_bits|lead_bits_log|lead_text|lead_text_pending|lead_text_late|lead_often|lead_index_state|lead_find(_\w+)?|removed_\d+_\w+|sqlite_\w+)$/;

/** The tables of the lead index, which is rebuilt in the background, and those that wait to be deleted. */
const INDEX =
  /^(lead_facet_value|lead_bits|lead_bits_log|lead_index_state|lead_text|lead_text_pending|lead_find(_\w+)?|removed_\d+_\w+)$/;

/** Whether a table belongs to the lead index, or waits to be deleted: the desk can open without its rows. */
export const isOfIndex = (table: string): boolean => INDEX.test(table);

/** The keys by which leads are recognized: derived from their records, but it takes long for many leads. */
const KEYS: readonly string[] = ['lead_phone', 'lead_email'];

/** Whether a table holds the keys by which leads are recognized. */
export const isOfKeys = (table: string): boolean => KEYS.includes(table);

/** The tables that hold numbers of rows of other tables. */
export const COUNT_TABLES = ['job_count', 'import_verdict'] as const;
export type CountTable = (typeof COUNT_TABLES)[number];

/** In this table SQLite notes the highest id of each table whose ids are never given twice. */
export const ID_TABLE = 'sqlite_sequence';

/** Whether a table holds numbers that follow from the rows of others: how many there are, or the highest id. */
export const isOfCounts = (table: string): table is CountTable | typeof ID_TABLE =>
  table === ID_TABLE || COUNT_TABLES.some((one) => one === table);

/** The rows of a table in the operator's words. A table that can be rebuilt has none of its own, nor has one of a newer version. */
export const wordsOf = (table: string): string => WORDS[table] ?? table.replaceAll('_', ' ');

/** Whether a table can be rebuilt from other tables. */
export const isDerived = (table: string): boolean => DERIVED.test(table);

/**
 * The tables by which it is decided whether somebody may be called and what is sent: a changed value on their pages can call or charge a
 * person against their will before SQLite notices anything.
 */
const BINDING: readonly string[] = [
  'meta',
  'connection',
  'do_not_call',
  'forgotten',
  'dial_import',
  'import_row',
  'job_group',
  'job',
  'attempt',
  'lead_call',
  'callback',
  'unlock_request',
  'offered_lead',
  'offer_act',
  'delivery_batch',
  'delivery_post',
  'delivery_turn',
  'leadexec_request',
];

/** Whether a table is one of those by which it is decided who may be called and what is sent. */
export const isBinding = (table: string): boolean => BINDING.includes(table);

/** The tables that matter most to the operator, in this order. */
export const FIRST: readonly string[] = [
  'lead',
  'lead_note',
  'lead_call',
  'callback',
  'job',
  'do_not_call',
  'offered_lead',
];
