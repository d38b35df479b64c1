import { z } from 'zod';

/** Which of a dialer's reading functions this user may call, as a trial showed; missing ones were not tried. */
export const dialerFunctions = z.object({
  /** When they were tried, ms since 1970. */
  at: z.number(),
  answers: z.record(z.string(), z.boolean()),
  /** The server's clock: its times against UTC, and how far it is ahead of ours, ms; null if it doesn't report it. */
  clock: z.object({ offsetMs: z.number(), aheadMs: z.number() }).nullable(),
});
export type DialerFunctions = z.infer<typeof dialerFunctions>;

/** A read-only request to a dialer outside the queue, without its answer about a lead. */
export const readingRequest = z.object({
  id: z.number(),
  /** The job whose lead was read; null if it was not about a lead. */
  jobId: z.number().nullable(),
  function: z.string(),
  /** When it was sent, ms since 1970, and how long it took. */
  at: z.number(),
  tookMs: z.number(),
  /** Null if there was no answer. */
  httpStatus: z.number().nullable(),
  outcome: z.enum(['answered', 'none', 'closed', 'refused', 'unclear', 'no-answer']),
  words: z.string(),
});
export type ReadingRequest = z.infer<typeof readingRequest>;
