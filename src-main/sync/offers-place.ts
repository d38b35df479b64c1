import type { LiondeskQuery } from '../vendors/liondesk/query.ts';
import { FetchError, type FetchFailure, type LiondeskAnswer } from './fetch.ts';

/** Requests one page. `lead` is the lead whose offers are requested, null for all. @throws FetchError */
export type Pages = (
  is: 'liondesk-offers' | 'liondesk-leads',
  lead: string | null,
  query: LiondeskQuery,
) => Promise<LiondeskAnswer>;

/** The address where all offers are read. */
export interface OffersPlace {
  /** `/leads/{lead}/offers`, or `/leads/offers` for null. */
  readonly lead: string | null;
  /** Offers can only be read for one lead at a time, so the leads are read first. */
  readonly each: boolean;
}

/** The lead in the address of the document's examples. The answer there has offers of other leads too (2 and 45). */
const SAMPLE_LEAD = '3';
const ALL: OffersPlace = { lead: null, each: false };
const EACH: OffersPlace = { lead: null, each: true };

/** Parses a stored address. */
export function placeOf(stored: string | null): OffersPlace | null {
  return stored === null ? null : (JSON.parse(stored) as OffersPlace);
}

/** Whether the offers read at a lead's address are those of all leads; null if they don't show that. */
export function areOfAll(lead: string, { offers }: LiondeskAnswer): boolean | null {
  return offers.length === 0 ? null : offers.some(({ leadId }) => leadId !== lead);
}

const FEW: LiondeskQuery = { limit: 50, skip: 0 };

/**
 * Finds the address where all offers are read ("Find All Lead Offers" names `/leads/3/offers` and calls it the base endpoint): that
 * address, if it returns offers of leads other than 3; otherwise `/leads/offers`; otherwise each lead's address.
 *
 * @returns null if there is no offer and no lead yet
 * @throws FetchError if the vendor refuses, or supports none of the addresses
 */
export async function pagesAt(ask: Pages): Promise<OffersPlace | null> {
  const failures: FetchFailure[] = [];
  const look = async (is: Parameters<Pages>[0], lead: string | null): Promise<LiondeskAnswer | null> => {
    try {
      return await ask(is, lead, FEW);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const { why } = error.failure;
      if (why !== 'missing' && why !== 'vendor') throw error;
      failures.push(error.failure);
      return null;
    }
  };
  const documented = await look('liondesk-offers', SAMPLE_LEAD);
  if (documented && areOfAll(SAMPLE_LEAD, documented)) return { lead: SAMPLE_LEAD, each: false };
  const all = await look('liondesk-offers', null);
  if (all && all.offers.length > 0) return ALL;
  const leads = await look('liondesk-leads', null);
  if (leads && leads.ids.length > 0) return EACH;
  const [first] = failures;
  if (first && !documented && !all && !leads) throw new FetchError(first);
  // There are only offers of the example's lead and no list of leads, which is better than nothing.
  return documented && documented.offers.length > 0 ? { lead: SAMPLE_LEAD, each: false } : null;
}
