import { isCompany, isInitial, isSuffix, isTitle, particleAt } from './name-words.ts';

/** The parts of a full name. Missing parts are empty. */
export interface NameParts {
  readonly title: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** False if the name is kept unsplit in `first`: a company, a single word, a script without spaces. */
  readonly isSplit: boolean;
}

/** Which part comes first in a name without a comma. */
export type NameOrder = 'first-last' | 'last-first';

const whole = (name: string): NameParts => ({ title: '', first: name, middle: '', last: '', isSplit: false });

/** Han, kana, hangul and similar scripts. The order of names in them can't be determined. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
/** Characters that no person's name contains: digits and those of addresses. The quotes and brackets of a nickname are allowed. */
const NO_NAME = /[\d@\\/|<>=_#:;]/;
const AND = /^(?:&|\+|and|und|y|et|e)$/i;

/**
 * Splits a full name: “John Q. Smith”, “Smith, John Q.”, “Dr. Maria de la Cruz Jr.”, “John & Mary Smith”.
 * - Before a comma is the last name, unless only suffixes (“Jr.”, “MD”) follow.
 * - Words such as “Dr.” before the name are its title, and those such as “Jr.” after it stay with the last name.
 * - “de la”, “van”, “St.” begin the last name. A single word between first and last name is the middle name. Of several words, the initials
 *   are the middle name, or else the first word, and what follows belongs to the last name.
 * - The first names of a couple stay together (“John & Mary”), and a nickname stays with the first name.
 * - Companies, single words and names in scripts without spaces are kept unsplit as first name. No word is ever lost.
 */
export function splitName(text: string, order: NameOrder = 'first-last'): NameParts {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name === '' || NO_NAME.test(name) || UNSPACED.test(name) || isCompany(name)) return whole(name);
  const parts = name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [before = '', ...after] = parts;
  const suffixes = after.filter((part) => part.split(' ').every(isSuffix));
  const rest = after.filter((part) => !suffixes.includes(part));
  if (rest.length === 0) return withSuffix(inOrder(before.split(' '), order), suffixes);
  const titles = rest.filter((part) => part.split(' ').every(isTitle));
  const given = rest.filter((part) => !titles.includes(part));
  // “Smith, John, Tampa” is not a name, because no name has three parts.
  if (given.length > 1 || (given.length === 0 && titles.length === 0)) return whole(name);
  const [lastWords, given0] = [before.split(' '), (given[0] ?? '').split(' ').filter((word) => word !== '')];
  const title = leading(lastWords, isTitle);
  const first = givenOf(given0);
  return withSuffix(
    {
      title: joined(...titles, ...title.taken, first.title),
      first: first.first,
      middle: first.middle,
      last: title.rest.join(' '),
      isSplit: true,
    },
    suffixes,
  );
}

const joined = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' ');

function withSuffix(parts: NameParts, suffixes: readonly string[]): NameParts {
  if (suffixes.length === 0) return parts;
  if (!parts.isSplit) return { ...parts, first: [parts.first, ...suffixes].join(', ') };
  return { ...parts, last: joined(parts.last, ...suffixes) };
}

/** The leading words of a kind, but always leaving one. */
function leading(words: readonly string[], is: (word: string) => boolean): { taken: string[]; rest: string[] } {
  let n = 0;
  while (n < words.length - 1 && (is(words[n] ?? '') || (n > 0 && AND.test(words[n] ?? '') && is(words[n + 1] ?? ''))))
    n++;
  return { taken: words.slice(0, n), rest: words.slice(n) };
}

/** A name without a comma. */
function inOrder(all: readonly string[], order: NameOrder): NameParts {
  const { taken, rest } = leading(all, isTitle);
  let end = rest.length;
  while (end > 1 && isSuffix(rest[end - 1] ?? '')) end--;
  const suffix = rest.slice(end);
  const words = rest.slice(0, end);
  const title = taken.join(' ');
  if (words.length === 1) {
    const [only = ''] = words;
    // “Dr. Smith” has only a last name; “Nora” alone is a first name.
    if (title === '' && suffix.length === 0) return whole(only);
    return { title, first: '', middle: '', last: joined(only, ...suffix), isSplit: true };
  }
  const { first, middle, last } = order === 'last-first' ? lastFirst(words) : firstLast(words);
  return { title, first, middle, last: joined(last, ...suffix), isSplit: true };
}

function lastFirst(words: readonly string[]): Pick<NameParts, 'first' | 'middle' | 'last'> {
  let to = particleAt(words, 0);
  to = Math.min(to + 1, words.length - 1);
  const { title, first, middle } = givenOf(words.slice(to));
  return { first: joined(title, first), middle, last: words.slice(0, to).join(' ') };
}

function firstLast(words: readonly string[]): Pick<NameParts, 'first' | 'middle' | 'last'> {
  const and = words.findIndex((word, at) => at > 0 && at < words.length - 1 && AND.test(word) && !/^[ey]$/i.test(word));
  if (and > 0) return couple(words, and);
  const nickname = nicknameEnd(words);
  let at = nickname > 0 ? nickname : 1;
  // “J. Edgar Hoover” is called by the second name.
  if (
    at === 1 &&
    words.length > 2 &&
    isInitial(words[0] ?? '') &&
    !isInitial(words[1] ?? '') &&
    particleAt(words, 1) === 1
  )
    at = 2;
  const first = words.slice(0, at).join(' ');
  const from = at;
  const begins = words.findIndex((_, n) => n >= from && n < words.length - 1 && particleAt(words, n) > n);
  const stop = begins < 0 ? words.length - 1 : begins;
  while (at < stop && isInitial(words[at] ?? '')) at++;
  if (at === from && at < stop) at++;
  return { first, middle: words.slice(from, at).join(' '), last: words.slice(at).join(' ') };
}

/** Joins the first names of “John & Mary Smith”. In “John Smith & Mary Jones” the second person stays with the last name. */
function couple(words: readonly string[], and: number): Pick<NameParts, 'first' | 'middle' | 'last'> {
  const one = words.slice(0, and);
  const isFirstNameAlone = one.length === 1 || one.slice(1).every(isInitial);
  if (!isFirstNameAlone) return { first: one[0] ?? '', middle: '', last: words.slice(1).join(' ') };
  let to = and + 2;
  while (to < words.length - 1 && isInitial(words[to] ?? '')) to++;
  if (to >= words.length) return { first: words.join(' '), middle: '', last: '' };
  return { first: words.slice(0, to).join(' '), middle: '', last: words.slice(to).join(' ') };
}

/** The index after a first name with a nickname: John "Jack", John (Jack); 0 if it has none. */
function nicknameEnd(words: readonly string[]): number {
  if (!/^["“”'‘([]/.test(words[1] ?? '')) return 0;
  const end = words.findIndex((word, at) => at >= 1 && /["“”'’)\]]$/.test(word));
  return end > 0 && end < words.length - 1 ? end + 1 : 0;
}

/** The given names after a comma. */
function givenOf(all: readonly string[]): Pick<NameParts, 'title' | 'first' | 'middle'> {
  const { taken, rest } = leading(all, isTitle);
  const title = taken.join(' ');
  if (rest.some((word) => AND.test(word))) return { title, first: rest.join(' '), middle: '' };
  const at = rest.length > 2 && isInitial(rest[0] ?? '') ? 2 : Math.max(1, nicknameGiven(rest));
  return { title, first: rest.slice(0, at).join(' '), middle: rest.slice(at).join(' ') };
}

function nicknameGiven(words: readonly string[]): number {
  if (!/^["“”'‘([]/.test(words[1] ?? '')) return 0;
  const end = words.findIndex((word, at) => at >= 1 && /["“”'’)\]]$/.test(word));
  return end < 0 ? 0 : end + 1;
}
