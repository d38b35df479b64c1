import { z } from 'zod';
import type { OfferSettings, offerCommands } from './offers.ts';

export type OfferArrivals = z.output<(typeof offerCommands)['offers.arrivals']['output']>;
export type FirstTouchAlert = z.output<(typeof offerCommands)['offers.alerts']['output']>[number];

/** What a shell has already notified, stored so that nothing is repeated. */
export const offerMarks = z.object({
  /** The newest arrival that was notified. */
  latest: z.number(),
  /** The overdue first contacts that were notified. */
  alerts: z.array(z.string()),
  /** The number of offers notified in a short time, and when that started: many are combined into one notification. */
  burst: z.object({ from: z.number(), offers: z.number() }),
});
export type OfferMarks = z.infer<typeof offerMarks>;

/** The desk's answer to a shell's request for news. */
export interface OfferNews {
  /** Those since `OfferMarks.latest`. */
  readonly arrivals: OfferArrivals;
  readonly alerts: readonly FirstTouchAlert[];
  readonly settings: OfferSettings;
  /** The agent at this desk. */
  readonly me: string;
  /** ms since 1970 */
  readonly now: number;
}

/** A notification. Of two with the same key the later replaces the earlier. */
export interface OfferNotice {
  readonly key: string;
  readonly kind: 'offer' | 'offers' | 'first-touch';
  /** The offered lead; null if it is about several. */
  readonly id: number | null;
  readonly title: string;
  readonly body: string;
  /** The address of the page that it opens. */
  readonly at: string;
  /** Whether the offer is open now. */
  readonly claimable: boolean;
}

export interface NewNotices {
  readonly notices: readonly OfferNotice[];
  /** Whether the system should show them too, and whether a tone is played. */
  readonly bySystem: boolean;
  readonly bySound: boolean;
  readonly marks: OfferMarks;
}
