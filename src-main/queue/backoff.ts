/** The longest a vendor's Retry-After is believed (`docs/queue.md`: at most an hour). */
export const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000;

/**
 * Milliseconds to wait before try number `tries + 1`: full jitter under a roof of 2 s that doubles to 15 min.
 * `random` gives numbers from 0 to 1.
 */
export function backOff(tries: number, random: () => number): number {
  const roof = Math.min(15 * 60_000, 2000 * 2 ** Math.min(Math.max(tries, 0), 20));
  return Math.round(random() * roof);
}

/**
 * Milliseconds a Retry-After header asks for: seconds or an HTTP date (RFC 9110, section 10.2.3), from 0 to an hour;
 * null when it says nothing readable.
 */
export function retryAfterMs(header: string, now: number): number | null {
  const text = header.trim();
  if (text === '') return null;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(wait)) return null;
  return Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}
