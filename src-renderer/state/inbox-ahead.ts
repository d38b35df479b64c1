import { askAhead } from '../bridge/index.ts';
import { readInboxAddress } from './inbox-address.ts';
import { brief } from './inbox-filter.ts';
import { tabsOf } from './inbox-tabs.ts';

/**
 * Asks what the inbox will ask first, while the page is still being drawn: its lists, and as soon as they are told the list that the
 * address means. `address`: what stands behind the #, as "/inbox?tab=3".
 */
export function openInboxAhead(address: string): void {
  const views = askAhead('views.list', {});
  const [path, query = ''] = address.split('?');
  // Without a place the page mostly begins in the inbox; an answer that nobody asks for costs little.
  if (path !== '/inbox' && path !== '/' && path !== '') return;
  views.then(
    (told) => {
      const { tab: key, filter, sort } = readInboxAddress(query);
      const tabs = tabsOf(told);
      const tab = tabs.find((one) => one.key === key) ?? tabs[0];
      askAhead('leads.open', { filter: brief(filter ?? tab.filter), sort: sort ?? tab.sort });
    },
    // Whoever asks the same is told.
    () => undefined,
  );
}
