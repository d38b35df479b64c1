import { z } from 'zod';

/** Which of a dialer's reading functions answer this user, as a trial showed; one that is missing was not tried. */
export const dialerFunctions = z.object({
  /** When they were tried, ms since 1970. */
  at: z.number(),
  answers: z.record(z.string(), z.boolean()),
  /** The server's clock: its written times against UTC, and how far it is ahead of ours, ms; null where it doesn't tell. */
  clock: z.object({ offsetMs: z.number(), aheadMs: z.number() }).nullable(),
});
export type DialerFunctions = z.infer<typeof dialerFunctions>;

/** A request to a dialer that only read, beside the queue; never what it answered of a lead. */
export const readingRequest = z.object({
  id: z.number(),
  /** The job whose lead was read; null where it was about no lead. */
  jobId: z.number().nullable(),
  function: z.string(),
  /** When it was sent, ms since 1970, and how long it took. */
  at: z.number(),
  tookMs: z.number(),
  /** Null where no answer came. */
  httpStatus: z.number().nullable(),
  outcome: z.enum(['answered', 'none', 'closed', 'refused', 'unclear', 'no-answer']),
  words: z.string(),
});
export type ReadingRequest = z.infer<typeof readingRequest>;
