import { isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { fromSingleBytes, MULTI_BYTE, multiByteDecoder } from './code-pages.ts';
import { bestMultiByte } from './east-asian.ts';
import { plausibility } from './plausible-word.ts';

type Encoding = CsvFormat['encoding'];

/** How a file would read in one of its possible encodings. */
export interface EncodingChoice {
  readonly encoding: Encoding;
  /** Words with letters beyond ASCII, as decoded. */
  readonly examples: string[];
}

/** What a file's letters show about its encoding. `choices` is empty if it is certain. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly choices: EncodingChoice[];
}

/** In order of preference if they decode the same. */
const CANDIDATES: readonly Encoding[] = [
  'windows-1252',
  'macintosh',
  'cp850',
  'windows-1250',
  'windows-1254',
  'iso-8859-15',
  'iso-8859-2',
  'cp437',
  'cp852',
  'windows-1251',
  'koi8-r',
  'cp866',
  'windows-1253',
];
const MOST_WORDS = 2_000;
const MOST_RECORDS = 50_000;
const EXAMPLES = 8;
const CHOICES = 5;
/** A decoding is trusted if an average word scores at least this much, and exceeds every other decoding by at least the margin. */
const GOOD_AVERAGE = 0.7;
/** From this score on, East Asian encodings are not considered. */
const BEYOND_DOUBT = 1.5;
const LEAD_OF_BEST = 0.2;
const LEAST_LEAD = 0.6;

/** Collects the words with bytes beyond ASCII in a file that may not be UTF-8, and determines the encoding from them. */
export class EncodingWords {
  readonly #words = new Set<string>();
  #utf8Records = 0;
  #otherRecords = 0;

  /** Whether enough words were collected. */
  get full(): boolean {
    return this.#words.size >= MOST_WORDS || this.#otherRecords >= MOST_RECORDS;
  }

  /** Examines a record whose characters are bytes. */
  look(raw: string): void {
    const words = raw.match(/[^ \t\r\n,;|"]+/g)?.filter((word) => /[\x80-\xff]/.test(word)) ?? [];
    if (words.length === 0) return;
    const bytes = Buffer.from(raw, 'latin1');
    if (isUtf8(bytes)) {
      // A curly quote and an accented letter of another encoding can look like a UTF-8 character of a distant alphabet.
      if (/[\u00a0-\u024f\u2000-\u206f\u20ac\u2122]|[\u0800-\uffff]{2}/.test(bytes.toString('utf8')))
        this.#utf8Records++;
      return;
    }
    this.#otherRecords++;
    for (const word of words) if (this.#words.size < MOST_WORDS) this.#words.add(word.slice(0, 200));
  }

  /** The encoding of the file, given that it isn't entirely UTF-8. */
  guess(): EncodingGuess {
    const words = [...this.#words];
    const readings = CANDIDATES.map((encoding) => readAs(encoding, words));
    const distinct = readings.filter(({ text }, at) => readings.findIndex((other) => other.text === text) === at);
    distinct.sort((a, b) => b.total - a.total);
    const [best, ...others] = distinct;
    if (best === undefined || words.length === 0) return { encoding: 'windows-1252', choices: [] };
    const asian = best.total < BEYOND_DOUBT * words.length ? bestMultiByte(words) : null;
    const good = best.total >= GOOD_AVERAGE * words.length;
    const sure = good && !asian?.sure && others.every((other) => clearlyBetter(best, other));
    const mixed = this.#utf8Records > 0;
    if (sure && !(mixed && best.encoding !== 'windows-1252')) {
      return { encoding: mixed ? 'utf-8+windows-1252' : best.encoding, choices: [] };
    }
    if (mixed) {
      const choices = [{ encoding: 'utf-8+windows-1252' as const, examples: examplesOf(words, 'windows-1252') }];
      return {
        encoding: 'utf-8+windows-1252',
        choices: [...choices, ...choicesOf(besideMixed(distinct), words)].slice(0, CHOICES),
      };
    }
    if (asian?.sure && !good) return { encoding: asian.encodings[0] ?? 'windows-1252', choices: [] };
    const eastern = (asian?.encodings ?? []).map((encoding) => ({ encoding, examples: examplesOf(words, encoding) }));
    const choices = [...eastern, ...choicesOf(distinct, words)].slice(0, CHOICES);
    return { encoding: choices[0]?.encoding ?? 'windows-1252', choices };
  }
}

interface Reading {
  readonly encoding: Encoding;
  readonly words: readonly string[];
  readonly text: string;
  readonly points: readonly number[];
  readonly total: number;
}

function readAs(encoding: Encoding, bytes: readonly string[]): Reading {
  const words = bytes.map((word) => fromSingleBytes(word, encoding));
  const points = words.map(plausibility);
  return { encoding, words, text: words.join('\n'), points, total: points.reduce((sum, one) => sum + one, 0) };
}

/** Whether one decoding is clearly better than another, by the words in which they differ. */
function clearlyBetter(one: Reading, other: Reading): boolean {
  const atStake = one.points.reduce(
    (sum, points, at) => (one.words[at] === other.words[at] ? sum : sum + Math.abs(points)),
    0,
  );
  return one.total - other.total >= Math.max(LEAST_LEAD, LEAD_OF_BEST * atStake);
}

/** The decodings to compare with that of mixed rows, which already reads single-byte words as Windows-1252. */
const besideMixed = (readings: readonly Reading[]): Reading[] =>
  readings.filter(({ encoding }) => encoding !== 'windows-1252');

function choicesOf(readings: readonly Reading[], words: readonly string[]): EncodingChoice[] {
  return readings.slice(0, CHOICES).map(({ encoding }) => ({ encoding, examples: examplesOf(words, encoding) }));
}

function examplesOf(words: readonly string[], encoding: Encoding): string[] {
  const some = words.slice(0, EXAMPLES);
  if (!MULTI_BYTE.has(encoding)) return some.map((word) => fromSingleBytes(word, encoding));
  return some.map((word) => multiByteDecoder(encoding).decode(Buffer.from(word, 'latin1')));
}
