import { z } from 'zod';
import { csvFormat } from './csv-format.ts';
import { whichLeads } from './lead-list.ts';
import { readPath } from './paths.ts';

/** The kind of a post ("Create General Lead" and the similar requests of the receiver's document). */
export const postKind = z.enum(['general', 'manualredirect', 'autoredirect', 'returnsends', 'transfer', 'calldata']);
export type PostKind = z.infer<typeof postKind>;

/** What is done with leads at a receiver: they are posted in one of these ways, or one is updated. */
export const deliveryKind = z.enum([...postKind.options, 'update']);
export type DeliveryKind = z.infer<typeof deliveryKind>;

/** A field of a lead type, as in the vendor's posting instructions. */
export const receiverField = z.strictObject({
  name: z.string().trim().min(1).max(200),
  required: z.boolean().default(false),
  type: z.enum(['text', 'integer', 'number', 'boolean', 'date', 'email', 'phone', 'zip']).default('text'),
  /** A value must match this regular expression; empty for none. */
  validation: z.string().max(4000).default(''),
  /** Matches of this regular expression are removed from a value; empty for none. */
  invalidChars: z.string().max(4000).default(''),
  /** The only allowed values; empty for any. */
  values: z.array(z.string().max(500)).max(5000).default([]),
  maxLength: z.number().int().min(1).nullable().default(null),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  /** It identifies the person, and is never sent in a ping. */
  contact: z.boolean().default(false),
});
export type ReceiverField = z.output<typeof receiverField>;

/** An issue of a row before it is posted. */
export const rowIssue = z.object({
  code: z.enum([
    'required',
    'type',
    'validation',
    'not-in-values',
    'too-long',
    'out-of-range',
    'file-marks',
    'placeholder-cleared',
    'characters-removed',
    'unknown-field',
    'do-not-call',
    'erased',
    'posted-before',
    'posted-and-open',
    'duplicate-in-file',
    'same-file',
    'unreadable-row',
    'call-date',
  ]),
  field: z.string(),
  /** An error prevents the row from being posted. */
  severity: z.enum(['error', 'warning']),
  before: z.string().optional(),
  after: z.string().optional(),
  /** What the code and field don't say by themselves. */
  detail: z.string().optional(),
});
export type RowIssue = z.infer<typeof rowIssue>;

/** Errors that the operator may overrule, so that rows with them are posted. */
export const overruled = z.enum([
  'do-not-call',
  'posted-and-open',
  'duplicate-in-file',
  'same-file',
  'validation',
  'not-in-values',
]);
export type Overruled = z.infer<typeof overruled>;

/** A vendor's expression that could not be used: it does not compile, or it took too long. */
export const expressionProblem = z.object({
  field: z.string(),
  expression: z.string(),
  use: z.enum(['validation', 'invalid-characters']),
  problem: z.enum(['does-not-compile', 'too-slow']),
  detail: z.string(),
});
export type ExpressionProblem = z.infer<typeof expressionProblem>;

export const fieldValues = z.record(z.string().min(1).max(200), z.string().max(100_000));
/** The same as an output: what came in a file is not limited. */
export const shownValues = z.record(z.string(), z.string());

/** The longest delay before a lead is sold on. */
export const MOST_DELAY_HOURS = 24 * 365;

export const postInput = z.strictObject({
  connectionId: z.number(),
  kind: postKind.default('general'),
  /** One of the three: a file, with the name shown for it and its format, */
  path: readPath().optional(),
  name: z.string().max(255).optional(),
  format: csvFormat.partial().optional(),
  /** leads that are entered, each with the receiver's own fields, */
  leads: z.array(fieldValues).min(1).max(10_000).optional(),
  /** or leads of the inbox. */
  which: whichLeads.optional(),
  /** The field that each column fills; columns with a field's name fill it by default. An empty field leaves the column out. */
  map: z
    .array(z.strictObject({ header: z.string(), field: z.string().max(200) }))
    .max(2_000)
    .default([]),
  /** The same value for every lead. */
  set: fieldValues.default({}),
  /** The column whose value is stored with the lead for reports (`reference`); empty for none. */
  reference: z.string().default(''),
  noSell: z.boolean().default(false),
  /** Hours by which sending the lead is delayed; null for none. */
  sendDelay: z.number().min(0).max(MOST_DELAY_HOURS).nullable().default(null),
  pingFirst: z.boolean().default(false),
  /** How many leads one post contains. */
  together: z.number().int().min(1).max(500).default(1),
  /** Fields that identify the person, in addition to the known ones. */
  contact: z.array(z.string()).max(500).default([]),
  /** Post rows in spite of this. */
  sendAnyway: z.array(overruled).default([]),
  /** Also leave out rows that were posted before. */
  leaveOutPosted: z.boolean().default(false),
  /** Report what would be posted, and post nothing. */
  dryRun: z.boolean().default(false),
  /** A name with which the caller requests the progress of the check, and cancels it. */
  checkId: z.string().min(1).max(64).optional(),
});

export const sampleRow = z.object({
  row: z.number(),
  fields: shownValues,
  /** The progress of a check of leads. */
  postedAs: shownValues.optional(),
  issues: z.array(rowIssue),
});

/** The share of the whole, between 0 and 1; null if unknown. */
export const postCheck = z.object({
  rows: z.number(),
  toPost: z.number(),
  leftOut: z.number(),
  columns: z.array(
    z.object({
      header: z.string(),
      field: z.string().nullable(),
      /** Values that are sent differently from `fields`: the date of a call, in Pacific Time. */
      isReference: z.boolean(),
    }),
  ),
  reasons: z.array(
    z.object({
      code: rowIssue.shape.code,
      field: z.string(),
      severity: rowIssue.shape.severity,
      rows: z.number(),
      sentence: z.string(),
    }),
  ),
  problems: z.array(expressionProblem),
  sample: z.array(sampleRow),
});
export type PostCheck = z.infer<typeof postCheck>;
