import { CircleCheck, CirclePause, CircleStop, RefreshCw, TriangleAlert } from 'lucide-react';
import type { Connection, SourceHealth } from '../../../src-preload/contract/index.ts';
import { formatNumber, formatShare, formatWhen } from '../../ui/format.ts';
import type { Health } from './health.ts';

/** The status of a source of leads, as a word that follows its name and as a sentence. */
export function sourceHealthOf(
  source: SourceHealth,
  connection: Pick<Connection, 'name' | 'hasPassword'>,
  now: number,
): Health & { readonly hint: string } {
  const last =
    source.lastSuccessAt === null
      ? 'never fetched'
      : `last fetched ${formatWhen(source.lastSuccessAt, now)}, ${formatNumber(source.leads)} leads`;
  const next = source.nextAt === null || source.nextAt <= now ? '' : `; next attempt ${formatWhen(source.nextAt, now)}`;
  const hint = (what: string) => `${connection.name}: ${what}${what === '' ? '' : ' '}${last}${next}`;
  if (!connection.hasPassword)
    return { word: 'has no password', icon: CircleStop, tone: 'bad', hint: hint('enter its password in Settings.') };
  const wrong = source.error ?? source.gap;
  switch (source.state) {
    case 'fetching': {
      const far = source.done === null ? `${formatNumber(source.read)} read` : formatShare(source.done, 1);
      return { word: `fetching, ${far}`, icon: RefreshCw, tone: 'busy', hint: hint('') };
    }
    case 'paused':
      return { word: 'paused', icon: CirclePause, tone: 'warn', hint: hint('') };
    case 'stopped':
      return { word: 'stopped', icon: CircleStop, tone: 'bad', hint: hint(wrong ?? 'it needs your attention.') };
    case 'backing-off':
      return { word: 'unreachable', icon: TriangleAlert, tone: 'warn', hint: hint(wrong ?? '') };
    case 'waiting':
      return wrong === null
        ? { word: 'up to date', icon: CircleCheck, tone: 'good', hint: hint('') }
        : { word: 'needs attention', icon: TriangleAlert, tone: 'warn', hint: hint(wrong) };
  }
}
