/**
 * Milliseconds to wait before try number `tries + 1`: full jitter under a cap of 2 s that doubles to 15 min.
 * `random` gives numbers from 0 to 1.
 */
export function backOff(tries: number, random: () => number): number {
  const cap = Math.min(15 * 60_000, 2000 * 2 ** Math.min(Math.max(tries, 0), 20));
  return Math.round(random() * cap);
}
