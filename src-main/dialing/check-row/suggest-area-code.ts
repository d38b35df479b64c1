import type { LeadFieldName, MappingSuggestion } from '../../../src-preload/contract/mapping.ts';
import { headerWords, holdsWords } from './header-words.ts';

const MOST = 0.75;
const AREA_NAMES: ReadonlySet<string> = new Set(['area', 'ac', 'vorwahl', 'prefijo', 'prefix', 'lada', 'arcode']);

const mostly = (samples: readonly string[] | undefined, form: RegExp): boolean =>
  samples !== undefined && samples.length > 0 && samples.filter((v) => form.test(v)).length >= samples.length * MOST;

const AREA = /^\(?[2-9]\d\d\)?$/;
const SEVEN = /^\D*\d{3}\D*\d{4}\D*$/;

function namesAreaCode(header: string): boolean {
  const words = headerWords(header);
  return AREA_NAMES.has(words.join('')) || holdsWords(words, (name) => name === 'areacode' || name === 'npa');
}

/** Columns of area codes, by their names and contents. */
export function areaCodeColumns(headers: readonly string[], samples: readonly (readonly string[])[]): number[] {
  return headers.flatMap((header, at) => (namesAreaCode(header) && mostly(samples[at], AREA) ? [at] : []));
}

/**
 * Joins area codes in separate columns to the seven digits beside them (727 and 555-0101), or to an exchange and a line (727, 555, 0101).
 * Changes the guesses. @returns the fields whose parts are joined without a separator
 */
export function joinAreaCodes(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  guesses: Map<LeadFieldName, MappingSuggestion>,
): Set<LeadFieldName> {
  const joined = new Set<LeadFieldName>();
  const free = areaCodeColumns(headers, samples);
  const used = (column: number) => [...guesses.values()].some(({ from }) => from.includes(column));
  const why = 'the area code and the number are in separate columns: joined';
  for (const field of ['phone_number', 'alt_phone'] as const) {
    const guess = guesses.get(field);
    const column = guess?.from[0];
    if (column === undefined || guess?.from.length !== 1 || !mostly(samples[column], SEVEN)) continue;
    const before = free.filter((at) => at < column && !used(at));
    const area = before.at(-1) ?? free.find((at) => at > column && !used(at));
    if (area === undefined) continue;
    guesses.set(field, { field, from: [area, column], confidence: 0.85, why });
    joined.add(field);
  }
  for (const area of free) {
    const [exchange, line] = [area + 1, area + 2];
    if (used(area) || !mostly(samples[exchange], /^[2-9]\d\d$/) || !mostly(samples[line], /^\d{4}$/)) continue;
    const main = guesses.get('phone_number')?.from ?? [];
    if (main.some((column) => column !== exchange && column !== line)) continue;
    for (const [field, { from }] of guesses) if (from.includes(exchange) || from.includes(line)) guesses.delete(field);
    guesses.set('phone_number', { field: 'phone_number', from: [area, exchange, line], confidence: 0.8, why });
    joined.add('phone_number');
  }
  return joined;
}
