import type { Page } from '@playwright/test';

/** Presses the keys of a sequence without a pause: the sequence ends if its second key comes too late. */
export async function pressInTurn(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}
