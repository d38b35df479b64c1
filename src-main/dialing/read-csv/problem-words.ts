import type { CsvProblem } from './reader.ts';

/** Why a row can’t be parsed, in words. */
export const CSV_PROBLEMS: Readonly<Record<CsvProblem, string>> = {
  'unclosed-quote': 'a quote is opened and never closed',
  'stray-quote': 'text follows a closing quote',
  'too-long': 'the row is too long',
};
