import type { Locator } from '@playwright/test';

/** The texts within an element that don't fit into their place, each with how much of it, px. */
export async function cutTexts(within: Locator): Promise<string[]> {
  return within.evaluate((root) =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      const hasText = [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.textContent?.trim());
      const { overflowX } = getComputedStyle(element);
      if (!hasText || (overflowX !== 'hidden' && overflowX !== 'clip')) return [];
      const { scrollWidth, clientWidth, textContent } = element;
      return clientWidth > 1 && scrollWidth > clientWidth ? [`${textContent}: ${clientWidth} of ${scrollWidth}`] : [];
    }),
  );
}
