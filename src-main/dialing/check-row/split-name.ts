import { isCompany, isInitial, isSuffix, isTitle, particleAt } from './name-words.ts';

/** A whole name by its parts; empty where it has none. */
export interface NameParts {
  readonly title: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** False where the name is kept whole, in `first`: a company, a single word, a script without spaces. */
  readonly isSplit: boolean;
}

/** Which comes first in a name without a comma. */
export type NameOrder = 'first-last' | 'last-first';

const whole = (name: string): NameParts => ({ title: '', first: name, middle: '', last: '', isSplit: false });

/** Han, kana, hangul and their like: names in them have no order that could be told. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
/** What no person's name holds: digits, addresses. A nickname's quotes and brackets are names. */
const NO_NAME = /[\d@\\/|<>=_#:;]/;
const AND = /^(?:&|\+|and|und|y|et|e)$/i;

/**
 * Takes a whole name apart: “John Q. Smith”, “Smith, John Q.”, “Dr. Maria de la Cruz Jr.”, “John & Mary Smith”.
 * - A comma puts the last name first, unless only titles after the name (“Jr.”, “MD”) follow it.
 * - Words such as “Dr.” before the name are its title, those such as “Jr.” after it stay with the last name.
 * - “de la”, “van”, “St.” begin the last name. A single word between first and last name is the middle one; of several, initials
 *   are, and else the first of them, and what follows belongs to the last name.
 * - The first names of a couple stay together (“John & Mary”); a nickname stays with the first name.
 * - Companies, single words and names in scripts without spaces are kept whole, as first name. No word is ever lost.
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
  // “Smith, John, Tampa”: no name has three parts.
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

/** The words at the beginning that are of a kind, always leaving one. */
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
    // “Dr. Smith” is called by the last name; “Nora” alone by nothing else.
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
  // “J. Edgar Hoover” goes by the second name.
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

/** “John & Mary Smith”; of “John Smith & Mary Jones” the second person stays with the last name. */
function couple(words: readonly string[], and: number): Pick<NameParts, 'first' | 'middle' | 'last'> {
  const one = words.slice(0, and);
  const isFirstNameAlone = one.length === 1 || one.slice(1).every(isInitial);
  if (!isFirstNameAlone) return { first: one[0] ?? '', middle: '', last: words.slice(1).join(' ') };
  let to = and + 2;
  while (to < words.length - 1 && isInitial(words[to] ?? '')) to++;
  if (to >= words.length) return { first: words.join(' '), middle: '', last: '' };
  return { first: words.slice(0, to).join(' '), middle: '', last: words.slice(to).join(' ') };
}

/** Where the first name ends that has a nickname beside it: John "Jack", John (Jack); 0 where it has none. */
function nicknameEnd(words: readonly string[]): number {
  if (!/^["“”'‘([]/.test(words[1] ?? '')) return 0;
  const end = words.findIndex((word, at) => at >= 1 && /["“”'’)\]]$/.test(word));
  return end > 0 && end < words.length - 1 ? end + 1 : 0;
}

/** What stands behind a comma: the given names alone. */
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
