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
