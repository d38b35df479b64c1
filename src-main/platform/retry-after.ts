/** The longest a vendor's Retry-After is believed (`docs/queue.md`: at most an hour). */
export const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000;

/**
 * Milliseconds a Retry-After header asks for: seconds or an HTTP date (RFC 9110, section 10.2.3), from 0 to an hour;
 * null when it says nothing readable.
 */
export function retryAfterMs(header: string, now: number): number | null {
  const text = header.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return text === '' || Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}
