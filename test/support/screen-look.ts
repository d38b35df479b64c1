import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './screen.ts';

/** Only the first dozen rows of a long table are checked, because all of its rows are built in the same way. */
const MORE_OF_THE_SAME = '[role=rowgroup] > [role=row]:nth-child(n+13)';

/** Elements that Base UI adds around a menu. They only pass focus on, which axe can't know. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]';

/** A script that does nothing. */
const NOTHING = 'void 0';

/**
 * axe without its second page, which Electron can't open, and which is only needed for frames. It is injected into a page once: the builder
 * would inject its source, which is larger than the desk's own, twice per check, which takes longer than the check.
 */
async function axe(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in window);
  return new AxeBuilder(isThere ? { page, axeSource: NOTHING } : { page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude(MORE_OF_THE_SAME)
    .exclude(FOCUS_GUARDS);
}

async function violations(builder: AxeBuilder): Promise<string[]> {
  const found = await builder.analyze();
  return found.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`),
  );
}

/** The ids that several elements of the page have. axe's own rule for them is off by default, because screen readers cope with most. */
async function sharedIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = new Set<string>();
    return [...document.querySelectorAll('[id]')].flatMap(({ id, outerHTML }) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [`${id}: ${outerHTML.slice(0, 160)}`];
    });
  });
}

/**
 * No two elements have one id, and the page breaks no rule of axe, in light and dark mode and with forced colors. A violation is recorded
 * and the test continues. In the latter two only colors are checked again, because everything else is the same.
 * @param without rules of axe that the page can't keep
 */
export async function looksRight(page: Page, what: string, without: readonly string[] = []): Promise<void> {
  await test.step(`axe: ${what}`, async () => {
    expect.soft(await sharedIds(page), `ids, ${what}`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect.soft(await violations((await axe(page)).disableRules([...without])), `axe, ${what}, light`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await violations((await axe(page)).withRules(['color-contrast'])), `axe, ${what}, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    const forced = await violations((await axe(page)).withRules(['color-contrast']));
    expect.soft(forced, `axe, ${what}, forced colors`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  });
}
