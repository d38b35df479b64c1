import { ACCENTED_NAMES } from './accented-names.ts';

/** The lexicon, and the accented letters in it with their neighbors; all in lower case. */
const KNOWN_WORDS = new Set<string>();
const KNOWN_PLACES = new Set<string>();

for (const word of ACCENTED_NAMES.split(/\s+/)) {
  const lower = word.toLowerCase();
  KNOWN_WORDS.add(lower);
  for (let at = 0; at < lower.length; at++) if ((lower[at] ?? '') > '\x7f') KNOWN_PLACES.add(placeOf(lower, at));
}

/** A letter with the ones before and after it. A space marks the beginning or end of a word. */
function placeOf(word: string, at: number): string {
  const beside = (char: string | undefined) => (char !== undefined && /\p{L}/u.test(char) ? char : ' ');
  return `${beside(word[at - 1])}${word[at]}${beside(word[at + 1])}`;
}

const COMMON = new Set('áéíóúñüöäëèàçßåøæêîôûâïãõ');
const LESS_COMMON = new Set('ìòùýłřšžčěůńśźżąęćőűășțşţğıđďťňľĺŕðþœÿ');
const FREQUENT_ABROAD = new Set('оеаинтсрвлкмдпуαοιετσνηυρκλ');
const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;
const ASCII_LETTER = /[A-Za-z]/;
const QUOTES = new Set('‘’“”´`');
/** Signs that can occur beside letters or between words in a list. Other symbols are hardly ever intended. */
const SIGNS = new Set('–—…•€£¥¢™®©°ªº½¼¾¡¿«»·±²³§¶\u00a0');

/**
 * How plausible a decoded word is: points for each letter beyond ASCII, more if a known name has it in the same place, and negative points
 * for symbols among letters and for capitals inside words.
 */
export function plausibility(word: string): number {
  let points = 0;
  for (let at = 0; at < word.length; at++) {
    const char = word[at] ?? '';
    if (char > '\x7f') points += pointsOf(word, at, char);
  }
  const bare = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').toLowerCase();
  const known = bare.split(/[^\p{L}]+/u).filter((part) => /[^\p{ASCII}]/u.test(part) && KNOWN_WORDS.has(part)).length;
  return points + known * 4;
}

function pointsOf(word: string, at: number, char: string): number {
  const before = word[at - 1] ?? '';
  const after = word[at + 1] ?? '';
  const letterBefore = LETTER.test(before);
  const letterAfter = LETTER.test(after);
  if (/[\p{C}\ufffd]/u.test(char)) return -8;
  if (QUOTES.has(char)) {
    if (char === '’' && letterBefore && letterAfter) return 1.5;
    return letterBefore && letterAfter ? -2 : 0.3;
  }
  if (!LETTER.test(char) || char === 'ª' || char === 'º') {
    if (!SIGNS.has(char)) return -4;
    const alone = !letterBefore && !letterAfter;
    if (alone || '\u00a0™®–—…'.includes(char)) return letterBefore && letterAfter && char !== '\u00a0' ? -2 : 0.3;
    return 'ªº°'.includes(char) && !letterAfter ? 0 : -2;
  }
  if (!LATIN.test(char)) return abroad(char, before, after);
  const lower = char.toLowerCase();
  let points = COMMON.has(lower) ? 1 : LESS_COMMON.has(lower) ? 0.4 : -1;
  if (!letterBefore && !letterAfter) points -= 1.5;
  const isUpper = char !== lower;
  const upperBefore = letterBefore && before !== before.toLowerCase();
  const upperAfter = letterAfter && after !== after.toLowerCase();
  if (isUpper && letterBefore && !upperBefore) points -= 3;
  else if (isUpper && upperBefore && letterAfter && !upperAfter) points -= 1;
  if (!isUpper && upperAfter) points -= 1;
  if (LETTER.test(after) && after > '\x7f') points -= 1.5;
  return KNOWN_PLACES.has(placeOf(word.toLowerCase(), at)) ? points + 2 : points;
}

/** A letter of the Cyrillic or the Greek alphabet is plausible among letters of the same alphabet, in one case or after a capital. */
function abroad(char: string, before: string, after: string): number {
  if (ASCII_LETTER.test(before) || ASCII_LETTER.test(after)) return -4;
  if (!LETTER.test(before) && !LETTER.test(after)) return -0.5;
  const lower = char.toLowerCase();
  const lowerBefore = LETTER.test(before) && before === before.toLowerCase();
  if (char !== lower && lowerBefore) return -3;
  return FREQUENT_ABROAD.has(lower) ? 1.1 : 0.7;
}
