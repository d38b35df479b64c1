import { regionByName } from '../../geo/regions.ts';
import { isRegion, zoneOfPostalCode } from '../../geo/zones.ts';
import { readDate } from './dates.ts';

/** The kinds of content that a column's cells can be recognized as without its header. */
export type Content = 'phone' | 'email' | 'postal' | 'state' | 'date' | 'gender';

const WORDS: Readonly<Record<Content, string>> = {
  phone: 'its cells look like phones',
  email: 'its cells look like email addresses',
  postal: 'its cells look like postal codes',
  state: 'its cells look like states',
  date: 'its cells look like dates of birth',
  gender: 'its cells look like genders',
};

/** The kind of content in words for the operator. */
export function contentWords(content: Content): string {
  return WORDS[content];
}

function looksLikePhone(value: string): boolean {
  if (/^\d(?:[.,]\d+)?e\+?\d{2}$/i.test(value)) return true;
  const digits = value.replace(/\D/g, '').length;
  return (
    digits >= 10 &&
    digits <= 15 &&
    /^\+?[\d\s().-]+(?:\s*(?:x|ext)\.?\s*\d+)?$/i.test(value) &&
    !/^\d{4}-\d\d-\d\d/.test(value)
  );
}

function looksLikeBirth(value: string): boolean {
  const read = readDate(value, { order: 'mdy' });
  return read.kind === 'day' && Number(read.iso.slice(0, 4)) <= 2015;
}

const TESTS: readonly (readonly [Content, (value: string) => boolean])[] = [
  ['email', (v) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v)],
  ['phone', looksLikePhone],
  [
    'postal',
    (v) => (/^\d{5}(?:-\d{4})?$/.test(v) && zoneOfPostalCode(v) !== 0) || /^[A-Z]\d[A-Z][ -]?\d[A-Z]\d$/i.test(v),
  ],
  ['state', (v) => isRegion(v.toUpperCase()) || (v.length > 3 && regionByName(v) !== undefined)],
  ['gender', (v) => /^(?:m|f|u|male|female|masculino|femenino)$/i.test(v)],
  ['date', looksLikeBirth],
];

/** The share of a column's cells that must look alike, and the fewest cells, for the content to be trusted. */
const MOST = 0.75;
const ENOUGH = 2;

/** What nearly all of a column's cells look like; undefined if that is nothing known. */
export function contentOf(samples: readonly string[]): Content | undefined {
  if (samples.length < ENOUGH) return undefined;
  return TESTS.find(([, test]) => samples.filter(test).length >= samples.length * MOST)?.[0];
}

/** Whether day or month comes first in a column's dates, if one of them proves it and none contradicts it. */
export function dateOrderOf(samples: readonly string[]): 'mdy' | 'dmy' | undefined {
  let order: 'mdy' | 'dmy' | undefined;
  for (const sample of samples) {
    const [, a, b] = /^(\d{1,2})[\s./-](\d{1,2})[\s./-]\d{2,4}(?!\d)/.exec(sample) ?? [];
    const proved = Number(a) > 12 ? 'dmy' : Number(b) > 12 ? 'mdy' : undefined;
    if (proved === undefined) continue;
    if (order !== undefined && order !== proved) return undefined;
    order = proved;
  }
  return order;
}
