import { INBOX_ACTS } from '../../features/keys/inbox-keys.ts';
import { type Searched, SearchField } from '../../ui/search-field.tsx';

/** Less than a person can see. */
const PAUSE_MS = 40;

/** Searches while one types. */
export function InboxSearch(searched: Searched) {
  return (
    <SearchField {...searched} act={INBOX_ACTS.search} where="Name, phone, email, city, notes" pauseMs={PAUSE_MS} />
  );
}
