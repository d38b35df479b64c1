import { OFFER_ACTS } from '../../features/keys/offer-keys.ts';
import { type Searched, SearchField } from '../../ui/search-field.tsx';

/** Less than a person can see. */
const PAUSE_MS = 80;

/** Narrows the board by a part of the name, while one types. */
export function OfferSearch(searched: Searched) {
  return <SearchField {...searched} act={OFFER_ACTS.search} where="Name" pauseMs={PAUSE_MS} />;
}
