import { expect, type Page } from '@playwright/test';
import type { CommandName } from '../../src-preload/contract/index.ts';

const PROBE = 'intercepted';

/**
 * Makes sure that `page.route` applies to the very next request. Chromium informs the page's renderer over a separate channel, which a key
 * pressed right afterwards can overtake, so that a request is not intercepted. In the browser shell only.
 */
export async function interceptFromNow(page: Page): Promise<void> {
  await page.route(`**/?${PROBE}`, (route) => route.fulfill({ status: 200, body: PROBE }));
  await expect
    .poll(() => page.evaluate(async (probe) => (await fetch(`/?${probe}`)).text(), PROBE), 'requests are intercepted')
    .toBe(PROBE);
}

/** Holds the desk's answers to a command until the returned function is called. In the browser shell only. */
export async function holdAnswers(page: Page, command: CommandName): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/call/${command}`, async (route) => {
    const response = await route.fetch();
    await held.promise;
    await route.fulfill({ response });
  });
  await interceptFromNow(page);
  return held.resolve;
}
