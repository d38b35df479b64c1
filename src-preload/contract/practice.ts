import { z } from 'zod';
import { defineCommands } from './define.ts';

/** The practice vendors: a dialer, a job board, a LionDesk and a LeadExec. */
export const practiceVendor = z.enum(['dialer', 'board', 'desk', 'leadexec']);
export type PracticeVendorName = z.infer<typeof practiceVendor>;

/** What a practice vendor can be told to do wrong. */
export const practiceFault = z.enum([
  /** The request is taken, nothing is done, and no answer ever comes. */
  'no-answer',
  /** What was asked is done, and its answer is lost. */
  'answer-lost',
  /** The request is served three seconds late. */
  'slow',
  'error-500',
  /** HTTP 503, with `Retry-After`. */
  'busy',
  /** The connection is reset before anything is done. */
  'reset',
  'wrong-password',
  /** A web page with HTTP 200 in place of an answer, as of a network that wants a sign-in. */
  'web-page',
  /** A lead is said to be there already, whoever it is. Of those that take leads: the dialer and LeadExec. */
  'duplicate',
]);
export type PracticeFault = z.infer<typeof practiceFault>;

const vendorFaults = z.object({
  vendor: practiceVendor,
  /** What its connection is called. */
  name: z.string(),
  /** Where it listens; null while it does not. */
  url: z.string().nullable(),
  /** The faults that it can have. */
  known: z.array(practiceFault),
  /** Those that are switched on. */
  on: z.array(practiceFault),
  /** Each n-th request has a fault; where several are on, they take turns. */
  every: z.number().int().min(1).max(1000),
});

const faults = z.object({
  /** Without them there is nothing to switch. */
  running: z.boolean(),
  vendors: z.array(vendorFaults),
});
export type PracticeFaults = z.infer<typeof faults>;

export const practiceCommands = defineCommands({
  /**
   * Starts the practice vendors, connects them, writes a sample list of 5,000 rows and opens it as a draft. LeadExec is connected where `receiver`
   * says so, with a sample file of 500 leads to post.
   */
  'practice.start': {
    input: z.object({ receiver: z.boolean().default(false) }),
    output: z.object({
      /** The practice dialer's. */
      connectionId: z.number(),
      /** The practice job board's and the practice LionDesk's. */
      sourceIds: z.array(z.number()),
      /** The practice dialer's address. */
      url: z.string(),
      samplePath: z.string(),
      /** The draft of the sample list, with the practice list and campaign chosen. */
      importId: z.number(),
      /** The practice LeadExec's connection and the file of leads; null where it was not asked for. */
      posting: z.object({ connectionId: z.number(), leadsPath: z.string() }).nullable(),
    }),
  },
  /** The faults of the practice vendors. Each start of the desk begins without. */
  'practice.faults': { input: z.object({}), output: faults },
  /** Switches the faults of a practice vendor on, in place of those it had; none is a sound vendor. It has them when this answers. */
  'practice.setFaults': {
    input: z.object({
      vendor: practiceVendor,
      on: z.array(practiceFault).max(practiceFault.options.length),
      every: z.number().int().min(1).max(1000).default(1),
    }),
    output: faults,
  },
});
