import type { DataCheck } from '../../../src-preload/contract/index.ts';

/** How a full check of the data ended. */
export const checkInWords = ({ result, words }: DataCheck): string =>
  result === 'sound' ? 'The data is sound' : words.join(' ').replace(/\.$/, '');

/** How the last full check of the data ended, and when that was. */
export function lastCheckInWords(check: DataCheck | null): string {
  if (check === null) return 'data  not checked as a whole yet; `desk check` does it now';
  const at = new Date(check.at).toISOString().slice(0, 16).replace('T', ' ');
  return `data  ${checkInWords(check)}. Last full check ${at} UTC, ${(check.ms / 1000).toFixed(1)} s.`;
}
