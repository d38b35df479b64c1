import { US_STATES } from '../../src-preload/rules/us-states.ts';

export { US_STATES };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

const codeOf = new Map<string, string>([
  ['washington dc', 'DC'],
  ['washington d c', 'DC'],
  ['d c', 'DC'],
  ['washington state', 'WA'],
  ['u s virgin islands', 'VI'],
  ['us virgin islands', 'VI'],
]);
for (const [code, name] of Object.entries(US_STATES)) {
  codeOf.set(code.toLowerCase(), code);
  codeOf.set(plain(name), code);
}

/** The two-letter code of a state by its name or its letters in any case. Text that is not a known state is returned unchanged. */
export function stateOf(text: string): string {
  return codeOf.get(plain(text)) ?? text;
}

/**
 * The states in a list: `Ohio, Tennessee`, `OH|TN`, `Compact`. A vendor's value that is not a state is returned unchanged. `and` before the
 * last name also separates.
 */
export function statesIn(items: readonly string[]): string[] {
  const states = new Set<string>();
  for (const item of items) {
    const whole = stateOf(item);
    for (const name of whole === item ? item.split(/\s+(?:and|&)\s+/i) : [whole]) {
      if (name !== '') states.add(/^compact$/i.test(name) ? 'Compact' : stateOf(name));
    }
  }
  return [...states];
}
