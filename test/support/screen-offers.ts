import type { Page } from '@playwright/test';
import { EVENTS_SHARED } from '../../src-preload/contract/page-session.ts';
import type { OfferBoard } from './offer-board.ts';
import type { Desk } from './screen.ts';
import { answerWith } from './screen-inbox.ts';

/** Opens the board with generated offers, for outcomes and numbers that a vendor does not produce on request. In the browser shell only. */
export async function openOffers(desk: Desk, offers: OfferBoard, path = '/offers'): Promise<Page> {
  const { page } = desk;
  await answerWith(page, offers);
  await page.reload();
  await desk.goTo(path);
  return page;
}

/** Sends the desk's event that offers have changed. */
export async function offersChanged(page: Page): Promise<void> {
  await page.evaluate((name) => {
    // Sent in the same way as the tab that reads the stream informs the others.
    const channel = new BroadcastChannel(name);
    channel.postMessage({ event: { topic: 'offers' } });
    channel.close();
  }, EVENTS_SHARED);
}

/** A column by its title. */
export const column = (page: Page, title: string) => page.getByRole('grid', { name: title, exact: true });

/** The card at the cursor. */
export const cursorCard = (page: Page, title: string) => column(page, title).locator('[role=row][aria-selected=true]');
