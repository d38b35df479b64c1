/**
 * The terms of a lead in the full-text index. Every prefix of a word, up to `WHOLE` letters, is a term, so whatever is being typed is one
 * exact term, and the index returns its leads newest first, however many there are.
 */

/** Prefixes up to this length are terms. A longer word is itself one more term. */
export const WHOLE = 7;
/** A word shorter than this matches any prefix in names and places, and a whole word elsewhere. */
export const ANYWHERE = 3;
/** This many consecutive digits of a phone number are a term, and so is one digit more. */
export const GRAM = 4;
export const LONG_GRAM = 5;
/** Put before the digits of a phone. No word contains it, and the index treats it as a letter. */
const PHONE = '·';

/** The term of consecutive digits of a phone. */
export const phoneTerm = (digits: string): string => PHONE + digits;

/** The words and phones of one lead, normalized. */
export interface LeadWords {
  readonly name: readonly string[];
  readonly other: readonly string[];
  /** Digits only. */
  readonly phones: readonly string[];
}

/** Every term of a lead, joined by spaces. Duplicates do no harm. */
export function termsOf(lead: LeadWords): string {
  let terms = '';
  for (let at = 0; at < lead.name.length; at++) {
    let from = 1;
    for (let before = 0; before < at; before++) from = Math.max(from, shared(lead.name[before], lead.name[at]) + 1);
    terms += beginnings(lead.name[at] ?? '', from);
  }
  for (const word of lead.other) {
    if (word.length < ANYWHERE) {
      if (!lead.name.some((name) => name.startsWith(word))) terms += `${word} `;
      continue;
    }
    // Prefixes that a name shares already exist: maria.garcia87@ adds little to Maria Garcia.
    let from = ANYWHERE;
    for (const name of lead.name) from = Math.max(from, shared(name, word) + 1);
    terms += beginnings(word, from);
  }
  for (const phone of lead.phones) {
    for (const length of [GRAM, LONG_GRAM]) {
      for (let at = 0; at + length <= phone.length; at++) terms += `${phoneTerm(phone.slice(at, at + length))} `;
    }
    // Three digits are found by the four that begin with them. The last three digits begin no four.
    if (phone.length >= GRAM - 1) terms += `${phoneTerm(phone.slice(1 - GRAM))} `;
  }
  return terms;
}

/** The prefixes of a word from a length on, up to `WHOLE` letters, and the word itself if it is longer. */
function beginnings(word: string, from: number): string {
  let terms = '';
  for (let length = from; length <= Math.min(word.length, WHOLE); length++) terms += `${word.slice(0, length)} `;
  return word.length > WHOLE ? `${terms}${word} ` : terms;
}

/** The length of the common prefix of two words. */
function shared(one = '', other = ''): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
