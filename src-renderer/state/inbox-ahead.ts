import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { askAhead } from '../bridge/index.ts';
import { readInboxAddress } from './inbox-address.ts';
import { brief } from './inbox-filter.ts';
import { tabsOf } from './inbox-tabs.ts';

/**
 * Asks what the page will ask first, while it is still being drawn: the desk's status, the inbox's lists, and, where the page begins in
 * the inbox, the list that is shown there, as soon as the others are told.
 *
 * @param address what stands behind the #, as "/inbox?tab=3"
 * @param beginsInInbox whether a page without a place begins there
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
    // Whoever asks the same is told.
  }
}
