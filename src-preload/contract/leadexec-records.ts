import { z } from 'zod';
import { defineCommands } from './define.ts';

/**
 * The kinds of records of a LeadExec account that are kept on this desk. `parent` of a record is the number of what it belongs to: a client
 * for client values, accounts and methods, a lead type for active clients, lead fields and categories, a list for list items, a source for
 * campaigns; 0 for the others.
 */
export const recordKind = z.enum([
  'clients',
  'clientGroups',
  'clientFields',
  'clientValues',
  'activeClients',
  'accounts',
  'methods',
  'orders',
  'lists',
  'listItems',
  'sources',
  'campaigns',
  'leadTypes',
  'leadFields',
  'categories',
  'states',
]);
export type RecordKind = z.infer<typeof recordKind>;

/** A value of a list: dates are ms since 1970, enumerations their documented names. */
export const recordValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type RecordValue = z.infer<typeof recordValue>;

const place = z.object({ connectionId: z.number(), kind: recordKind, parent: z.number().int().min(0).optional() });
/** A record; `parent` is needed for kinds that have one. `id` 0 is one that is to be created. */
const one = z.object({
  connectionId: z.number(),
  kind: recordKind,
  parent: z.number().int().min(0).default(0),
  id: z.number().int().min(0),
});

/** How old the copies are. */
const freshness = z.object({
  /** When the oldest of what is asked for was read, ms since 1970; null where nothing was read yet. */
  readAt: z.number().nullable(),
  refreshing: z.boolean(),
  /** Why the last refresh ended without an answer. */
  error: z.string().nullable(),
});

/** A field of a kind of record, as lists and forms need it. */
export const recordField = z.object({
  /** Its path in the record; fields of rows have the path of their list before them: `Criteria.Operator`. */
  path: z.string(),
  label: z.string(),
  type: z.enum(['text', 'long-text', 'number', 'whole', 'flag', 'date', 'choice', 'id', 'rows']),
  /** The documented values of a choice: `number` null where the document has no numbers. */
  choices: z.array(z.object({ name: z.string(), number: z.number().nullable() })),
  /** The kind of record that an id is of, where it is kept here. */
  of: recordKind.nullable(),
  /** The least number, where there is one. */
  least: z.number().nullable(),
  /** Must be sent: it goes back as it was read unless it is changed. */
  required: z.boolean(),
  /** May be null. */
  nullable: z.boolean(),
  deprecated: z.boolean(),
  /** A password: reads `[removed]`, and goes back as it was read unless another is given. */
  secret: z.boolean(),
  /** No call writes it. */
  readOnly: z.boolean(),
  /** Whether `leadexec.records` has it among its values. */
  listed: z.boolean(),
  /** What there is to know of it, or an empty text. */
  note: z.string(),
});
export type RecordField = z.infer<typeof recordField>;

/** A row of a list: `Items`, or `FieldSettings` with rows of their own. */
const innerRow = z.record(z.string(), recordValue);
const row = z.record(z.string(), z.union([recordValue, z.array(innerRow)]));
/** A member of a record gets a value: `Price`, `Validation.DNC`, `FieldData.17` of a client, or a list whole, such as `Criteria`. */
const edit = z
  .array(z.object({ field: z.string().min(1).max(200), value: z.union([recordValue, z.array(row)]) }))
  .max(500);
export type RecordEdit = z.infer<typeof edit>;

/** What a field was and will be, as a person reads it. */
const change = z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() });
/** A field that somebody else changed: what it was when the operator opened the record, what it is now, and what the edit would make it. */
const conflict = change.extend({ now: z.string() });

export const recordsCommands = defineCommands({
  /**
   * Some records of a kind, from the copies on this desk: no request is made. `filters` keep those that have one of the values in every field
   * named; `text` must be in one of the shown values.
   */
  'leadexec.records': {
    input: place.extend({
      text: z.string().max(200).default(''),
      filters: z.array(z.object({ field: z.string(), values: z.array(recordValue) })).default([]),
      sort: z.object({ field: z.string(), descending: z.boolean().default(false) }).optional(),
      from: z.number().int().min(0).default(0),
      count: z.number().int().min(0).max(1_000).default(100),
    }),
    output: freshness.extend({
      rows: z.array(z.object({ id: z.number(), parent: z.number(), values: z.record(z.string(), recordValue) })),
      /** How many match, and how many there are. */
      total: z.number(),
      all: z.number(),
    }),
  },

  /** How often each value of a field occurs, most frequent first; for filters. */
  'leadexec.values': {
    input: place.extend({ field: z.string(), count: z.number().int().min(1).max(1_000).default(100) }),
    output: z.array(z.object({ value: recordValue, count: z.number() })),
  },

  /** A record as it was read last, JSON with secrets removed; null where it is not kept here. With `id` 0: an empty one to fill in. */
  'leadexec.record': {
    input: one,
    output: z.object({ record: z.string(), readAt: z.number().nullable(), revision: z.string() }).nullable(),
  },

  /** What there is to know of the fields of a kind. */
  'leadexec.fields': {
    input: z.object({ kind: recordKind }),
    output: z.object({
      fields: z.array(recordField),
      /** Whether records of it can be changed, and whether new ones can be made. */
      edits: z.boolean(),
      creates: z.boolean(),
    }),
  },

  /** Reads records of a kind again, now; `id` reads a campaign, which no call lists. Ends once they are read. */
  'leadexec.refresh': { input: place.extend({ id: z.number().int().min(1).optional() }), output: freshness },

  /** Somebody looks at these records: they are read in the background where they are older than `olderThanMs`, now and while they are looked at. */
  'leadexec.open': {
    input: place.extend({ olderThanMs: z.number().int().min(0).default(300_000) }),
    output: freshness,
  },

  /**
   * What an edit would change, after the record was read again. `revision` is that of the record when the operator opened it; `now` is that
   * of the record as it is, with which the edit can be saved.
   */
  'leadexec.preview': {
    input: one.extend({ revision: z.string().default(''), edit }),
    output: z.object({
      changes: z.array(change),
      /** Fields of the edit that somebody else has changed meanwhile. */
      conflicts: z.array(conflict),
      /** What somebody else changed besides, and this edit keeps. */
      changedByOthers: z.array(change),
      /** Why it can't be sent as it is, by field. */
      problems: z.array(z.object({ field: z.string(), problem: z.string() })),
      /** What can't be undone, in words. */
      warnings: z.array(z.string()),
      /** The record as it is now, JSON with secrets removed. */
      record: z.string(),
      now: z.string(),
    }),
  },

  /**
   * Sends an edit as a job of the queue, which reads the record once more right before it and does not change one that is no longer as
   * `revision` says. Afterwards it is read again and compared.
   */
  'leadexec.save': {
    input: one.extend({ revision: z.string(), edit }),
    output: z.object({ jobId: z.number() }),
  },

  /** What became of a save: which fields the account has otherwise than sent, and whether it can be taken back. Null for other jobs. */
  'leadexec.saved': {
    input: z.object({ jobId: z.number() }),
    output: z
      .object({
        kind: recordKind,
        parent: z.number(),
        id: z.number(),
        /** Null until it was read again. */
        differs: z.array(z.string()).nullable(),
        canUndo: z.boolean(),
      })
      .nullable(),
  },

  /** One password of a record, for a person who asks to see that one; null where there is none that this desk knows. */
  'leadexec.secret': {
    input: one.extend({ field: z.string().min(1).max(100) }),
    output: z.object({ value: z.string().nullable() }),
  },

  /** Takes a save back: a job that gives the fields the values they had, unless they were changed since. */
  'leadexec.undo': {
    input: z.object({ jobId: z.number() }),
    output: z.object({ jobId: z.number() }),
  },
});
