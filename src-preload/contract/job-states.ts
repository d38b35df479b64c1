import { z } from 'zod';

/** The states of a job; see the queue's promise. `held` also covers ready jobs of a connection or import that does not run. */
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
  /** Of the unknown ones, those whose receiver is being asked without anybody: a part of `unknown`, not one more state. */
  checking: z.number(),
});
export type JobCounts = z.infer<typeof jobCounts>;
