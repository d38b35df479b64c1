import type { Page } from '@playwright/test';
import type { Desk } from './screen.ts';

/** Notes when the first notice stands in the page, by the clock that the vendor and the desk have too. */
export function watchNotices(page: Page): Promise<void> {
  return page.evaluate(() => {
    const list = document.querySelector('[aria-label="New offers"]');
    if (list === null) throw new Error('there is no place for notices');
    const seen = new MutationObserver(() => {
      if (list.children.length === 0) return;
      seen.disconnect();
      document.body.dataset.toldAt = String(Date.now());
    });
    seen.observe(list, { childList: true });
  });
}
export const toldAt = async (page: Page) => Number(await page.evaluate(() => document.body.dataset.toldAt));

export interface Heard {
  readonly notices: string[];
  tones: number;
}

/** Opens the page anew with the browser's notices and its sound in the test's hands. */
export async function withEars(desk: Desk): Promise<void> {
  await desk.page.context().addInitScript(() => {
    const heard: Heard = { notices: [], tones: 0 };
    class Heeded extends EventTarget {
      static permission = 'default';
      static async requestPermission(): Promise<string> {
        Heeded.permission = 'granted';
        return 'granted';
      }
      onclick: (() => void) | null = null;
      close(): void {}
      constructor(title: string, { body }: { body: string }) {
        super();
        heard.notices.push(`${title} | ${body}`);
        Object.assign(window, { lastNotice: this });
      }
    }
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      heard.tones++;
      start.apply(this, when);
    };
    Object.assign(window, { heard, Notification: Heeded });
  });
  await desk.reopen();
}
export const heard = (page: Page): Promise<Heard> => page.evaluate(() => (window as unknown as { heard: Heard }).heard);
