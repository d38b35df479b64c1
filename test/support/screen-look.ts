import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './screen.ts';
import { askContrast, breaches, gatherTexts, ownForcedColors } from './screen-look-in-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is not checked. */
const WITHOUT = [
  // Only the first dozen rows of a long table are checked, because all of its rows are built in the same way.
  '[role=rowgroup] > [role=row]:nth-child(n+13)',
  // Elements that Base UI adds around a menu. They only pass focus on, which axe can't know.
  '[data-base-ui-focus-guard]',
];

/** The modes in which colors are checked. Light is first: there axe says which texts can be checked at all. */
const MODES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colors': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/**
 * The looks of texts that have enough contrast in every mode; see `gatherTexts`. Most of a page looks as other pages did, and to ask for
 * the contrast of everything on every page, in three modes, would take a quarter of the processor time of all screens.
 */
const enough = new Set<string>();

/** Injects axe if the page doesn't have it, and leaves dark mode and forced colors. */
async function prepare(page: Page): Promise<void> {
  const { isThere, isLight } = await page.evaluate(() => ({
    isThere: 'axe' in window,
    isLight: matchMedia('(prefers-color-scheme: light) and (forced-colors: none)').matches,
  }));
  if (!isThere) await page.evaluate(AXE);
  if (!isLight) await page.emulateMedia(MODES.light);
}

/** Checks the contrast of texts whose look is new, or of all, in each mode. */
async function contrast(page: Page, what: string, all: boolean): Promise<void> {
  const gathered = await page.evaluate(gatherTexts, WITHOUT);
  const ask = async (mode: keyof typeof MODES, looks: readonly string[]) => {
    if (looks.length === 0) return { asked: [] as string[], broken: [] as string[] };
    if (mode !== 'light') await page.emulateMedia(MODES[mode]);
    const answer = await page.evaluate(askContrast, { looks, without: WITHOUT, onlyDecided: mode === 'light' });
    expect.soft(answer.found, `axe, ${what}, ${mode}`).toEqual([]);
    return answer;
  };
  const light = await ask(
    'light',
    gathered.filter((look) => all || !enough.has(look)),
  );
  if (light.asked.length === 0) return;
  const own = all ? light.asked : await page.evaluate(ownForcedColors, light.asked);
  const dark = await ask('dark', light.asked);
  const forced = await ask('forced colors', own);
  await page.emulateMedia(MODES.light);
  // What breaks the rule is asked again by the next test, and what has gone meanwhile too.
  const open = new Set([light, dark, forced].flatMap(({ broken }) => broken));
  for (const look of own) if (!forced.asked.includes(look)) open.add(look);
  for (const look of dark.asked) if (!open.has(look)) enough.add(look);
}

/**
 * No two elements have one id, and the page breaks no rule of axe, in light and dark mode and with forced colors. A violation is recorded
 * and the test continues. In the latter two only colors are checked again, because everything else is the same.
 * @param more.without rules of axe that the page can't keep
 * @param more.all whether the contrast of all texts is checked in all modes, and not only of what looks as no page before
 */
export async function looksRight(
  page: Page,
  what: string,
  { without = [], all = false }: { readonly without?: readonly string[]; readonly all?: boolean } = {},
): Promise<void> {
  await test.step(`axe: ${what}`, async () => {
    await prepare(page);
    const { ids, found } = await page.evaluate(breaches, { without: WITHOUT, rules: ['color-contrast', ...without] });
    expect.soft(ids, `ids, ${what}`).toEqual([]);
    expect.soft(found, `axe, ${what}`).toEqual([]);
    await contrast(page, what, all);
  });
}
