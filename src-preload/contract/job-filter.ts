import { z } from 'zod';
import { jobState } from './job-states.ts';
import { postFilter } from './post-filter.ts';

/** The jobs of a list, a count, an export or a bulk action. All conditions apply together. */
export const jobFilter = z.object({
  state: jobState.optional(),
  connectionId: z.number().optional(),
  importId: z.number().optional(),
  /** Jobs whose reason is exactly this. */
  reason: z.string().optional(),
  /** Delivered jobs for which this was requested and not confirmed; `any` means anything. */
  missing: z.enum(['any', 'hopper', 'callback', 'custom_fields', 'multi_alt_phones']).optional(),
  /** Only leads that were read back and differ from what was displayed. */
  differs: z.literal(true).optional(),
  /** Last change, ms since 1970. */
  from: z.number().optional(),
  until: z.number().optional(),
  /** A phone number or its last digits, a vendor's lead id, or words of the vendor's message or the reason. */
  text: z.string().max(200).optional(),
  /** Only leads that were posted to a receiver and match this; such a list is ordered by post. */
  post: postFilter.optional(),
});
export type JobFilter = z.infer<typeof jobFilter>;

/** The jobs of a command: these, or all that match when it runs. */
export const whichJobs = z.union([
  z.object({ ids: z.array(z.number()).min(1).max(10_000) }),
  z.object({ filter: jobFilter }),
]);
export type WhichJobs = z.infer<typeof whichJobs>;
