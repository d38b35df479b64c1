/** Letters and signs that don't decompose into a plain letter and a mark. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    ẞ: 'SS',
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ħ: 'h',
    Ħ: 'H',
    ı: 'i',
    ĸ: 'k',
    ŋ: 'n',
    Ŋ: 'N',
    ŧ: 't',
    Ŧ: 'T',
    ƒ: 'f',
    ĳ: 'ij',
    Ĳ: 'IJ',
    ə: 'e',
    Ə: 'E',
    '‘': "'",
    '’': "'",
    '‚': "'",
    '‛': "'",
    ʼ: "'",
    '´': "'",
    '′': "'",
    '“': "'",
    '”': "'",
    '„': "'",
    '«': "'",
    '»': "'",
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '―': '-',
    '−': '-',
    '…': '...',
    '•': '-',
    '·': '-',
    '№': 'No',
    '×': 'x',
    '¼': '1/4',
    '½': '1/2',
    '¾': '3/4',
    º: 'o',
    ª: 'a',
    '°': ' ',
    '\u2028': '\n',
    '\u2029': '\n',
    '\u00AD': '',
    '\u200B': '',
    '\u200C': '',
    '\u200D': '',
    '\u200E': '',
    '\u200F': '',
    '\u2060': '',
    '\uFEFF': '',
  }),
);

/** A value in characters that a dialer stores, and what happened to the others. */
export interface Lettered {
  readonly value: string;
  /** Whether letters or signs were replaced by plain ones. */
  readonly folded: boolean;
  /** Whether some could not be replaced. */
  readonly lost: boolean;
}

const MARK = /^[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]$/u;
const LETTER = /^\p{L}$/u;

/**
 * Replaces accented letters and curly signs by plain ones; with `keep`, only signs. Characters without a plain form (other scripts, emoji)
 * are replaced by `gap`.
 */
export function plainLetters(text: string, accents: 'fold' | 'keep', gap: string): Lettered {
  const whole = text.normalize('NFC');
  let folded = whole !== text;
  let lost = false;
  const value = whole.replace(/[\u0080-\u{10FFFF}]/gu, (letter) => {
    // Control characters are reported with a separate reason.
    if (letter <= '\u009F') return letter;
    // A dialer that keeps letters keeps those of the first plane. The others take four bytes, at which its database truncates the text.
    if (accents === 'keep' && letter.length === 1 && LETTER.test(letter)) return letter;
    const kept = PLAIN.get(letter) ?? takeApart(letter);
    if (kept === '' && !MARK.test(letter)) {
      lost = true;
      return gap;
    }
    folded = true;
    return kept;
  });
  return { value, folded, lost };
}

/** The plain letters of an accented or styled one; empty if there are none. */
function takeApart(letter: string): string {
  let kept = '';
  for (const c of letter.normalize('NFKD').replace(/\p{M}/gu, '')) kept += c < '\u0080' ? c : (PLAIN.get(c) ?? '');
  return kept;
}
