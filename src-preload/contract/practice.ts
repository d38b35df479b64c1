import { z } from 'zod';
import { defineCommands } from './define.ts';

/** The practice vendors: a dialer, a job board, a LionDesk and a LeadExec. */
export const practiceVendor = z.enum(['dialer', 'board', 'desk', 'leadexec']);
export type PracticeVendorName = z.infer<typeof practiceVendor>;

/** The possible faults of a practice vendor. */
export const practiceFault = z.enum([
  /** The request is received, nothing is done, and no answer is ever sent. */
  'no-answer',
  /** The request is processed, and its answer is lost. */
  'answer-lost',
  /** The request is processed three seconds late. */
  'slow',
  'error-500',
  /** HTTP 503, with `Retry-After`. */
  'busy',
  /** The connection is reset before anything is done. */
  'reset',
  'wrong-password',
  /** A web page with HTTP 200 instead of an answer, as from a network that requires a sign-in. */
  'web-page',
  /** The answer says that the lead already exists, for every lead. Only for vendors that take leads: the dialer and LeadExec. */
  'duplicate',
]);
export type PracticeFault = z.infer<typeof practiceFault>;

const vendorFaults = z.object({
  vendor: practiceVendor,
  /** The name of its connection. */
  name: z.string(),
  /** The address on which it listens; null while it does not. */
  url: z.string().nullable(),
  /** Its possible faults. */
  known: z.array(practiceFault),
  /** The active ones. */
  on: z.array(practiceFault),
  /** Every n-th request has a fault; if several are on, they take turns. */
  every: z.number().int().min(1).max(1000),
});

const faults = z.object({
  /** Whether they run; otherwise nothing can be switched. */
  running: z.boolean(),
  vendors: z.array(vendorFaults),
});
export type PracticeFaults = z.infer<typeof faults>;

export const practiceCommands = defineCommands({
  /**
   * Starts the practice vendors, connects them, writes a sample list of 5,000 rows and opens it as a draft. With `receiver`, LeadExec is
   * connected, with a sample file of 500 leads to post.
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
      /** The practice LeadExec's connection and the file of leads; null if it was not requested. */
      posting: z.object({ connectionId: z.number(), leadsPath: z.string() }).nullable(),
    }),
  },
  /** The faults of the practice vendors. Each start of the desk begins without faults. */
  'practice.faults': { input: z.object({}), output: faults },
  /** Replaces the active faults of a practice vendor; an empty list means none. They are in effect when this answers. */
  'practice.setFaults': {
    input: z.object({
      vendor: practiceVendor,
      on: z.array(practiceFault).max(practiceFault.options.length),
      every: z.number().int().min(1).max(1000).default(1),
    }),
    output: faults,
  },
});
