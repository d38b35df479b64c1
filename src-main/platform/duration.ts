/** A duration in one unit: 45 s, 12 min, 3 h, 2 days. With `Math.ceil` it is never too short, as needed for a wait. Milliseconds in. */
export function durationWords(ms: number, round: (value: number) => number = Math.round): string {
  const seconds = Math.max(0, round(ms / 1000));
  if (seconds <= 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${round(seconds / 3600)} h`;
  return `${round(seconds / 86_400)} days`;
}
