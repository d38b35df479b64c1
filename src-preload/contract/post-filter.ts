import { z } from 'zod';
import { deliveryKind } from './post-input.ts';

/** The known state of the quality review, and whether it was returned. */
export const reviewState = z.enum(['', 'pending', 'passed', 'rejected']);
export const returnState = z.enum(['', 'none', 'returned']);

/** The posted leads in a list. All conditions apply together. */
export const postFilter = z.strictObject({
  kind: deliveryKind.optional(),
  batchId: z.number().optional(),
  review: reviewState.exclude(['']).optional(),
  returnState: returnState.exclude(['']).optional(),
  campaign: z.number().optional(),
  /** The name of a client that it was sent to, as the receiver reported it. */
  client: z.string().min(1).max(500).optional(),
  /** Dollars, both included. */
  priceFrom: z.number().optional(),
  priceTo: z.number().optional(),
  /** At least the last four digits of a phone number; or a complete email address, reference, or receiver's id of the post or lead. */
  text: z.string().trim().min(1).max(200).optional(),
});
