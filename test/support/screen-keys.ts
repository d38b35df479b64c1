import type { Page } from '@playwright/test';

/** Presses the keys of a sequence at once, one behind the other: it is over when the second comes late, which no test should be. */
export async function pressInTurn(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}
