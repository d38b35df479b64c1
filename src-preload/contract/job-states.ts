import { z } from 'zod';

/** The states of a job; see docs/queue.md. `held` includes ready jobs of a connection or import that is not running. */
export const jobState = z.enum([
  'ready',
  'held',
  'sending',
  'awaiting-vendor',
  'unknown',
  'delivered',
  'duplicate',
  'rejected',
  'cancelled',
]);
export type JobState = z.infer<typeof jobState>;

/** Jobs by state; the states always add up to `total`. */
export const jobCounts = z.object({
  ready: z.number(),
  held: z.number(),
  sending: z.number(),
  'awaiting-vendor': z.number(),
  unknown: z.number(),
  delivered: z.number(),
  duplicate: z.number(),
  rejected: z.number(),
  cancelled: z.number(),
  total: z.number(),
  /** The unknown ones whose receiver is automatically asked: a part of `unknown`, not another state. */
  checking: z.number(),
});
export type JobCounts = z.infer<typeof jobCounts>;
