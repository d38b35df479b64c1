import { z } from 'zod';
import { defineCommands } from './define.ts';
import { redirectConfirmation } from './delivery.ts';
import { writePath } from './paths.ts';

const account = z.object({ id: z.number(), name: z.string() });

/** The source of the fields of a receiver's lead type. */
export const fieldSource = z.object({
  from: z.enum(['nowhere', 'instructions', 'account']),
  /** The LeadExec account that they were read from; null if that is a different one, or no longer connected. */
  account: account.nullable(),
  /** When they were read or imported, ms since 1970; null if unknown. */
  at: z.number().nullable(),
  /** The LeadExec accounts that they could be read from. */
  accounts: z.array(account),
});
export type FieldSource = z.infer<typeof fieldSource>;

/** What screens need for posting leads: a suggested mapping, and the history of a lead as a file. */
export const postingCommands = defineCommands({
  /**
   * A suggestion of which field each column fills: as in the last mapping for the campaign, otherwise by its name or its recognized
   * content.
   */
  'delivery.suggest': {
    input: z.object({
      connectionId: z.number(),
      /** Columns of a file with what each was recognized as; null for leads of the inbox. */
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
  /** The source of the fields of a receiver's lead type, and the LeadExec accounts that have them. */
  'delivery.fieldSource': { input: z.object({ connectionId: z.number() }), output: fieldSource },
  /** Reads the fields of a receiver's lead type from a LeadExec account and stores them; without `accountId`, from the only account. */
  'delivery.readAccountFields': {
    input: z.object({ connectionId: z.number(), accountId: z.number().optional() }),
    output: fieldSource,
  },
  /** Whether a receiver returned this address as a redirect. */
  'delivery.isRedirect': { input: z.object({ url: z.string().max(10_000) }), output: z.object({ is: z.boolean() }) },
  /**
   * Confirms to the LeadExec account whether the redirect of a posted lead was successful, as a job of that connection; without
   * `accountId`, to the only account.
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
  /**
   * The values by which posted leads can be filtered in the log: the campaigns and clients that receivers reported. `posts` is false if
   * nothing has been posted yet.
   */
  'delivery.logChoices': {
    input: z.object({}),
    output: z.object({ posts: z.boolean(), campaigns: z.array(z.number()), clients: z.array(z.string()) }),
  },
  /** Writes everything sent for one posted lead to a JSON file of the desk, and returns its path. */
  'delivery.exportTimeline': {
    input: z.object({ jobId: z.number(), path: writePath().optional() }),
    output: z.object({ path: z.string() }),
  },
});
