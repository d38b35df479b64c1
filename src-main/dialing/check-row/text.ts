import type { DialerTraits } from '../../../src-preload/contract/connections.ts';

/** What was done to a value, as bits. */
export const CUT = 1;
export const DROPPED = 2;
export const PLUS = 4;
export const FOLDED = 8;
export const LOST = 16;

/** A value as the dialer will hold it, and what was done to it (0 for nothing). */
export interface Cleaned {
  readonly value: string;
  readonly done: number;
}

/** Anything but printable ASCII and line ends, and what the dialer drops or turns: " # ; + */
const UNSAFE = /[^\t\n\r\x20!$-*,-:<-~]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for; line ends and tabs stay
const CONTROL = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/g;

/** Letters and signs that don't come apart into a plain letter and a mark. */
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

/** Whether a value needs nothing done. Short values are faster looked through than matched. */
export function isClean(value: string, max: number): boolean {
  const length = value.length;
  if (length > max) return false;
  if (length > 24) return !UNSAFE.test(value);
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    if (c < 127 && c >= 60) continue;
    if (c >= 127 || c === 34 || c === 35 || c === 43 || c === 59) return false;
    if (c < 32 && c !== 10 && c !== 13 && c !== 9) return false;
  }
  return true;
}

/**
 * Does to a trimmed value what the dialer would do, so that what is sent is what it will hold (`vendors.md`, Croco-dial):
 * accents folded or letters lost, `; # "` and control characters dropped, + turned into a space, cut at `max` characters. Line ends inside stay.
 */
export function cleanText(value: string, max: number, traits: DialerTraits): Cleaned {
  let done = 0;
  let text = value;
  if (traits.accents === 'fold') {
    const folded = fold(text);
    text = folded.value;
    done |= folded.done;
  }
  const kept = text.replace(CONTROL, '').replace(/[;#"]/g, '');
  if (kept !== text) done |= DROPPED;
  text = kept;
  if (traits.plus === 'space' && text.includes('+')) {
    done |= PLUS;
    text = text.replaceAll('+', ' ');
  }
  text = text.trim();
  if (text.length > max) {
    const points = Array.from(text);
    if (points.length > max) {
      done |= CUT;
      text = points.slice(0, max).join('').trimEnd();
    }
  }
  return { value: text, done };
}

function fold(text: string): Cleaned {
  let done = 0;
  const value = text.replace(/[\u0080-\u{10FFFF}]/gu, (letter) => {
    if (letter <= '\u009F') return letter;
    const kept = PLAIN.get(letter) ?? takeApart(letter);
    const mark = kept === '' && /^[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]$/u.test(letter);
    done |= kept === '' && !mark ? LOST : FOLDED;
    return kept;
  });
  return { value, done };
}

/** The plain letters of an accented or styled one; empty where there are none. */
function takeApart(letter: string): string {
  let kept = '';
  for (const c of letter.normalize('NFKD').replace(/\p{M}/gu, '')) kept += c < '\u0080' ? c : (PLAIN.get(c) ?? '');
  return kept;
}
