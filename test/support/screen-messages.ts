import { expect, type Page } from '@playwright/test';

/** The texts of messages that the page has shown and no test has asked for yet. */
declare global {
  interface Window {
    messagesNoted?: string[];
  }
}

/** Runs in a page. */
function note(): void {
  if (window.messagesNoted) return;
  const noted: string[] = [];
  window.messagesNoted = noted;
  const known = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const message of document.querySelectorAll('[aria-label=Messages] > ul > li')) {
      if (known.has(message)) continue;
      known.add(message);
      noted.push(message.textContent ?? '');
    }
  }).observe(document, { subtree: true, childList: true });
}

/**
 * Records every message that a page shows, because messages disappear after some seconds, which a busy machine may need for a single check.
 */
export async function noteMessages(context: { addInitScript(script: () => void): Promise<unknown> }): Promise<void> {
  await context.addInitScript(note);
}

/** The same for a page that a window has opened already, from now on and each time it is loaded. */
export async function noteMessagesOf(page: Page): Promise<void> {
  await page.addInitScript(note);
  await page.evaluate(note);
}

/**
 * Waits until the page has shown a message with this text, whether or not it is still visible. Each call takes one message and returns it.
 */
export async function expectSaid(page: Page, words: string): Promise<string> {
  let noted: readonly string[] = [];
  await expect
    .poll(
      async () => {
        noted = await page.evaluate(() => window.messagesNoted ?? []);
        return noted;
      },
      { message: `a message with “${words}”` },
    )
    .toContainEqual(expect.stringContaining(words));
  return page.evaluate((text) => {
    const all = window.messagesNoted ?? [];
    const at = all.findIndex((message) => message.includes(text));
    return (at < 0 ? [] : all.splice(at, 1)).join('');
  }, words);
}
