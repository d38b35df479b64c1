import { INBOX_ACTIONS } from '../../features/keys/inbox-keys.ts';
import { type Searched, SearchField } from '../../ui/search-field.tsx';

/** Too short to notice. */
const PAUSE_MS = 40;

/** The search of the inbox, applied during typing. */
export function InboxSearch(searched: Searched) {
  return (
    <SearchField
      {...searched}
      action={INBOX_ACTIONS.search}
      where="Name, phone, email, city, notes"
      pauseMs={PAUSE_MS}
    />
  );
}
