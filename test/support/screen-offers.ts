import type { Page } from '@playwright/test';
import type { OfferBoard } from './offer-board.ts';
import type { Desk } from './screen.ts';
import { answerWith } from './screen-inbox.ts';

declare global {
  interface Window {
    /** The page's stream of events, noted as it is opened. */
    heardStream?: EventSource;
  }
}

/** Opens the board with made offers behind it: outcomes and numbers that no vendor gives at will. In the browser shell only. */
export async function openOffers(desk: Desk, offers: OfferBoard, path = '/offers'): Promise<Page> {
  const { page } = desk;
  await answerWith(page, offers);
  await page.addInitScript(() => {
    const Plain = window.EventSource;
    window.EventSource = class extends Plain {
      constructor(url: string | URL) {
        super(url);
        window.heardStream = this;
      }
    };
  });
  await page.reload();
  await desk.goTo(path);
  return page;
}

/** The event that offers have changed, as the desk tells it. */
export async function offersChanged(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.heardStream?.onmessage?.(new MessageEvent('message', { data: JSON.stringify({ topic: 'offers' }) }));
  });
}

/** A column by its title. */
export const column = (page: Page, title: string) => page.getByRole('grid', { name: title, exact: true });

/** The card that the keys are about. */
export const cursorCard = (page: Page, title: string) => column(page, title).locator('[role=row][aria-selected=true]');
