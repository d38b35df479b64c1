import type Axe from 'axe-core';

// What looksRight runs in the page. Each function is sent to the page by itself, so it can use nothing outside of it.

declare global {
  interface Window {
    axe: typeof Axe;
    /** The texts of the page by their look, since they were last gathered. */
    textsByLook?: Map<string, Element[]>;
  }
}

/** The rules of axe that the page breaks, except `rules`, and the ids that several elements have. */
export async function breaches(the: { readonly without: readonly string[]; readonly rules: readonly string[] }) {
  const seen = new Set<string>();
  // axe's own rule for ids is off by default, because screen readers cope with most.
  const ids = [...document.querySelectorAll('[id]')].flatMap(({ id, outerHTML }) => {
    if (seen.has(id)) return [`${id}: ${outerHTML.slice(0, 160)}`];
    seen.add(id);
    return [];
  });
  const { violations } = await window.axe.run(
    { exclude: [...the.without] },
    {
      resultTypes: ['violations'],
      rules: Object.fromEntries(the.rules.map((rule) => [rule, { enabled: false }])),
      // No rule that is on by default reads the style sheets.
      preload: { assets: ['media'] },
    },
  );
  const found = violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`),
  );
  return { ids, found };
}

/**
 * Gathers the texts of the page by their look, and returns the looks. Two texts have the same look if the style sheets can't tell them
 * apart: the elements from the text up to the root have the same classes, the text, its parent and every element that paints a ground also
 * the same attributes that a style sheet asks for and the same colors, and the same is laid over or under the text beside it. They are then
 * painted alike in every mode, because dark mode only gives the colors other values.
 */
export function gatherTexts(without: readonly string[]): string[] {
  const asked =
    /^(?:class|role|type|open|disabled|scope|data-(?!base-ui).+|aria-(?:current|selected|pressed|checked|expanded|invalid|disabled|sort))$/;
  const states = [':checked', ':disabled', ':placeholder-shown'];
  const paints = new Map<Element, string>();
  const grounds = new Map<Element, string>();
  const paintOf = (element: Element): string => {
    const known = paints.get(element);
    if (known !== undefined) return known;
    const s = getComputedStyle(element);
    const attributes = [...element.attributes]
      .filter(({ name }) => asked.test(name))
      // A style sheet asks for words such as `data-state=open`; texts and numbers only say that they are there.
      .map(({ name, value }) => (name === 'class' || /^[a-z-]{0,16}$/.test(value) ? `${name}=${value}` : name))
      .sort();
    const paint = [
      ...[element.tagName, ...attributes, ...states.filter((state) => element.matches(state))],
      ...[s.color, s.backgroundColor, s.backgroundImage, s.opacity, s.position, s.fontSize, s.fontWeight],
    ].join('|');
    paints.set(element, paint);
    return paint;
  };
  const paintsGround = (element: Element): boolean => {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    return backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none' || opacity !== '1';
  };
  const isOver = (a: DOMRect, b: DOMRect) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  /** What lies over or under an element, beside it in the page. */
  const overlays = (element: Element): string[] => {
    const box = element.getBoundingClientRect();
    const found = [...(element.parentElement?.children ?? [])].filter(
      (other) =>
        other !== element &&
        getComputedStyle(other).position !== 'static' &&
        paintsGround(other) &&
        isOver(other.getBoundingClientRect(), box),
    );
    return [...new Set(found.map(paintOf))].sort();
  };
  const groundsOf = (element: Element | null): string => {
    if (element === null) return '';
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const below = groundsOf(element.parentElement);
    const all = `${below}\n${paintsGround(element) ? paintOf(element) : element.className}`;
    grounds.set(element, all);
    return all;
  };
  const lookOf = (element: Element): string => {
    const near = [element, element.parentElement].filter((one) => one !== null);
    const text = [groundsOf(element), ...near.map(paintOf), ...near.flatMap(overlays)].join('\n');
    // Two sums of 32 bits (FNV-1a, one of them backwards), which keep what is sent short.
    let [a, b] = [0x811c9dc5, 0x811c9dc5];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(text.length - 1 - at), 0x01000193);
    }
    return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length}`;
  };
  const hasText = (element: Element) =>
    ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName) ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  const notChecked = without.join(', ');
  const texts = [...document.body.querySelectorAll('*')].filter(
    (element) => hasText(element) && element.checkVisibility() && element.closest(notChecked) === null,
  );
  window.textsByLook = Map.groupBy(texts, lookOf);
  return [...window.textsByLook.keys()];
}

/**
 * Those of the looks that are painted with forced colors as a style sheet says. All others have the colors of the system there, which the
 * browser chooses.
 */
export function ownForcedColors(looks: readonly string[]): string[] {
  const selectors = (rules: CSSRuleList, isForced: boolean): string[] =>
    [...rules].flatMap((rule) => {
      if (rule instanceof CSSMediaRule) {
        return selectors(rule.cssRules, isForced || rule.conditionText.includes('forced-colors'));
      }
      if (!(rule instanceof CSSStyleRule))
        return 'cssRules' in rule ? selectors(rule.cssRules as CSSRuleList, isForced) : [];
      const { color, backgroundColor, forcedColorAdjust } = rule.style as CSSStyleDeclaration & {
        readonly forcedColorAdjust?: string;
      };
      return forcedColorAdjust || (isForced && (color || backgroundColor)) ? [rule.selectorText] : [];
    });
  const own = [...document.styleSheets].flatMap((sheet) => selectors(sheet.cssRules, false)).join(', ');
  if (own === '') return [];
  // The ground may be beside the text, as in a bar.
  const isOwn = (text: Element) =>
    text.closest(own) !== null || (text.parentElement?.querySelector(own) ?? null) !== null;
  return looks.filter((look) => window.textsByLook?.get(look)?.some(isOwn));
}

/**
 * Asks axe for the contrast of the texts that were gathered with one of these looks.
 * @param the.onlyDecided whether a look only counts as asked if axe could decide on one of its texts, which may be hidden, or of a disabled field
 */
export async function askContrast(the: {
  readonly looks: readonly string[];
  readonly without: readonly string[];
  readonly onlyDecided: boolean;
}): Promise<{ asked: string[]; broken: string[]; found: string[] }> {
  const looks = new Map<unknown, string>();
  for (const look of the.looks)
    for (const text of window.textsByLook?.get(look) ?? []) if (text.isConnected) looks.set(text, look);
  if (looks.size === 0) return { asked: [], broken: [], found: [] };
  const { passes, violations } = await window.axe.run(
    { include: [...looks.keys()] as Element[], exclude: [...the.without] },
    {
      ...{ runOnly: ['color-contrast'], resultTypes: ['violations', 'passes'], preload: false },
      // To find a selector of each text takes longer than to check it.
      ...{ elementRef: true, selectors: false },
    },
  );
  const nodes = (results: typeof passes) => results.flatMap((result) => result.nodes);
  const lookOf = (node: { element?: unknown }) => looks.get(node.element) ?? [];
  const broken = nodes(violations).flatMap(lookOf);
  const asked = the.onlyDecided ? [...nodes(passes).flatMap(lookOf), ...broken] : looks.values();
  return {
    asked: [...new Set(asked)],
    broken,
    found: nodes(violations).map((n) => `color-contrast: ${n.html} ${n.failureSummary ?? ''}`),
  };
}
