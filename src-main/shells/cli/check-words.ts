import type { DataCheck } from '../../../src-preload/contract/index.ts';

/** The result of a full check of the data, as text. */
export const checkInWords = ({ result, words }: DataCheck): string =>
  result === 'sound' ? 'No damage found' : words.join(' ').replace(/\.$/, '');

/** The result of the last full check of the data, and when it was made. */
export function lastCheckInWords(check: DataCheck | null): string {
  if (check === null) return 'data  not fully checked yet; run `desk check` to check it now';
  const at = new Date(check.at).toISOString().slice(0, 16).replace('T', ' ');
  return `data  ${checkInWords(check)}. Last full check ${at} UTC, ${(check.ms / 1000).toFixed(1)} s.`;
}
