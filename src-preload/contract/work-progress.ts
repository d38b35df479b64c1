import { z } from 'zod';

/** The progress of long work, such as a check of leads or an export. */
export const workProgress = z.object({
  rows: z.number(),
  /** The share of the whole, between 0 and 1; null if unknown. */
  share: z.number().min(0).max(1).nullable(),
});
export type WorkProgress = z.infer<typeof workProgress>;

/** The name that a caller gives to long work, to ask for its progress and to cancel it. */
export const workName = z.string().min(1).max(64);
