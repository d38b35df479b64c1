import type { Refused } from '../vendors/lead-answer.ts';
import type { FetchFailure } from './fetch.ts';

/** The failure of a request that a vendor's client reports as refused. */
export function refusalFailure({ why, sentence, status, retryAfterMs }: Refused): FetchFailure {
  const missing = why === 'server' && (status === 404 || status === 405);
  // The connection broke after the vendor had begun to answer, so the network works.
  const kind = missing
    ? 'missing'
    : why === 'network' && status !== null
      ? 'vendor'
      : why === 'login' || why === 'throttled' || why === 'network'
        ? why
        : 'vendor';
  return { is: 'failed', why: kind, words: sentence, retryAfterMs: retryAfterMs ?? null };
}
