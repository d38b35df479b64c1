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

/** The two letters of a state, by its name or its letters in any case; what is no state we know stays as it is written. */
export function stateOf(text: string): string {
  return codeOf.get(plain(text)) ?? text;
}

/**
 * States in a list: `Ohio, Tennessee`, `OH|TN`, `Compact`. A vendor's word that is no state stays as it is written. `and`
 * between the last two ends a name too.
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
