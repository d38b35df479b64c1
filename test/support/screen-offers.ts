import type { Page } from '@playwright/test';
import { EVENTS_SHARED } from '../../src-preload/contract/page-session.ts';
import type { OfferBoard } from './offer-board.ts';
import type { Desk } from './screen.ts';
import { answerWith } from './screen-inbox.ts';

/** Opens the board with made offers behind it: outcomes and numbers that no vendor gives at will. In the browser shell only. */
export async function openOffers(desk: Desk, offers: OfferBoard, path = '/offers'): Promise<Page> {
  const { page } = desk;
  await answerWith(page, offers);
  await page.reload();
  await desk.goTo(path);
  return page;
}

/** The event that offers have changed, as the desk tells it. */
export async function offersChanged(page: Page): Promise<void> {
  await page.evaluate((name) => {
    // As the tab that reads the stream tells the others.
    const channel = new BroadcastChannel(name);
    channel.postMessage({ event: { topic: 'offers' } });
    channel.close();
  }, EVENTS_SHARED);
}

/** A column by its title. */
export const column = (page: Page, title: string) => page.getByRole('grid', { name: title, exact: true });

/** The card that the keys are about. */
export const cursorCard = (page: Page, title: string) => column(page, title).locator('[role=row][aria-selected=true]');
