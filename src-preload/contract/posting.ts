import { z } from 'zod';
import { defineCommands } from './define.ts';
import { redirectConfirmation } from './delivery.ts';
import { writePath } from './paths.ts';

const account = z.object({ id: z.number(), name: z.string() });

/** Where the fields of a receiver's lead type are from. */
export const fieldSource = z.object({
  from: z.enum(['nowhere', 'instructions', 'account']),
  /** The LeadExec account that they were read from; null where it is another, or not connected any more. */
  account: account.nullable(),
  /** When they were read or brought, ms since 1970; null where that is not known. */
  at: z.number().nullable(),
  /** The LeadExec accounts that they could be read from. */
  accounts: z.array(account),
});
export type FieldSource = z.infer<typeof fieldSource>;

/** What screens need around posting leads: a mapping to begin with, and a lead's story as a file. */
export const postingCommands = defineCommands({
  /** Which field each column fills, to begin with: as it was mapped last for the campaign, else by its name or what it was recognised as. */
  'delivery.suggest': {
    input: z.object({
      connectionId: z.number(),
      /** Columns of a file, with what each was recognised as; null for those of the inbox's leads. */
      columns: z
        .array(z.object({ header: z.string(), leadField: z.string().nullable().default(null) }))
        .max(2_000)
        .nullable(),
    }),
    output: z.object({
      remembered: z.boolean(),
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
    }),
  },
  /** Where the fields of a receiver's lead type are from, and which LeadExec accounts have them. */
  'delivery.fieldSource': { input: z.object({ connectionId: z.number() }), output: fieldSource },
  /** Reads the fields of a receiver's lead type from a LeadExec account and keeps them; without `accountId` from the only one. */
  'delivery.readAccountFields': {
    input: z.object({ connectionId: z.number(), accountId: z.number().optional() }),
    output: fieldSource,
  },
  /** Whether a receiver told this address as one to redirect to. */
  'delivery.isRedirect': { input: z.object({ url: z.string().max(10_000) }), output: z.object({ is: z.boolean() }) },
  /**
   * Tells the LeadExec account whether the redirect of a posted lead went through, as a job of that connection; without `accountId` the only
   * account.
   */
  'delivery.confirmRedirect': {
    input: z.object({
      jobId: z.number(),
      url: z.string().max(10_000),
      valid: z.boolean(),
      /** What the buyer's page said, if anything. */
      response: z.string().max(4_000).default(''),
      accountId: z.number().optional(),
    }),
    output: redirectConfirmation,
  },
  /** What posted leads can be filtered by in the log: the campaigns and clients that receivers named. Without `posts` nothing was posted yet. */
  'delivery.logChoices': {
    input: z.object({}),
    output: z.object({ posts: z.boolean(), campaigns: z.array(z.number()), clients: z.array(z.string()) }),
  },
  /** Writes everything that left for one posted lead as JSON to a file of the desk and says where. */
  'delivery.exportTimeline': {
    input: z.object({ jobId: z.number(), path: writePath().optional() }),
    output: z.object({ path: z.string() }),
  },
});
