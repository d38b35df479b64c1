import { z } from 'zod';
import { csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { inspection } from './dial-imports.ts';
import { jobCounts, jobState } from './job-states.ts';
import { fileName, readPath } from './paths.ts';

const uid = z.number().int().min(1);

/** The parts of a delivery account that are copied; everything else is as in a new account. Its type is always copied. */
export const copiedPart = z.enum(['price', 'maxes', 'criteria', 'automation', 'order', 'delay', 'redirect', 'agent']);
export type CopiedPart = z.infer<typeof copiedPart>;

const copyInput = z.object({
  connectionId: z.number(),
  /** The account to copy: its client and its number. */
  client: uid,
  account: uid,
  /** The clients that get a copy. */
  clients: z.array(uid).min(1).max(20_000),
  take: z.array(copiedPart).default(['price', 'maxes', 'criteria', 'automation', 'order', 'delay']),
  /** The name of the copies: `{name}` is the account's name, `{client}` the client's. */
  name: z.string().trim().min(1).max(200).default('{name}'),
  /** The status of the copies; by default that of the account. */
  status: z.string().max(50).optional(),
  /** The delivery method for a client, if it is not the best match. */
  methods: z
    .array(z.object({ client: uid, method: uid }))
    .max(20_000)
    .default([]),
  /** Clients that get a copy although they have an account with its name. */
  again: z.array(uid).max(20_000).default([]),
});

/** The result for a client: `ready` gets a copy; `exists` has an account with that name, or will get one. */
const copyOutcome = z.enum(['ready', 'no-method', 'exists', 'problem']);

export const accountCopy = z.object({
  client: z.number(),
  clientName: z.string(),
  accountName: z.string(),
  outcome: copyOutcome,
  /** The delivery method of the copy; null if there is none. */
  method: z.number().nullable(),
  /** The client's methods with the lead type, the best match first. */
  methods: z.array(z.object({ id: z.number(), name: z.string(), sameType: z.boolean() })),
  /** Why the client gets no copy, or an empty text. */
  reason: z.string(),
});
export type AccountCopy = z.infer<typeof accountCopy>;

/** The rows of a plan to return. */
const page = { from: z.number().int().min(0).default(0), count: z.number().int().min(0).max(1_000).default(100) };

/** The index of a column of the file, from 0; null if there is none. */
const column = z.number().int().min(0).max(10_000).nullable();
export const itemColumns = z.object({
  value: column,
  description: column,
  tag1: column,
  tag2: column,
  /** Numbers, names or user names of clients, separated by `|`, `;` or a line end; numbers also by commas. */
  clients: column,
});
export type ItemColumns = z.infer<typeof itemColumns>;

const listInput = z.object({
  connectionId: z.number(),
  /** The number of the distribution list. */
  list: uid,
  /** The file, or rows pasted from a spreadsheet. */
  path: readPath().optional(),
  name: fileName().optional(),
  text: z.string().max(20_000_000).optional(),
  /** The format of the file, if detection is wrong. */
  format: csvFormat.partial().optional(),
  /** By default they are found by their names. */
  columns: itemColumns.optional(),
  /** Remove the assignments of items in the file to clients that it doesn't list for them. */
  removeUnlisted: z.boolean().default(false),
  /** Remove all assignments of items that aren't in the file. */
  removeMissing: z.boolean().default(false),
});

/** The result for an item: `missing` is not in the file, `invalid` is skipped. */
export const itemOutcome = z.enum(['added', 'changed', 'same', 'missing', 'invalid']);
export type ItemOutcome = z.infer<typeof itemOutcome>;

export const plannedItem = z.object({
  /** The line of the file, 0 for an item that isn't in it. */
  line: z.number(),
  value: z.string(),
  outcome: itemOutcome,
  before: z.string(),
  after: z.string(),
  /** Why it is skipped, or what of it is not changed. */
  note: z.string(),
});
export type PlannedItem = z.infer<typeof plannedItem>;

const assignment = z.object({ items: z.number(), assigned: z.number(), unassigned: z.number() });

export const batchCommands = defineCommands({
  /**
   * What copying a delivery account to other clients would create. The account and the clients' methods are read again if they are
   * outdated. `copies` is a page of the copies; clients that get none come first.
   */
  'leadexec.planCopies': {
    input: copyInput.extend(page),
    output: z.object({
      accountName: z.string(),
      /** The values of each copy, field by field, in words. */
      values: z.array(z.object({ field: z.string(), label: z.string(), value: z.string() })),
      /** The criteria of each copy as they will be sent: JSON, as in `leadexec.record`. */
      criteria: z.string(),
      /** The lead type that the criteria are about, 0 if it isn't known. */
      leadType: z.number(),
      counts: z.object({ ready: z.number(), noMethod: z.number(), exists: z.number(), problem: z.number() }),
      copies: z.array(accountCopy),
      warnings: z.array(z.string()),
      /** The version of the data that the plan was made from, to be passed when copying starts. */
      revision: z.string(),
    }),
  },
  /** Creates the copies of a plan, one job each. @throws `conflict` if the plan would be different by now */
  'leadexec.copyAccount': {
    input: copyInput.extend({ revision: z.string() }),
    output: z.object({ batchId: z.number(), jobs: z.number() }),
  },

  /** What a file would change in a distribution list: items added, changed, assigned. Nothing is removed unless requested. */
  'leadexec.planList': {
    input: listInput.extend({ ...page, show: itemOutcome.optional() }),
    output: z.object({
      listName: z.string(),
      fieldName: z.string(),
      inspection,
      columns: itemColumns,
      /** Rows of the file. */
      rows: z.number(),
      counts: z.object({
        ...{ added: z.number(), changed: z.number(), same: z.number(), missing: z.number(), invalid: z.number() },
      }),
      /** Assignments that would be removed from items in the file and from the others, whether or not that is requested. */
      unlisted: z.number(),
      missingAssignments: z.number(),
      before: assignment,
      after: assignment,
      /** The number of requests that this needs. */
      requests: z.number(),
      /** How many items match `show`, and a page of them in the order of the file. */
      total: z.number(),
      items: z.array(plannedItem),
      warnings: z.array(z.string()),
      revision: z.string(),
    }),
  },
  /** Makes the changes of a plan, one job for each request. @throws `conflict` if the plan would be different by now */
  'leadexec.assignList': {
    input: listInput.extend({ revision: z.string() }),
    output: z.object({ batchId: z.number(), jobs: z.number() }),
  },

  /** The latest copies and list changes of an account, newest first, and how each is doing. */
  'leadexec.batches': {
    input: z.object({
      connectionId: z.number(),
      what: z.enum(['copies', 'list']).optional(),
      count: z.number().int().min(1).max(200).default(50),
    }),
    output: z.array(
      z.object({
        batchId: z.number(),
        what: z.enum(['copies', 'list']),
        label: z.string(),
        createdAt: z.number(),
        jobs: jobCounts,
      }),
    ),
  },

  /** The progress of the jobs of a copy or of a list; null if there is no such batch. */
  'leadexec.batch': {
    input: z.object({ batchId: z.number(), state: jobState.optional(), ...page }),
    output: z
      .object({
        connectionId: z.number(),
        what: z.enum(['copies', 'list']),
        label: z.string(),
        jobs: jobCounts,
        /** How many records differ from what was sent, after all of them were read again; null before that. */
        differing: z.number().nullable(),
        rows: z.array(
          z.object({
            jobId: z.number(),
            state: jobState,
            /** The client, or the value of the item. */
            name: z.string(),
            /** What was requested. */
            what: z.string(),
            reason: z.string(),
            /** The number of the created record; 0 if it is unknown. */
            id: z.number(),
            /** The client of the created record, otherwise the list. */
            parent: z.number(),
            differs: z.array(z.string()),
          }),
        ),
        total: z.number(),
      })
      .nullable(),
  },
});
