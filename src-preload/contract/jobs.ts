import { z } from 'zod';
import { defineCommands } from './define.ts';
import { deliveryFacts } from './delivery.ts';
import { readingRequest } from './dialer-functions.ts';
import { jobFilter, whichJobs } from './job-filter.ts';
import { jobCounts, jobState } from './job-states.ts';
import { writePath } from './paths.ts';
import { workName, workProgress } from './work-progress.ts';

/** A value that the dialer stores differently from what was shown; both are truncated to 500 characters. */
export const heldValue = z.object({ field: z.string(), shown: z.string(), held: z.string() });
export type HeldValue = z.infer<typeof heldValue>;

/** Delivered jobs that need attention, by reason. */
export const jobConcerns = z.object({
  /** Anything that was requested is not confirmed. */
  any: z.number(),
  hopper: z.number(),
  callback: z.number(),
  custom_fields: z.number(),
  multi_alt_phones: z.number(),
  /** Read back, and different from what was shown. */
  differs: z.number(),
});
export type JobConcerns = z.infer<typeof jobConcerns>;

export const job = z.object({
  id: z.number(),
  state: jobState,
  connectionId: z.number(),
  connection: z.string(),
  /** Null if it isn't from a dial list. */
  importId: z.number().nullable(),
  /** The dial list, or a description of the action. */
  importName: z.string().nullable(),
  /** The row of the file, 1 being the first after the header; 0 if it isn't from a dial list. */
  row: z.number(),
  /** Whether it changes a LeadExec account; `importName` is what it changes there. */
  isChange: z.boolean(),
  /** The person: a phone number, or the vendor's id of the lead. */
  phone: z.string(),
  /** Why it is held, rejected, unknown …, or a warning about a delivered one. */
  reason: z.string().nullable(),
  /** What has to be resumed or changed before a held one is sent: null if that is in the reason alone. */
  heldBy: z.enum(['connection', 'import', 'batch', 'do-not-call']).nullable(),
  /** The vendor's id of the lead. */
  leadId: z.string().nullable(),
  /** The vendor's last answer (secrets removed). */
  lastAnswer: z.string().nullable(),
  attempts: z.number(),
  /** What was requested in addition to a delivered lead and not confirmed: `hopper`, `callback`, `custom_fields`, `multi_alt_phones`. */
  missing: z.array(z.string()),
  /** What the dialer stores differently from what was shown, if the lead was read back. */
  differs: z.array(heldValue),
  /** The next time of an attempt, or of a check of an unknown one; for a running check, its start. Null if nothing is scheduled. */
  nextAt: z.number().nullable(),
  updatedAt: z.number(),
  /** The results of a lead that was posted to a receiver; missing for every other job. */
  ...deliveryFacts
    .pick({
      batchId: true,
      kind: true,
      reference: true,
      postId: true,
      campaign: true,
      price: true,
      estimatedPrice: true,
    })
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
  /** What is sent, by field, secrets removed. */
  request: z.object({
    url: z.string(),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    /** Whether the fields above are exactly what the last attempt sent. */
    asSent: z.boolean(),
  }),
});
export type JobDetail = z.infer<typeof jobDetail>;

/**
 * An operator's decision on jobs with an unknown result. Two of them let the dialer decide, for rows of dial lists: `ask-dialer` only reads
 * (`lead_search`); `send-checked` sends each again with a duplicate check that covers its list, so that an existing lead is not added
 * twice.
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
  /** How many delivered jobs need attention. */
  'jobs.concerns': {
    input: z.object({ connectionId: z.number().optional(), importId: z.number().optional() }),
    output: jobConcerns,
  },
  /** The reasons of matching jobs, most frequent first. */
  'jobs.reasons': {
    input: z.object({ filter: jobFilter.default({}) }),
    output: z.array(z.object({ reason: z.string(), state: jobState, jobs: z.number() })),
  },
  /** Makes rejected, duplicate, canceled or held jobs ready again. A delivered one never is. */
  'jobs.resend': { input: whichJobs, output: changed },
  /** Permanently cancels ready, held and unknown jobs. */
  'jobs.cancel': { input: whichJobs, output: changed },
  /** The operator decides on unknown jobs, any number at once. */
  'jobs.resolve': { input: z.object({ which: whichJobs, as: resolution }), output: changed },
  /** Plans no more checks of unknown jobs, which the operator then decides on. The answer to a check in flight still counts. */
  'jobs.stopChecks': { input: whichJobs, output: changed },
  /** Writes the matching jobs as CSV to a file of the desk and returns its path. */
  'jobs.export': {
    input: z.object({
      filter: jobFilter.default({}),
      path: writePath().optional(),
      /** `json`: an array of what `jobs.list` gives. */
      format: z.enum(['csv', 'json']).default('csv'),
      /** An id by which the progress can be requested and the export canceled. */
      exportId: workName.optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** The progress of an export that is under way; null if there is none of this name. */
  'jobs.exportProgress': { input: z.object({ exportId: workName }), output: workProgress.nullable() },
  /** Cancels an export. No file is written. */
  'jobs.cancelExport': { input: z.object({ exportId: workName }), output: z.object({ canceled: z.boolean() }) },
});
