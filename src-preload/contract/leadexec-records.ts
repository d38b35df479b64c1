import { z } from 'zod';
import { defineCommands } from './define.ts';

/**
 * The kinds of records of a LeadExec account that are stored on this desk. `parent` of a record is the number of what it belongs to: a
 * client for client values, accounts and methods, a lead type for active clients, lead fields and categories, a list for list items, a
 * source for campaigns; 0 for the others.
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

/** A value in a list: dates are ms since 1970, enumerations are their documented names. */
export const recordValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type RecordValue = z.infer<typeof recordValue>;

const place = z.object({ connectionId: z.number(), kind: recordKind, parent: z.number().int().min(0).optional() });
/** A record; `parent` is required for kinds that have one. `id` 0 is a new record. */
const one = z.object({
  connectionId: z.number(),
  kind: recordKind,
  parent: z.number().int().min(0).default(0),
  id: z.number().int().min(0),
});

/** The age of the copies. */
const freshness = z.object({
  /** When the oldest requested record was read, ms since 1970; null if none was read yet. */
  readAt: z.number().nullable(),
  refreshing: z.boolean(),
  /** Why the last refresh failed. */
  error: z.string().nullable(),
});

/** A field of a kind of record, for lists and forms. */
export const recordField = z.object({
  /** Its path in the record. A field of rows is preceded by the path of their list: `Criteria.Operator`. */
  path: z.string(),
  label: z.string(),
  type: z.enum(['text', 'long-text', 'number', 'whole', 'flag', 'date', 'choice', 'id', 'rows']),
  /** The documented values of a choice; `number` is null if the document has no numbers. */
  choices: z.array(z.object({ name: z.string(), number: z.number().nullable() })),
  /** The kind of record that an id refers to, if that kind is stored here. */
  of: recordKind.nullable(),
  /** The minimum; null if there is none. */
  least: z.number().nullable(),
  /** It must be sent: an unchanged value is sent back as it was read. */
  required: z.boolean(),
  /** May be null. */
  nullable: z.boolean(),
  deprecated: z.boolean(),
  /** A password: it reads `[removed]`, and is sent back as it was read unless another is given. */
  secret: z.boolean(),
  /** No call writes it. */
  readOnly: z.boolean(),
  /** A call writes it, but it isn't for a person to edit: when a record was added. It is sent back as it was read. */
  fixed: z.boolean(),
  /** Whether `leadexec.records` returns it. */
  listed: z.boolean(),
  /** Further information, or an empty text. */
  note: z.string(),
});
export type RecordField = z.infer<typeof recordField>;

/** A row of a list, such as `Items`, or `FieldSettings`, whose rows contain rows. */
const innerRow = z.record(z.string(), recordValue);
const row = z.record(z.string(), z.union([recordValue, z.array(innerRow)]));
/** A new value for a member of a record: `Price`, `Validation.DNC`, `FieldData.17` of a client, or a complete list such as `Criteria`. */
const edit = z
  .array(z.object({ field: z.string().min(1).max(200), value: z.union([recordValue, z.array(row)]) }))
  .max(500);
export type RecordEdit = z.infer<typeof edit>;

/** The value of a field before and after, in words. */
const change = z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() });
/** A field that somebody else changed: its value when the operator opened the record, its current value, and the edited value. */
const conflict = change.extend({ now: z.string() });

/** How far the names of clients are read: the lists of active clients, one for each lead type. */
const namesRead = z.object({
  /** The lead type that is being read, from 1, and their number. */
  leadType: z.number(),
  leadTypes: z.number(),
  /** Clients of it that were read, and their number; null until its first page was read. */
  read: z.number(),
  of: z.number().nullable(),
});
export type NamesRead = z.infer<typeof namesRead>;

export const recordsCommands = defineCommands({
  /**
   * Records of a kind from the copies on this desk; no request is made. `filters` match records with one of the values in each named field;
   * `text` must be part of a displayed value.
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
      /** How many match, and how many exist. */
      total: z.number(),
      all: z.number(),
      /** How far the names of clients are read that these records show; null while none are read, and for records without them. */
      names: namesRead.nullable(),
    }),
  },

  /** How often each value of a field occurs, most frequent first; for filters. */
  'leadexec.values': {
    input: place.extend({ field: z.string(), count: z.number().int().min(1).max(1_000).default(100) }),
    output: z.array(z.object({ value: recordValue, count: z.number() })),
  },

  /** A record as it was last read, JSON with secrets removed; null if it is not stored here. With `id` 0: an empty record to fill in. */
  'leadexec.record': {
    input: one,
    output: z
      .object({
        record: z.string(),
        readAt: z.number().nullable(),
        revision: z.string(),
        /** The name of the client that it is or belongs to, as all lists show it; empty if there is none. */
        clientName: z.string(),
      })
      .nullable(),
  },

  /** The properties of a kind's fields. */
  'leadexec.fields': {
    input: z.object({ kind: recordKind }),
    output: z.object({
      fields: z.array(recordField),
      /** Whether records of this kind can be changed, and whether new ones can be created. */
      edits: z.boolean(),
      creates: z.boolean(),
    }),
  },

  /** Reads records of a kind again now; `id` reads a campaign, which no call lists. It ends when they have been read. */
  'leadexec.refresh': { input: place.extend({ id: z.number().int().min(1).optional() }), output: freshness },

  /**
   * Reports that somebody is looking at these records: they are read in the background if they are older than `olderThanMs`, now and as
   * long as they are in use.
   */
  'leadexec.open': {
    input: place.extend({ olderThanMs: z.number().int().min(0).default(300_000) }),
    output: freshness,
  },

  /**
   * What an edit would change, after the record was read again. `revision` is that of the record when the operator opened it; `now` is that
   * of the current record, with which the edit can be saved.
   */
  'leadexec.preview': {
    input: one.extend({ revision: z.string().default(''), edit }),
    output: z.object({
      changes: z.array(change),
      /** Fields of the edit that somebody else has changed since. */
      conflicts: z.array(conflict),
      /** Other changes by somebody else, which this edit keeps. */
      changedByOthers: z.array(change),
      /** Why it can't be sent yet, by field. */
      problems: z.array(z.object({ field: z.string(), problem: z.string() })),
      /** What can't be undone, in words. */
      warnings: z.array(z.string()),
      /** The current record, JSON with secrets removed. */
      record: z.string(),
      now: z.string(),
    }),
  },

  /**
   * Sends an edit as a job of the queue. It reads the record again immediately before, and does not change one that differs from
   * `revision`. Afterwards the record is read again and compared.
   */
  'leadexec.save': {
    input: one.extend({ revision: z.string(), edit }),
    output: z.object({ jobId: z.number() }),
  },

  /** The result of a save: which fields differ from what was sent, if only in the order of rows, and whether it can be undone. Null for other jobs. */
  'leadexec.saved': {
    input: z.object({ jobId: z.number() }),
    output: z
      .object({
        kind: recordKind,
        parent: z.number(),
        id: z.number(),
        /** Null until the record was read again. */
        differs: z.array(z.string()).nullable(),
        /** Edited lists whose rows are as sent, but in another order. */
        reordered: z.array(z.string()),
        canUndo: z.boolean(),
      })
      .nullable(),
  },

  /** One password of a record, for a person who asks to see it; null if there is none that this desk knows. */
  'leadexec.secret': {
    input: one.extend({ field: z.string().min(1).max(100) }),
    output: z.object({ value: z.string().nullable() }),
  },

  /** Undoes a save: a job that sets the fields to their earlier values, unless they were changed since. */
  'leadexec.undo': {
    input: z.object({ jobId: z.number() }),
    output: z.object({ jobId: z.number() }),
  },
});
