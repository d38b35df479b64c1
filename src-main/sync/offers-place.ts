import { FetchError, type FetchFailure, type LiondeskAnswer } from './fetch.ts';

/** Asks for one page. @throws FetchError */
export type Pages = (
  is: 'liondesk-offers' | 'liondesk-leads',
  path: string,
  query: readonly (readonly [string, string])[],
) => Promise<LiondeskAnswer>;

/** Where all offers are read; `each`: there are only those of one lead at a time, so the leads are read first. */
export interface OffersPlace {
  readonly path: string;
  readonly each: boolean;
}

/** The lead in the address of the document's samples. */
const SAMPLE_LEAD = '3';
/** As the document writes it: its answer holds offers of other leads too (2 and 45), so it may be where all are read. */
const DOCUMENTED: OffersPlace = { path: `/leads/${SAMPLE_LEAD}/offers`, each: false };
const ALL: OffersPlace = { path: '/leads/offers', each: false };
const EACH: OffersPlace = { path: '/leads', each: true };

/** A place as it was remembered. */
export function placeOf(stored: string | null): OffersPlace | null {
  return stored === null ? null : (JSON.parse(stored) as OffersPlace);
}

const FEW = [
  ['$limit', '50'],
  ['$skip', '0'],
] as const;

/**
 * Finds where all offers are read ("Find All Lead Offers" names `/leads/3/offers` and calls it the base endpoint): there, if
 * it holds offers of other leads than 3; else `/leads/offers`; else lead by lead.
 *
 * @returns null where there is no offer and no lead yet
 * @throws FetchError when the vendor refuses, or knows none of the places
 */
export async function pagesAt(ask: Pages): Promise<OffersPlace | null> {
  const failures: FetchFailure[] = [];
  const look = async (is: Parameters<Pages>[0], path: string): Promise<LiondeskAnswer | null> => {
    try {
      return await ask(is, path, FEW);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const { why } = error.failure;
      if (why !== 'missing' && why !== 'vendor') throw error;
      failures.push(error.failure);
      return null;
    }
  };
  const documented = await look('liondesk-offers', DOCUMENTED.path);
  if (documented?.offers.some(({ leadId }) => leadId !== SAMPLE_LEAD)) return DOCUMENTED;
  const all = await look('liondesk-offers', ALL.path);
  if (all && all.offers.length > 0) return ALL;
  const leads = await look('liondesk-leads', EACH.path);
  if (leads && leads.ids.length > 0) return EACH;
  if (documented && documented.offers.length > 0) return DOCUMENTED;
  const [first] = failures;
  if (first && !documented && !all && !leads) throw new FetchError(first);
  return null;
}
