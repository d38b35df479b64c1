import { z } from 'zod';
import type { OfferSettings, offerCommands } from './offers.ts';

export type OfferArrivals = z.output<(typeof offerCommands)['offers.arrivals']['output']>;
export type FirstTouchAlert = z.output<(typeof offerCommands)['offers.alerts']['output']>[number];

/** What a shell has told already; it keeps this, so that nothing is told twice. */
export const offerMarks = z.object({
  /** The newest arrival that was told of. */
  latest: z.number(),
  /** The overdue first touches that were told of. */
  alerts: z.array(z.string()),
  /** Offers told of in a short while, and when that began: many are told of as one. */
  burst: z.object({ from: z.number(), offers: z.number() }),
});
export type OfferMarks = z.infer<typeof offerMarks>;

/** What the desk answers when a shell asks for news. */
export interface OfferNews {
  /** Those since `OfferMarks.latest`. */
  readonly arrivals: OfferArrivals;
  readonly alerts: readonly FirstTouchAlert[];
  readonly settings: OfferSettings;
  /** Who sits at this desk. */
  readonly me: string;
  /** ms since 1970 */
  readonly now: number;
}

/** Something to be said. Of two with one key the later stands in the place of the earlier. */
export interface OfferNotice {
  readonly key: string;
  readonly kind: 'offer' | 'offers' | 'first-touch';
  /** The offered lead; null where it is about several. */
  readonly id: number | null;
  readonly title: string;
  readonly body: string;
  /** Where it leads to, as an address of the page. */
  readonly at: string;
  /** An offer that is open now. */
  readonly claimable: boolean;
}

export interface OfferTold {
  readonly notices: readonly OfferNotice[];
  /** Whether the system is to show them too, and whether a tone sounds. */
  readonly bySystem: boolean;
  readonly bySound: boolean;
  readonly marks: OfferMarks;
}
