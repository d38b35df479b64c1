import { z } from 'zod';
import { csvEncoding, csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { dialSettings } from './dial-settings.ts';
import { issue, issueSeverity } from './issues.ts';
import { jobCounts } from './job-states.ts';
import { mapping, mappingNote, mappingSuggestion } from './mapping.ts';
import { fileName, readPath, writePath } from './paths.ts';

/** Why a row is sent or not. The number is what the store keeps. */
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

/** What a look at the file found, for the wizard's first step. */
export const inspection = z.object({
  format: csvFormat,
  /** The names of the columns, from the header or made up. */
  columns: z.array(z.string()),
  /** The first records. */
  samples: z.array(z.array(z.string())),
  /** Records from the rest of the file, evenly: what the first ones leave empty is seen in these. */
  spread: z.array(z.array(z.string())).optional(),
  /** Records with letters beyond ASCII, so that a person can tell the encoding is right. */
  accented: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  estimatedRows: z.number(),
  /** The line on which the column names stand; null where no record names them. */
  headerLine: z.number().nullable().default(null),
  /** The first records of the file as they stand, titles and names among them, with their lines. */
  top: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })).default([]),
  /** Where the encoding can't be told: those it may be, the likeliest first, with how words read in each. It must be chosen before a check. */
  encodings: z.array(z.object({ encoding: csvEncoding, examples: z.array(z.string()) })).default([]),
  /** The sheets of a workbook; none for a text file. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })).default([]),
  /** Sentences on what was found and left out: titles, blank lines, a total at the end. */
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
  /** Rows of the file by what becomes of them; complete once checked. */
  rows: rowCounts,
  /** Jobs by state, once started. `jobs.total` + rows left out + rows not yet queued = rows. */
  jobs: jobCounts,
  paused: z.boolean(),
  /** Why the dialer refuses all of it, and what to do; null where the operator paused it, or it goes on. */
  pausedReason: z.string().nullable(),
  /** Bytes read of the file while checking. */
  checkedBytes: z.number(),
  /** Rows settled a second over the last seconds; null when nothing moves. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Settled a second, one number a second, oldest first, at most a minute. */
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
  /** Suggested for this file: remembered by its header, or by names and content. */
  suggestion: z.object({
    mapping,
    guesses: z.array(mappingSuggestion),
    /** Columns that fill nothing although their names suggest it, or that no longer fit what is remembered. */
    notes: z.array(mappingNote),
    remembered: z.boolean(),
    /** Where the last file with this header went, and with which settings; null where that was never said. */
    connectionId: z.number().nullable().default(null),
    settings: dialSettings.nullable().default(null),
    /** The template that was made from a file with this header; null for none. */
    template: z.string().nullable().default(null),
  }),
  /** Earlier imports of the very same file. */
  sameFile: z.array(z.object({ id: z.number(), createdAt: z.number(), state: importState })),
});
export type ImportDetail = z.infer<typeof importDetail>;

/** A reason for which rows are flagged, with its number of rows. */
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
  /** The cells as they stand in the file. */
  cells: z.array(z.string()),
  /** The fields as they will be sent, and held by the dialer. */
  fields: z.record(z.string(), z.string()),
  issues: z.array(issue),
  edited: z.boolean(),
});
export type CheckedRow = z.infer<typeof checkedRow>;

/** One act on every row that has a reason. */
export const reasonFix = z.discriminatedUnion('act', [
  /** Send an empty value for the field of this reason. */
  z.object({ act: z.literal('clear') }),
  z.object({ act: z.literal('set'), value: z.string() }),
  z.object({ act: z.literal('leave-out') }),
  /** Send in spite of it: duplicates and do-not-call only. */
  z.object({ act: z.literal('send-anyway') }),
  /** Take back what was decided for these rows. */
  z.object({ act: z.literal('undo') }),
]);
export type ReasonFix = z.infer<typeof reasonFix>;

const byId = z.object({ id: z.number() });

/** Exactly what starting would do. */
export const startSummary = z.object({
  rowsToSend: z.number(),
  leftOut: z.number(),
  rows: rowCounts,
  connection: z.string(),
  listId: z.string(),
  campaign: z.string(),
  /** Sentences that deserve a look before starting. */
  warnings: z.array(z.string()),
  /** Expected, from the connection's pace so far; null when it has none yet. */
  perSecond: z.number().nullable(),
  seconds: z.number().nullable(),
});
export type StartSummary = z.infer<typeof startSummary>;

export const importCommands = defineCommands({
  'imports.list': { input: z.object({}), output: z.array(dialImport) },
  'imports.get': { input: byId, output: importDetail },
  /** Looks at a file and makes a draft of it. */
  'imports.open': { input: z.object({ path: readPath(), name: fileName().optional() }), output: importDetail },
  /** Reads the file again with another encoding, delimiter, quote or header. */
  'imports.reformat': { input: byId.extend({ format: csvFormat.partial() }), output: importDetail },
  /** Where it goes and how its columns are read; the draft keeps it. */
  'imports.configure': {
    input: byId.extend({
      connectionId: z.number().optional(),
      settings: dialSettings.optional(),
      mapping: mapping.optional(),
    }),
    output: importDetail,
  },
  /** Begins the check of every row and returns at once; `imports.get` tells how far it is. Rows already checked are checked anew. */
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
  /** Values typed in place of the file's, by the dialer's field; null takes one back. */
  'imports.editRow': {
    input: byId.extend({ row: z.number(), edits: z.record(z.string(), z.string().nullable()) }),
    output: checkedRow,
  },
  /** The operator's word on one row; null leaves it to the check. */
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
  /** Calls off every job that has not been sent; what has been sent stays. */
  'imports.cancel': { input: byId, output: z.object({ cancelled: z.number() }) },
  /** Forgets a draft and its rows; a started import stays for the log. */
  'imports.remove': { input: byId, output: z.object({}) },
  /** Rows left out or rejected, with the file's own columns, the reason and the vendor's line. */
  'imports.rejects': {
    input: byId.extend({ path: writePath().optional() }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
