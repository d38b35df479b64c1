import { z } from 'zod';
import { defineCommands } from './define.ts';
import { deliveryFacts, postFilter } from './delivery.ts';
import { readingRequest } from './dialer-functions.ts';
import { jobCounts, jobState } from './job-states.ts';
import { writePath } from './paths.ts';
import { workName, workProgress } from './work-progress.ts';

/** Which jobs a list, a count, an export or a bulk act is about. All conditions hold together. */
export const jobFilter = z.object({
  state: jobState.optional(),
  connectionId: z.number().optional(),
  importId: z.number().optional(),
  /** Jobs whose reason is exactly this. */
  reason: z.string().optional(),
  /** Delivered jobs of which this was asked for and not confirmed; `any`: whatever it was. */
  missing: z.enum(['any', 'hopper', 'callback', 'custom_fields', 'multi_alt_phones']).optional(),
  /** Only leads that were read back and are held otherwise than shown. */
  differs: z.literal(true).optional(),
  /** Last change, ms since 1970. */
  from: z.number().optional(),
  until: z.number().optional(),
  /**
   * A phone number or the end of one, a vendor's lead id, or words of the vendor's line or the reason. Of posted leads also a whole reference,
   * e-mail address or id of the receiver; a word with a digit in it is looked for in their reasons, not in the receiver's lines.
   */
  text: z.string().max(200).optional(),
  /** Only leads that were posted to a receiver, of which this holds; such a list is ordered by post. */
  post: postFilter.optional(),
});
export type JobFilter = z.infer<typeof jobFilter>;

/** A value that the dialer holds otherwise than it was shown; both are cut at 500 characters. */
export const heldValue = z.object({ field: z.string(), shown: z.string(), held: z.string() });
export type HeldValue = z.infer<typeof heldValue>;

/** Delivered jobs that need a look, by what is wrong with them. */
export const jobConcerns = z.object({
  /** Something that was asked for is not confirmed, whatever it is. */
  any: z.number(),
  hopper: z.number(),
  callback: z.number(),
  custom_fields: z.number(),
  multi_alt_phones: z.number(),
  /** Read back, and held otherwise than shown. */
  differs: z.number(),
});
export type JobConcerns = z.infer<typeof jobConcerns>;

export const job = z.object({
  id: z.number(),
  state: jobState,
  connectionId: z.number(),
  connection: z.string(),
  /** Null for what comes from no dial list. */
  importId: z.number().nullable(),
  /** The dial list, or what the act was. */
  importName: z.string().nullable(),
  /** The row of the file, 1 being the first below the header; 0 for what comes from no dial list. */
  row: z.number(),
  /** Whom it is about: a phone number, or what the vendor calls the lead. */
  phone: z.string(),
  /** Why it is held, rejected, unknown …, or a warning about a delivered one. */
  reason: z.string().nullable(),
  /** The vendor's id of the lead. */
  leadId: z.string().nullable(),
  /** The vendor's last answer, as it stood (secrets removed). */
  lastAnswer: z.string().nullable(),
  attempts: z.number(),
  /** What was asked for beside a delivered lead and not confirmed: `hopper`, `callback`, `custom_fields`, `multi_alt_phones`. */
  missing: z.array(z.string()),
  /** What the dialer holds otherwise than it was shown, where the lead was read back. */
  differs: z.array(heldValue),
  /** When it may be tried, or an unknown one checked, next; for a check that is under way, since when. Null when nothing is planned. */
  nextAt: z.number().nullable(),
  updatedAt: z.number(),
  /** What came back of a lead that was posted to a receiver; missing for every other job. */
  ...deliveryFacts
    .pick({ kind: true, reference: true, postId: true, campaign: true, price: true, estimatedPrice: true })
    .partial().shape,
  ...deliveryFacts.pick({ review: true, returnState: true, redirectUrl: true, confirmation: true }).partial().shape,
  ...deliveryFacts.pick({ checkBy: true }).partial().shape,
  ...deliveryFacts.pick({ sends: true, agents: true }).partial().shape,
});
export type Job = z.infer<typeof job>;

export const attempt = z.object({
  no: z.number(),
  purpose: z.enum(['send', 'check']),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  payloadHash: z.string(),
  httpStatus: z.number().nullable(),
  outcome: z.string().nullable(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const jobDetail = job.extend({
  attemptList: z.array(attempt),
  /** Requests that read its lead back. */
  readings: z.array(readingRequest),
  /** What is sent, field by field, secrets removed. */
  request: z.object({
    url: z.string(),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    /** Whether the fields above are, byte for byte, what the last attempt sent. */
    asSent: z.boolean(),
  }),
});
export type JobDetail = z.infer<typeof jobDetail>;

const which = z.union([z.object({ ids: z.array(z.number()).min(1).max(10_000) }), z.object({ filter: jobFilter })]);
export type WhichJobs = z.infer<typeof which>;

/**
 * What an operator may say of jobs whose outcome is unknown. Two of them let the dialer decide, for rows of dial lists: `ask-dialer` only reads
 * (`lead_search`); `send-checked` sends each again under a duplicate check that covers its list, so that one which is there
 * is not added twice.
 */
export const resolution = z.enum(['delivered', 'send-again', 'rejected', 'ask-dialer', 'send-checked']);
export type Resolution = z.infer<typeof resolution>;

const changed = z.object({ changed: z.number() });

export const jobCommands = defineCommands({
  /** Newest change first; `after` is the `cursor` of the page before. */
  'jobs.list': {
    input: z.object({
      filter: jobFilter.default({}),
      after: z.string().nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
      order: z.enum(['newest', 'oldest']).default('newest'),
    }),
    output: z.object({ jobs: z.array(job), cursor: z.string().nullable() }),
  },
  'jobs.get': { input: z.object({ id: z.number() }), output: jobDetail },
  'jobs.counts': {
    input: z.object({ connectionId: z.number().optional(), importId: z.number().optional() }),
    output: jobCounts,
  },
  /** How many delivered jobs need a look. */
  'jobs.concerns': {
    input: z.object({ connectionId: z.number().optional(), importId: z.number().optional() }),
    output: jobConcerns,
  },
  /** The reasons there are among jobs that match, most frequent first. */
  'jobs.reasons': {
    input: z.object({ filter: jobFilter.default({}) }),
    output: z.array(z.object({ reason: z.string(), state: jobState, jobs: z.number() })),
  },
  /** Rejected, duplicate, cancelled or held jobs go back to ready. A delivered one never does. */
  'jobs.resend': { input: which, output: changed },
  /** Ready, held and unknown jobs are called off for good. */
  'jobs.cancel': { input: which, output: changed },
  /** The operator decides on unknown jobs; one act for any number. */
  'jobs.resolve': { input: z.object({ which, as: resolution }), output: changed },
  /** Writes what matches to a file, oldest first, and returns its path. */
  'jobs.export': {
    input: z.object({
      filter: jobFilter.default({}),
      path: writePath().optional(),
      /** `json`: an array of what `jobs.list` gives. */
      format: z.enum(['csv', 'json']).default('csv'),
      /** With it the progress can be asked for, and the export be canceled. */
      exportId: workName.optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** The progress of an export that is under way; null if there is none of this name. */
  'jobs.exportProgress': { input: z.object({ exportId: workName }), output: workProgress.nullable() },
  /** Cancels an export. No file is written. */
  'jobs.cancelExport': { input: z.object({ exportId: workName }), output: z.object({ canceled: z.boolean() }) },
});
