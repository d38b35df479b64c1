import { z } from 'zod';
import { csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { inspection } from './dial-imports.ts';
import { jobCounts, jobState } from './job-states.ts';
import { fileName, readPath } from './paths.ts';

const uid = z.number().int().min(1);

/** What a copy of a delivery account takes of it; the rest is as in a new account. Its type goes with every copy. */
export const copiedPart = z.enum(['price', 'maxes', 'criteria', 'automation', 'order', 'delay', 'redirect', 'agent']);
export type CopiedPart = z.infer<typeof copiedPart>;

const copyInput = z.object({
  connectionId: z.number(),
  /** The account that is copied: its client and its number. */
  client: uid,
  account: uid,
  /** The clients that get a copy. */
  clients: z.array(uid).min(1).max(20_000),
  take: z.array(copiedPart).default(['price', 'maxes', 'criteria', 'automation', 'order', 'delay']),
  /** What the copies are called: `{name}` is the name of the account, `{client}` that of the client. */
  name: z.string().trim().min(1).max(200).default('{name}'),
  /** The status of the copies; without it that of the account. */
  status: z.string().max(50).optional(),
  /** Delivery methods by client, where another than the one that matches best is wanted. */
  methods: z
    .array(z.object({ client: uid, method: uid }))
    .max(20_000)
    .default([]),
  /** Clients that get a copy though they have an account of its name. */
  again: z.array(uid).max(20_000).default([]),
});

/** What becomes of a client: `ready` gets a copy, `exists` has an account of that name or gets one already. */
const copyOutcome = z.enum(['ready', 'no-method', 'exists', 'problem']);

export const accountCopy = z.object({
  client: z.number(),
  clientName: z.string(),
  accountName: z.string(),
  outcome: copyOutcome,
  /** The delivery method that it gets; null for none. */
  method: z.number().nullable(),
  /** The client's methods of the lead type, the one that matches best first. */
  methods: z.array(z.object({ id: z.number(), name: z.string(), sameType: z.boolean() })),
  /** Why it gets none, or an empty text. */
  reason: z.string(),
});
export type AccountCopy = z.infer<typeof accountCopy>;

/** Which rows of a page of a plan. */
const page = { from: z.number().int().min(0).default(0), count: z.number().int().min(0).max(1_000).default(100) };

/** How a column of a file is used, by its place from 0; null where there is none. */
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
  /** The file, or what was pasted from a sheet. */
  path: readPath().optional(),
  name: fileName().optional(),
  text: z.string().max(20_000_000).optional(),
  /** How the file is read, where it isn't as found. */
  format: csvFormat.partial().optional(),
  /** Without them they are found by their names. */
  columns: itemColumns.optional(),
  /** Remove the assignments of items in the file to clients that it doesn't list for them. */
  removeUnlisted: z.boolean().default(false),
  /** Remove all assignments of items that aren't in the file. */
  removeMissing: z.boolean().default(false),
});

/** What becomes of an item: `missing` isn't in the file, `invalid` is left out. */
export const itemOutcome = z.enum(['added', 'changed', 'same', 'missing', 'invalid']);
export type ItemOutcome = z.infer<typeof itemOutcome>;

export const plannedItem = z.object({
  /** The line of the file, 0 for an item that isn't in it. */
  line: z.number(),
  value: z.string(),
  outcome: itemOutcome,
  before: z.string(),
  after: z.string(),
  /** Why it is left out, or what of it stays as it is. */
  note: z.string(),
});
export type PlannedItem = z.infer<typeof plannedItem>;

const assignment = z.object({ items: z.number(), assigned: z.number(), unassigned: z.number() });

export const batchCommands = defineCommands({
  /**
   * What copying a delivery account to other clients would create: the account and the clients' methods are read again where they are old.
   * `copies` is a page of them, those that get none first.
   */
  'leadexec.planCopies': {
    input: copyInput.extend(page),
    output: z.object({
      accountName: z.string(),
      /** What each copy has, field by field, in words. */
      values: z.array(z.object({ field: z.string(), label: z.string(), value: z.string() })),
      counts: z.object({ ready: z.number(), noMethod: z.number(), exists: z.number(), problem: z.number() }),
      copies: z.array(accountCopy),
      warnings: z.array(z.string()),
      /** What this plan was made from; a copy is started with it. */
      revision: z.string(),
    }),
  },
  /** Creates the copies of a plan, one job each. @throws `conflict` where the plan would be another by now */
  'leadexec.copyAccount': {
    input: copyInput.extend({ revision: z.string() }),
    output: z.object({ batchId: z.number(), jobs: z.number() }),
  },

  /** What a file would change of a distribution list: items added, changed, assigned; what is removed only where it is asked for. */
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
      /** Assignments that would be removed, of items in the file and of the others, whether or not that is asked for. */
      unlisted: z.number(),
      missingAssignments: z.number(),
      before: assignment,
      after: assignment,
      /** Requests that this takes. */
      requests: z.number(),
      /** How many items match `show`, and a page of them in the order of the file. */
      total: z.number(),
      items: z.array(plannedItem),
      warnings: z.array(z.string()),
      revision: z.string(),
    }),
  },
  /** Makes the changes of a plan, one job a request. @throws `conflict` where the plan would be another by now */
  'leadexec.assignList': {
    input: listInput.extend({ revision: z.string() }),
    output: z.object({ batchId: z.number(), jobs: z.number() }),
  },

  /** How the jobs of a copy or of a list are doing; null where there is no such batch. */
  'leadexec.batch': {
    input: z.object({ batchId: z.number(), state: jobState.optional(), ...page }),
    output: z
      .object({
        connectionId: z.number(),
        what: z.enum(['copies', 'list']),
        label: z.string(),
        jobs: jobCounts,
        /** Those that were read again and are otherwise than sent; null until everything was read again. */
        differing: z.number().nullable(),
        rows: z.array(
          z.object({
            jobId: z.number(),
            state: jobState,
            /** The client, or the value of the item. */
            name: z.string(),
            /** What was asked for. */
            what: z.string(),
            reason: z.string(),
            /** The number of what was created; 0 where it is not known. */
            id: z.number(),
            /** The client of what was created, else the list. */
            parent: z.number(),
            differs: z.array(z.string()),
          }),
        ),
        total: z.number(),
      })
      .nullable(),
  },
});
