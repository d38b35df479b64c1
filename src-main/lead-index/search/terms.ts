/**
 * What stands in the full-text index for one lead. Every beginning of a word is a term of its own, up to `WHOLE` letters: so
 * whatever is being typed is one exact term, and its leads come newest first straight from the index, however many there are.
 */

/** Beginnings up to this length are terms; of a longer word the whole is one more. */
export const WHOLE = 7;
/** A word shorter than this is looked for in names alone. */
export const ANYWHERE = 3;
/** Digits of a phone number that make one term. */
export const GRAM = 4;

/** The words and phones of one lead, folded. */
export interface LeadWords {
  readonly name: readonly string[];
  readonly other: readonly string[];
  /** Digits alone. */
  readonly phones: readonly string[];
}

/** Every term of a lead; few of them twice, which the index doesn't mind. */
export function termsOf(lead: LeadWords): string[] {
  const terms: string[] = [];
  for (let at = 0; at < lead.name.length; at++) addBeginnings(terms, lead.name, at, 1);
  for (const word of lead.other) {
    // What a name begins with too is there already: maria.garcia87@ adds little to Maria Garcia.
    let from = ANYWHERE;
    for (const name of lead.name) from = Math.max(from, shared(name, word) + 1);
    if (word.length > WHOLE || word.length >= from) addWord(terms, word, from);
  }
  for (const phone of lead.phones) {
    for (let at = 0; at + GRAM <= phone.length; at++) terms.push(phone.slice(at, at + GRAM));
    // Three digits are found by the four that begin with them; the last three begin none.
    if (phone.length >= GRAM - 1) terms.push(phone.slice(1 - GRAM));
  }
  return terms;
}

function addBeginnings(terms: string[], words: readonly string[], at: number, shortest: number): void {
  const word = words[at] ?? '';
  let from = shortest;
  for (let before = 0; before < at; before++) from = Math.max(from, shared(words[before] ?? '', word) + 1);
  addWord(terms, word, from);
}

function addWord(terms: string[], word: string, from: number): void {
  const to = Math.min(word.length, WHOLE);
  for (let length = from; length <= to; length++) terms.push(word.slice(0, length));
  if (word.length > WHOLE) terms.push(word);
}

/** How many letters two words begin with alike. */
function shared(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
