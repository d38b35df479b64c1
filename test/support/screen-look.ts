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
 * What the texts of the page look like, each look once: the tag, class, state and computed colors of an element and of all around it. Two
 * texts of one look are colored by the same rules of the style sheets, in every mode. Runs in the page.
 */
function looksOfTexts(without: string): string[] {
  const STATES = [':disabled', ':checked', ':focus', ':hover', ':placeholder-shown'];
  const known = new Map<Element, string>();
  const lookOf = (element: Element): string => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const style = getComputedStyle(element);
    const own = [
      element.tagName,
      element.getAttribute('class') ?? '',
      // A state, not a text or a number.
      ...[...element.attributes].filter(({ name, value }) => /^(aria|data)-/.test(name) && /^[a-z]{0,12}$/.test(value)),
      ...STATES.filter((state) => element.matches(state)),
      ...[style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight],
    ].map((one) => (typeof one === 'string' ? one : `${one.name}=${one.value}`));
    // One number stands for the whole way from the root: a look would be thousands of letters long otherwise.
    let hash = 0;
    for (const letter of `${element.parentElement ? lookOf(element.parentElement) : ''}>${own.join('|')}`) {
      hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
    }
    const look = `${element.tagName} ${element.getAttribute('class') ?? ''} ${hash}`;
    known.set(element, look);
    return look;
  };
  const hasText = (element: Element) =>
    element.matches('input, select, textarea') ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '');
  const texts = [...document.body.querySelectorAll('*')].filter((e) => hasText(e) && e.closest(without) === null);
  return [...new Set(texts.map(lookOf))];
}

/** The looks of texts that have enough contrast in dark mode and with forced colors. */
const enough = new Set<string>();

/**
 * The ids that elements share, and the rules of axe that the page breaks, in light and dark mode and with forced colors. In the latter two
 * only colors are checked again, because everything else is the same, and only if some text looks as none before it: checking every page
 * in both would take a fifth of the processor time of all screens.
 * @param without rules of axe that the page can't keep
 */
export async function breaches(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  const found = [
    ...(await sharedIds(page)).map((id) => `ids, ${id}`),
    ...(await violations((await axe(page)).disableRules([...without]))).map((one) => `light, ${one}`),
  ];
  const looks = await page.evaluate(looksOfTexts, `${MORE_OF_THE_SAME}, ${FOCUS_GUARDS}`);
  if (looks.every((look) => enough.has(look))) return found;
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations((await axe(page)).withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  const forced = await violations((await axe(page)).withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  // What breaks a rule is checked again on the next page that has it.
  if (dark.length + forced.length === 0) for (const look of looks) enough.add(look);
  return [...found, ...dark.map((one) => `dark, ${one}`), ...forced.map((one) => `forced colors, ${one}`)];
}

/** No two elements have one id, and the page breaks no rule of axe; see `breaches`. What does is recorded, and the test continues. */
export async function looksRight(page: Page, what: string, without: readonly string[] = []): Promise<void> {
  await test.step(`axe: ${what}`, async () => {
    expect.soft(await breaches(page, without), `axe, ${what}`).toEqual([]);
  });
}
