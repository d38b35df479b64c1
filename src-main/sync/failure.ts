import { diskWords, isDiskTrouble } from '../db/disk-trouble.ts';
import { FetchError, type FetchFailure } from './fetch.ts';

/** An error as a failure. Errors that the vendor did not cause are also tried again. */
export function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchError) return error.failure;
  if (isDiskTrouble(error)) return { is: 'failed', why: 'vendor', words: diskWords(error), retryAfterMs: null };
  const words = error instanceof Error ? error.message : String(error);
  return { is: 'failed', why: 'vendor', words: `Trunkline could not continue: ${words}.`, retryAfterMs: null };
}
