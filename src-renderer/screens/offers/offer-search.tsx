import { OFFER_ACTIONS } from '../../features/keys/offer-keys.ts';
import { type Searched, SearchField } from '../../ui/search-field.tsx';

/** Too short to notice. */
const PAUSE_MS = 80;

/** Filters the board by a part of the name, during typing. */
export function OfferSearch(searched: Searched) {
  return <SearchField {...searched} action={OFFER_ACTIONS.search} where="Name" pauseMs={PAUSE_MS} />;
}
