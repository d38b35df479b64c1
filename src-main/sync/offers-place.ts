import type { LiondeskQuery } from '../vendors/liondesk/query.ts';
import { FetchError, type FetchFailure, type LiondeskAnswer } from './fetch.ts';

/** Asks for one page; `lead` is whose offers, null for all. @throws FetchError */
export type Pages = (
  is: 'liondesk-offers' | 'liondesk-leads',
  lead: string | null,
  query: LiondeskQuery,
) => Promise<LiondeskAnswer>;

/** Where all offers are read. */
export interface OffersPlace {
  /** At `/leads/{lead}/offers`; null is `/leads/offers`. */
  readonly lead: string | null;
  /** There are only those of one lead at a time, so the leads are read first. */
  readonly each: boolean;
}

/** The lead in the address of the document's samples: its answer holds offers of other leads too (2 and 45). */
const SAMPLE_LEAD = '3';
const ALL: OffersPlace = { lead: null, each: false };
const EACH: OffersPlace = { lead: null, each: true };

/** A place as it was remembered. */
export function placeOf(stored: string | null): OffersPlace | null {
  return stored === null ? null : (JSON.parse(stored) as OffersPlace);
}

/** Whether offers that were read at a lead's address are those of all leads; null when they don't tell. */
export function areOfAll(lead: string, { offers }: LiondeskAnswer): boolean | null {
  return offers.length === 0 ? null : offers.some(({ leadId }) => leadId !== lead);
}

const FEW: LiondeskQuery = { limit: 50, skip: 0 };

/**
 * Finds where all offers are read ("Find All Lead Offers" names `/leads/3/offers` and calls it the base endpoint): there, if
 * it holds offers of other leads than 3; else `/leads/offers`; else lead by lead.
 *
 * @returns null where there is no offer and no lead yet
 * @throws FetchError when the vendor refuses, or knows none of the places
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
  // Offers of the sample's lead alone, and no list of leads: better these than none.
  return documented && documented.offers.length > 0 ? { lead: SAMPLE_LEAD, each: false } : null;
}
