import { z } from 'zod';
import { csvEncoding, csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { dialSettings } from './dial-settings.ts';
import { issue, issueSeverity } from './issues.ts';
import { jobCounts } from './job-states.ts';
import { mapping, mappingNote, mappingSuggestion } from './mapping.ts';
import { fileName, readPath, writePath } from './paths.ts';

/** Why a row is sent or not. The number is the stored value. */
export const verdicts = {
  send: 0,
  error: 1,
  'duplicate-in-file': 2,
  'duplicate-earlier': 3,
  'do-not-call': 4,
  'left-out-by-operator': 5,
} as const;
export const verdict = z.enum([
  'send',
  'error',
  'duplicate-in-file',
  'duplicate-earlier',
  'do-not-call',
  'left-out-by-operator',
]);
export type Verdict = z.infer<typeof verdict>;

/** The result of inspecting the file, for the first step of the import dialog. */
export const inspection = z.object({
  format: csvFormat,
  /** The names of the columns, from the header or generated. */
  columns: z.array(z.string()),
  /** The first records. */
  samples: z.array(z.array(z.string())),
  /** Records spread evenly over the rest of the file, which show columns that are empty in the first ones. */
  spread: z.array(z.array(z.string())).optional(),
  /** Records with letters beyond ASCII, so that a person can see whether the encoding is right. */
  accented: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  estimatedRows: z.number(),
  /** The line with the column names; null if no record has them. */
  headerLine: z.number().nullable().default(null),
  /** The first records of the file, including titles and names, with their lines. */
  top: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })).default([]),
  /**
   * If the encoding is uncertain: the possible ones, most probable first, with how words read in each. It must be chosen before a check.
   */
  encodings: z.array(z.object({ encoding: csvEncoding, examples: z.array(z.string()) })).default([]),
  /** The sheets of a workbook; empty for a text file. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })).default([]),
  /** Sentences about what was found and left out: titles, blank lines, a total at the end. */
  notes: z.array(z.string()).default([]),
});
export type Inspection = z.infer<typeof inspection>;

export const rowCounts = z.object({
  total: z.number(),
  send: z.number(),
  error: z.number(),
  'duplicate-in-file': z.number(),
  'duplicate-earlier': z.number(),
  'do-not-call': z.number(),
  'left-out-by-operator': z.number(),
});
export type RowCounts = z.infer<typeof rowCounts>;

export const importState = z.enum(['draft', 'checking', 'checked', 'starting', 'started', 'failed']);

export const dialImport = z.object({
  id: z.number(),
  fileName: z.string(),
  fileSize: z.number(),
  state: importState,
  connectionId: z.number().nullable(),
  connection: z.string().nullable(),
  listId: z.string().nullable(),
  campaign: z.string().nullable(),
  /** Rows of the file by result; complete once checked. */
  rows: rowCounts,
  /** Jobs by state, once started. `jobs.total` + rows left out + rows not yet queued = rows. */
  jobs: jobCounts,
  paused: z.boolean(),
  /** Why the dialer refuses all of it, and what to do; null if the operator paused it, or if it is not paused. */
  pausedReason: z.string().nullable(),
  /** Bytes of the file read so far by the check. */
  checkedBytes: z.number(),
  /** Rows completed per second over the last seconds; null if nothing changes. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Rows completed in each second, oldest first, at most a minute. */
  rates: z.array(z.number()),
  error: z.string().nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
});
export type DialImport = z.infer<typeof dialImport>;

export const importDetail = dialImport.extend({
  filePath: z.string(),
  inspection,
  settings: dialSettings.nullable(),
  mapping: mapping.nullable(),
  /** Suggested for this file: remembered for its header, or from names and content. */
  suggestion: z.object({
    mapping,
    guesses: z.array(mappingSuggestion),
    /** Columns that fill no field although their names suggest one, or that no longer match what is remembered. */
    notes: z.array(mappingNote),
    remembered: z.boolean(),
    /** The connection and settings of the last file with this header; null if there is none. */
    connectionId: z.number().nullable().default(null),
    settings: dialSettings.nullable().default(null),
    /** The template that was made from a file with this header; null for none. */
    template: z.string().nullable().default(null),
  }),
  /** Earlier imports of the very same file. */
  sameFile: z.array(z.object({ id: z.number(), createdAt: z.number(), state: importState })),
});
export type ImportDetail = z.infer<typeof importDetail>;

/** A reason for which rows are marked, with the number of rows. */
export const reasonCount = z.object({
  id: z.number(),
  code: z.string(),
  field: z.string(),
  severity: issueSeverity,
  sentence: z.string(),
  /** What can be done to all its rows at once. */
  fixes: z.array(z.string()),
  rows: z.number(),
});
export type ReasonCount = z.infer<typeof reasonCount>;

export const checkedRow = z.object({
  row: z.number(),
  verdict,
  /** The cells as in the file. */
  cells: z.array(z.string()),
  /** The fields as they will be sent, and stored by the dialer. */
  fields: z.record(z.string(), z.string()),
  issues: z.array(issue),
  edited: z.boolean(),
});
export type CheckedRow = z.infer<typeof checkedRow>;

/** One fix for every row that has a reason. */
export const reasonFix = z.discriminatedUnion('act', [
  /** Send an empty value for the field of this reason. */
  z.object({ act: z.literal('clear') }),
  z.object({ act: z.literal('set'), value: z.string() }),
  z.object({ act: z.literal('leave-out') }),
  /** Send anyway: only for duplicates and do-not-call. */
  z.object({ act: z.literal('send-anyway') }),
  /** Undo what was decided for these rows. */
  z.object({ act: z.literal('undo') }),
]);
export type ReasonFix = z.infer<typeof reasonFix>;

const byId = z.object({ id: z.number() });

/** Exactly what a start would do. */
export const startSummary = z.object({
  rowsToSend: z.number(),
  leftOut: z.number(),
  rows: rowCounts,
  connection: z.string(),
  listId: z.string(),
  campaign: z.string(),
  /** Sentences to read before starting. */
  warnings: z.array(z.string()),
  /** Expected, from the connection's current pace; null if it has none yet. */
  perSecond: z.number().nullable(),
  seconds: z.number().nullable(),
});
export type StartSummary = z.infer<typeof startSummary>;

export const importCommands = defineCommands({
  'imports.list': { input: z.object({}), output: z.array(dialImport) },
  'imports.get': { input: byId, output: importDetail },
  /** Inspects a file and creates a draft for it. */
  'imports.open': { input: z.object({ path: readPath(), name: fileName().optional() }), output: importDetail },
  /** Reads the file again with another encoding, delimiter, quote or header. */
  'imports.reformat': { input: byId.extend({ format: csvFormat.partial() }), output: importDetail },
  /** Stores the target and the mapping in the draft. */
  'imports.configure': {
    input: byId.extend({
      connectionId: z.number().optional(),
      settings: dialSettings.optional(),
      mapping: mapping.optional(),
    }),
    output: importDetail,
  },
  /**
   * Starts the check of every row and returns at once; `imports.get` returns the progress. Rows that were already checked are checked
   * again.
   */
  'imports.check': { input: byId.extend({ thenStart: z.boolean().default(false) }), output: dialImport },
  'imports.reasons': { input: byId, output: z.array(reasonCount) },
  'imports.rows': {
    input: byId.extend({
      reasonId: z.number().nullable().default(null),
      verdict: verdict.nullable().default(null),
      after: z.number().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(checkedRow), more: z.boolean() }),
  },
  /** Values that replace the file's, by the dialer's field; null removes one. */
  'imports.editRow': {
    input: byId.extend({ row: z.number(), edits: z.record(z.string(), z.string().nullable()) }),
    output: checkedRow,
  },
  /** The operator's decision on one row; null leaves it to the check. */
  'imports.decideRow': {
    input: byId.extend({ row: z.number(), decision: z.enum(['send', 'leave-out']).nullable() }),
    output: checkedRow,
  },
  'imports.fixReason': {
    input: byId.extend({ reasonId: z.number(), fix: reasonFix }),
    output: z.object({ changed: z.number() }),
  },
  'imports.summary': { input: byId, output: startSummary },
  'imports.start': { input: byId, output: dialImport },
  'imports.pause': { input: byId, output: dialImport },
  'imports.resume': { input: byId, output: dialImport },
  /** Cancels every job that has not been sent. */
  'imports.cancel': { input: byId, output: z.object({ cancelled: z.number() }) },
  /** Deletes a draft and its rows. A started import is kept for the log. */
  'imports.remove': { input: byId, output: z.object({}) },
  /** Rows left out or rejected, with the file's own columns, the reason and the vendor's message. */
  'imports.rejects': {
    input: byId.extend({ path: writePath().optional() }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
