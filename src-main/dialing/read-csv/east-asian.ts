import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { multiByteDecoder } from './code-pages.ts';

type Encoding = CsvFormat['encoding'];

/** The lead bytes of a language's most frequent characters: the first level of its standard, and its syllables. */
const FREQUENT: readonly [encoding: Encoding, isFrequent: (lead: number, trail: number) => boolean][] = [
  ['shift_jis', (lead) => lead === 0x82 || lead === 0x83 || (lead >= 0x88 && lead <= 0x97)],
  ['gb18030', (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1],
  ['big5', (lead) => lead >= 0xa4 && lead <= 0xc6],
  ['euc-kr', (lead, trail) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1],
];
const MOSTLY = 0.9;
const HARDLY = 0.6;

/**
 * The two-byte encodings in which the words may be written, the most probable first; null for none. The result is certain if one fits and
 * no other nearly does.
 */
export function bestMultiByte(words: readonly string[]): { encodings: Encoding[]; sure: boolean } | null {
  const found: { encoding: Encoding; share: number }[] = [];
  for (const [encoding, isFrequent] of FREQUENT) {
    let pairs = 0;
    let frequent = 0;
    for (const word of words) {
      try {
        multiByteDecoder(encoding, true).decode(Buffer.from(word, 'latin1'));
      } catch {
        // A fatal decoder throws at the first pair that is invalid in the encoding.
        pairs = 0;
        break;
      }
      for (let at = 0; at < word.length; at++) {
        const lead = word.charCodeAt(at);
        if (lead < 0x80) continue;
        pairs++;
        if (isFrequent(lead, word.charCodeAt(++at) || 0)) frequent++;
      }
    }
    if (pairs > 0 && frequent / pairs >= HARDLY) found.push({ encoding, share: frequent / pairs });
  }
  found.sort((a, b) => b.share - a.share);
  const [best] = found;
  if (best === undefined) return null;
  return { encodings: found.map(({ encoding }) => encoding), sure: found.length === 1 && best.share >= MOSTLY };
}
