/** Letters that don't come apart into a plain letter and a mark. */
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
const NOT_ASCII = /[^\p{ASCII}]/u;
const WORD = /[\p{L}\p{N}]+/gu;
const ASCII_WORD = /[a-z0-9]+/g;
const APOSTROPHES = /[’‘ʼ‛´`′]/gu;
const HYPHENS = /[‐‑‒–]/gu;
/** Parts that an apostrophe or a hyphen holds together. */
const JOINED = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)+/gu;
/** What follows the last dot of an e-mail. */
const MAIL_END = /(@[^\s@<>(),;:"]+)\.[^\s.@<>(),;:"]*/gu;

/** The most letters of a word that are kept; nobody types more. */
export const WORD_AT_MOST = 60;
/** The most different words of one lead's e-mails, city and notes; longer notes are found by their beginning. */
export const WORDS_AT_MOST = 5000;

/** Small letters without accents: José and JOSE are one. For searching and sorting. */
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

/** The words of a folded text: runs of letters and digits. */
export function wordsOf(folded: string): string[] {
  const words = folded.match(NOT_ASCII.test(folded) ? WORD : ASCII_WORD) ?? [];
  return words.map((word) => (word.length > WORD_AT_MOST ? cut(word) : word));
}

/**
 * The words a name is found by: each part, and what belongs together also as one. O'Brien-Díaz is found by obrien, brien, diaz
 * and obriendiaz.
 */
export function nameWords(name: string): string[] {
  const folded = fold(name);
  const words = wordsOf(folded);
  if (folded.includes("'") || folded.includes('-')) {
    for (const group of folded.match(JOINED) ?? []) {
      words.push(...wordsOf(group.replaceAll("'", '')), ...wordsOf(group.replace(/['-]/g, '')));
    }
  }
  return unique(words);
}

/** The words of e-mails, a city or notes. What follows the last dot of an e-mail (com) finds nobody. */
export function otherWords(text: string): string[] {
  let folded = fold(text);
  if (folded.includes('@')) folded = folded.replace(MAIL_END, '$1 ');
  const words = wordsOf(folded);
  if (folded.includes("'")) words.push(...wordsOf(folded.replaceAll("'", '')));
  return unique(words).slice(0, WORDS_AT_MOST);
}

/** Cut without leaving half a letter behind. */
const cut = (word: string): string => word.slice(0, WORD_AT_MOST).replace(/[\ud800-\udbff]$/, '');

const unique = (words: string[]): string[] => (words.length < 2 ? words : [...new Set(words)]);
