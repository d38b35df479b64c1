/** Letters that Unicode does not decompose into a plain letter and a mark. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ħ: 'h',
    ı: 'i',
    ŋ: 'n',
    ŧ: 't',
  }),
);
const NOT_ASCII = /[\u0080-\uffff]/;
const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHES = /[’‘ʼ‛´`′]/gu;
const HYPHENS = /[‐‑‒–]/gu;
/** Parts joined by apostrophes or hyphens. */
const JOINED = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)+/gu;
/** What follows the last dot of an email. */
const MAIL_END = /(@[^\s@<>(),;:"]*)\.[\p{L}\p{N}]+(?=[\s@<>(),;:"]|$)/gu;
/** Words this short are often written together with the next. */
const SHORT_AT_MOST = 2;
const SHORT = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}[^\p{L}\p{N}]+[\p{L}\p{N}]/u;
const [SPACE, AT, DOT] = [32, 64, 46];
const ENDS_MAIL = new Set([...'\t\n\v\f\r @<>(),;:"'].map((sign) => sign.charCodeAt(0)));

/** The most letters of a word that are stored. Nobody types more. */
export const WORD_AT_MOST = 60;
/** The most different words of one lead's emails, city and notes; longer notes are found by their beginning. */
export const WORDS_AT_MOST = 5000;

/** Lower case without accents: José and JOSE are the same. For searching and sorting. */
export function fold(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .replace(/[ßæœøłđðþħıŋŧ]/gu, (letter) => PLAIN.get(letter) ?? letter);
}

/** The words of a normalized text: sequences of letters and digits. */
export function wordsOf(folded: string): string[] {
  if (!NOT_ASCII.test(folded)) return asciiWords(folded, false);
  return (folded.match(WORD) ?? []).map(cut);
}

/** The same for plain letters, in one pass; with `mails`, without what follows the last dot of an email. */
function asciiWords(folded: string, mails: boolean): string[] {
  const words: string[] = [];
  let start = -1;
  let inDomain = false;
  let afterDot = false;
  for (let at = 0; at <= folded.length; at++) {
    const code = at < folded.length ? folded.charCodeAt(at) : SPACE;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (start < 0) start = at;
      continue;
    }
    const ended = start >= 0;
    if (ended) words.push(cut(folded.slice(start, at)));
    start = -1;
    if (!mails) continue;
    if (inDomain && ended && afterDot && ENDS_MAIL.has(code)) words.pop();
    if (code === AT || ENDS_MAIL.has(code)) inDomain = code === AT;
    afterDot = code === DOT;
  }
  return words;
}

/**
 * The words by which a name or place is found: each part, and also parts that belong together as one. O'Brien-Díaz is found by obrien,
 * brien, diaz and obriendiaz; J. R. by jr, D Arcy by darcy, La Jolla by lajolla.
 */
export function nameWords(name: string): string[] {
  const folded = fold(name);
  const words = wordsOf(folded);
  if (folded.includes("'") || folded.includes('-')) {
    for (const group of folded.match(JOINED) ?? []) {
      words.push(...wordsOf(group.replaceAll("'", '')), ...wordsOf(group.replace(/['-]/g, '')));
    }
  }
  for (const line of folded.split('\n')) if (SHORT.test(line)) addJoined(words, wordsOf(line));
  return unique(words);
}

/** Adds each word of one or two letters joined with the word after it, and consecutive single letters as one word. */
function addJoined(words: string[], line: readonly string[]): void {
  let letters = '';
  for (const [at, word] of line.entries()) {
    const next = line[at + 1];
    if (next !== undefined && word.length <= SHORT_AT_MOST) words.push(cut(word + next));
    letters = word.length === 1 ? letters + word : '';
    if (letters.length > SHORT_AT_MOST) words.push(letters);
  }
}

/** The words of emails, an address or notes. What follows the last dot of an email (com) distinguishes nobody. */
export function otherWords(text: string): string[] {
  const folded = fold(text);
  const words = NOT_ASCII.test(folded) ? wordsOf(folded.replace(MAIL_END, '$1 ')) : asciiWords(folded, true);
  if (folded.includes("'")) words.push(...wordsOf(folded.replaceAll("'", '')));
  return unique(words).slice(0, WORDS_AT_MOST);
}

/** Truncates a word without splitting a character. */
const cut = (word: string): string =>
  word.length <= WORD_AT_MOST ? word : word.slice(0, WORD_AT_MOST).replace(/[\ud800-\udbff]$/, '');

/** For few words, as most leads have, searching the list is faster than creating a set. */
const unique = (words: string[]): string[] =>
  words.length > 12 ? [...new Set(words)] : words.filter((word, at) => words.indexOf(word) === at);
