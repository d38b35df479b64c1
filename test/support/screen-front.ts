import { expect, type Page } from '@playwright/test';

/** Whether the desk considers this page the one in front. */
export function isFront(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    navigator.locks.request(`test.${crypto.randomUUID()}`, async (mine) => {
      const { held = [] } = await navigator.locks.query();
      const idOf = (name: string | undefined) => held.find((one) => one.name === name)?.clientId;
      return idOf('trunkline.front') === idOf(mine?.name);
    }),
  );
}

/**
 * Brings one of several pages to the front, and waits until the desk knows. Headless pages always have focus, so the browser's event is
 * dispatched here.
 */
export async function comeToFront(page: Page): Promise<void> {
  await expect(page.getByLabel('New offers')).toBeAttached();
  await page.bringToFront();
  await expect
    .poll(async () => {
      await page.evaluate(() => dispatchEvent(new Event('focus')));
      return isFront(page);
    }, 'the page is in front')
    .toBe(true);
}
