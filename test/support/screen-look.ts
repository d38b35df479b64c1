import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './screen.ts';

/** Of a long table's rows, which are all built alike, the first dozen are looked at. */
const MORE_OF_THE_SAME = '[role=rowgroup] > [role=row]:nth-child(n+13)';

/** What Base UI puts around a menu: it takes the focus only to hand it on, which axe can't know. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]';

/** A source that brings nothing in. */
const NOTHING = 'void 0';

/**
 * axe without its second page, which Electron can't open: there are no frames here that would need it. It is brought into a page
 * once: the builder brings its source, larger than the desk's own, twice each time, which takes longer than the look itself.
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

/**
 * What is on the page breaks no rule of axe, in light, in dark and in colors that the system forces; a breach is noted and the test goes on. In the latter two only what is about colour
 * is looked at again: all else is the same page.
 * @param without rules of axe that what is shown can't keep
 */
export async function looksRight(page: Page, what: string, without: readonly string[] = []): Promise<void> {
  await test.step(`axe: ${what}`, async () => {
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
