/** The states, the District and the territories, by their two letters, as the vendors write their names. */
export const US_STATES: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  AS: 'American Samoa',
  GU: 'Guam',
  MP: 'Northern Mariana Islands',
  VI: 'Virgin Islands',
};

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
