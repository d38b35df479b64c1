import { regionName } from '../../geo/regions.ts';
import { ANYWHERE, GRAM, LONG_GRAM, phoneTerm, WHOLE } from './terms.ts';
import { fold, wordsOf } from './words.ts';

/** One condition that a lead must meet to match. Either `word` or `phones` is enough. */
export interface Term {
  /** Some word of the lead begins with this; null for a phone number. */
  readonly word: string | null;
  /** The fields: with fewer than three letters a prefix only counts in names and places, and elsewhere it must be the whole word. */
  readonly where: 'short' | 'anywhere';
  /** Digits that one of its phones contains in this order without a gap. */
  readonly phones: readonly string[];
}

/** Digits written as a phone number: in groups, or with brackets, plus signs or slashes. */
const PHONE = /[+(]*\d(?:[\d\s().\-+/]*\d)?[)]*/g;
/** A number with more digits is not a phone number. */
const PHONE_AT_MOST = 20;
/** With this many digits after it, a leading 0 is a dialing prefix and not the middle of a number. */
const DIALED = 6;
const MAIL = /[^\s@<>(),;:"]+@[^\s@<>(),;:"]*/gu;
/** Letters with dots between them: J.R. and JR are the same. */
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}])/gu;
/** A filter by more states leaves so many leads that these are found sooner without it. */
const STATES_AT_MOST = 4;
/** The end of a web address, complete or while it is being typed. Every address has one, so it excludes nobody. */
const DOMAIN_END = /(?<=[\p{L}\p{N}])\.(?:c|co|com|n|ne|net|o|or|org|e|ed|edu|g|go|gov|u|us)(?=\s|$)/gu;

/**
 * What a typed text requires: all of it must occur, in any order. Words match by prefix, in names and places from the first letter on, in
 * emails, address and notes from the third; there a shorter word must be the whole word. From three digits on, digits match any part of a
 * phone in any format. Shorter ones, and signs other than letters and digits, exclude nothing. No sign has a special meaning.
 */
export function readQuery(text: string): Term[] {
  const terms: Term[] = [];
  let rest = fold(text.toWellFormed().replace(/\0/g, ' ')).replace(
    /(?:^|\s)(?:tel|phone|ph|mobile|cell|fax)[.:]+/g,
    ' ',
  );
  rest = rest.replace(MAIL, (mail) => {
    const [local = '', domain = ''] = mail.split('@');
    for (const word of wordsOf(local)) if (!isShortNumber(word)) terms.push(wordTerm(word));
    // The domain may be incomplete.
    for (const word of wordsOf(domain.replace(/\.[^.]*$/, ''))) if (word.length >= ANYWHERE) terms.push(wordTerm(word));
    return ' ';
  });
  rest = rest.replace(PHONE, (found, at: number) => {
    if (/[\p{L}\p{N}]/u.test(rest.slice(Math.max(0, at - 1), at)) || /^[\p{L}]/u.test(rest.slice(at + found.length)))
      return found;
    const digits = found.replace(/\D/g, '');
    const dressed =
      /[+().\-/]/.test(found) || (/\s/.test(found) && digits.length >= GRAM + ANYWHERE) || isAll(found, text);
    if (!dressed || !/\D/.test(found.trim()) || digits.length > PHONE_AT_MOST) return found;
    if (digits.length >= ANYWHERE) terms.push({ word: null, where: 'anywhere', phones: spellings(found) });
    return ' ';
  });
  rest = rest.replace(INITIALS, (letters) => letters.replaceAll('.', ''));
  for (const word of wordsOf(rest.replace(DOMAIN_END, ' ').replaceAll("'", ''))) {
    if (/^\d+$/.test(word)) {
      if (word.length >= ANYWHERE) terms.push({ word, where: 'anywhere', phones: spellings(word) });
    } else terms.push(wordTerm(word));
  }
  return terms;
}

const wordTerm = (word: string): Term => ({
  word,
  where: word.length < ANYWHERE ? 'short' : 'anywhere',
  phones: [],
});

const isShortNumber = (word: string): boolean => word.length < ANYWHERE && /^\d+$/.test(word);

/** Whether the number is the whole text. */
const isAll = (found: string, text: string): boolean => found.trim().length === text.trim().length;

/** The possible forms of a number, because a prefix such as 0, 00 or 011 may have been typed before it. */
function spellings(found: string): string[] {
  const digits = found.replace(/\(0\)/, '').replace(/\D/g, '');
  const all = [digits];
  for (const before of ['011', '00', '0']) {
    if (digits.startsWith(before) && digits.length - before.length >= DIALED) all.push(digits.slice(before.length));
  }
  return [...new Set(all.filter((one) => one.length >= ANYWHERE))];
}

/**
 * Two queries for the full-text index, and whether the second finds only leads that match. `quick` knows the first letters of a long word,
 * and finds its leads newest first; `whole` knows all, but FTS5 collects the leads of every term that begins so before it returns the
 * first. Every term is quoted, so that no text is interpreted as syntax. If `states` are given, each lead that is wanted is in one of them.
 */
export function matchOf(
  terms: readonly Term[],
  states: string[] = [],
): { quick: string; whole: string; sure: boolean } {
  const near = inAnyOf(states);
  const match = (long: (word: string) => string): string => {
    const wordMatch = (word: string) => (word.length <= WHOLE ? `"${word}"` : long(word));
    const any = ({ word, phones }: Term) => [...(word === null ? [] : [wordMatch(word)]), ...phones.map(phoneMatch)];
    return [...near, ...terms.map(any)].map((one) => `(${one.join(' OR ')})`).join(' AND ');
  };
  return {
    quick: match(beginning),
    whole: match((word) => `"${word}" *`),
    sure: terms.every(({ phones }) => phones.every((digits) => digits.length <= LONG_GRAM)),
  };
}

const beginning = (word: string): string => `"${word.slice(0, WHOLE)}"`;

/** The condition that a lead is in one of a few states, of whose names each of its leads has the words: the longest is the rarest. */
function inAnyOf(states: readonly string[]): string[][] {
  const words = states.map((state) => wordsOf(fold(regionName(state) ?? state)).sort((a, b) => b.length - a.length)[0]);
  const known = words.filter((word) => word !== undefined).map(beginning);
  return known.length === 0 || known.length < states.length || states.length > STATES_AT_MOST ? [] : [known];
}

function phoneMatch(digits: string): string {
  const quoted = (some: string) => `"${phoneTerm(some)}"`;
  if (digits.length < GRAM) {
    return [...Array(10).keys()]
      .map((next) => quoted(`${digits}${next}`))
      .concat(quoted(digits))
      .join(' OR ');
  }
  if (digits.length <= LONG_GRAM) return quoted(digits);
  const grams = new Set<string>();
  for (let at = 0; at + LONG_GRAM <= digits.length; at++) grams.add(digits.slice(at, at + LONG_GRAM));
  return `(${[...grams].map(quoted).join(' AND ')})`;
}
