import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { askAhead } from '../bridge/index.ts';
import { readInboxAddress } from './inbox-address.ts';
import { brief } from './inbox-filter.ts';
import { tabsOf } from './inbox-tabs.ts';

/**
 * Requests what the page will need first, while it is still being rendered: the desk's status, the inbox's lists, and, if the page starts
 * in the inbox, the list that is shown there, once the others are known.
 *
 * @param address what follows the #, as "/inbox?tab=3"
 * @param beginsInInbox whether a page without an address starts there
 */
export async function openInboxAhead(address: string, beginsInInbox: (status: DeskStatus) => boolean): Promise<void> {
  const asked = Promise.all([askAhead('desk.status', {}), askAhead('views.list', {})]);
  const [path, query = ''] = address.split('?');
  const isInbox = path === '/inbox';
  if (!isInbox && path !== '/' && path !== '') return;
  try {
    const [status, views] = await asked;
    if (!isInbox && !beginsInInbox(status)) return;
    const { tab: key, filter, sort } = readInboxAddress(query);
    const tabs = tabsOf(views);
    const tab = tabs.find((one) => one.key === key) ?? tabs[0];
    await askAhead('leads.open', { filter: brief(filter ?? tab.filter), sort: sort ?? tab.sort });
  } catch {
    // The error is reported to the code that makes the same request.
  }
}
