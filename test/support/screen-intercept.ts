import { expect, type Page } from '@playwright/test';

const PROBE = 'intercepted';

/**
 * From here on `page.route` holds for the very next request. Chromium tells a page's renderer of it by a way of its own, which a key pressed
 * right after it can overtake: a request is then not intercepted. In the browser shell only.
 */
export async function interceptFromNow(page: Page): Promise<void> {
  await page.route(`**/?${PROBE}`, (route) => route.fulfill({ status: 200, body: PROBE }));
  await expect
    .poll(() => page.evaluate(async (probe) => (await fetch(`/?${probe}`)).text(), PROBE), 'requests are intercepted')
    .toBe(PROBE);
}
