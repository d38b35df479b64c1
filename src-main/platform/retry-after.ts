/** The longest Retry-After of a vendor that is respected (`docs/queue.md`: at most an hour). */
export const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000;

/**
 * The delay of a Retry-After header in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3), from 0 to an hour; null if it
 * can't be parsed.
 */
export function retryAfterMs(header: string, now: number): number | null {
  const text = header.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return text === '' || Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}
