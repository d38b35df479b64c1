import type { Backup } from '../../../src-preload/contract/index.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';

const KINDS: Readonly<Record<Backup['kind'], string>> = {
  daily: 'daily',
  'by-hand': 'manual',
  'before-update': 'before an update',
};

/** The line below a backup in the list: its kind, its check and what it contains. */
export function backupWords({ kind, checked, encrypted, counts, bytes }: Backup): string {
  const held = counts.filter(({ rows }) => rows > 0).map(({ words, rows }) => `${formatNumber(rows)} ${words}`);
  return [
    KINDS[kind],
    checked ? 'checked' : 'not checked',
    ...(encrypted ? ['encrypted'] : []),
    formatBytes(bytes),
    ...held,
  ].join(' · ');
}
