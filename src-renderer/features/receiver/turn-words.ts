import type { PostTurn } from '../../../src-preload/contract/index.ts';
import { formatCount, formatPhone } from '../../ui/format.ts';
import { formatMoney } from './receiver-words.ts';

const amount = (value: string | null): string => (value === null ? 'none' : formatMoney(Number(value)));

type Turned = Pick<PostTurn, 'what' | 'before' | 'after'>;

/** What changed about a posted lead, in words: "Returned", "Rejected in review", "Price $25.00 → $20.00". */
export function turnedWords({ what, before, after }: Turned): string {
  switch (what) {
    case 'return':
      return 'Returned';
    case 'review':
      return after === 'rejected' ? 'Rejected in review' : after === 'passed' ? 'Passed review' : 'In review';
    case 'price':
      return `Price ${amount(before)} → ${amount(after)}`;
    default:
      return after ?? '';
  }
}

/** The name of a posted lead in a list of changes: its phone, otherwise its reference or its job. */
export function turnedLead({ phone, reference, jobId }: Pick<PostTurn, 'phone' | 'reference' | 'jobId'>): string {
  return formatPhone(phone) || reference || `Job ${jobId}`;
}

/** What has just changed about posted leads, in a sentence. */
export function arrivedWords(turns: readonly PostTurn[]): string {
  const [only] = turns;
  if (only !== undefined && turns.length === 1) {
    const why = only.reason === '' || only.what === 'price' ? '.' : `: ${only.reason.replace(/\.?$/, '.')}`;
    const words = turnedWords(only);
    return `${turnedLead(only)}, posted to ${only.connection}: ${words[0]?.toLowerCase() ?? ''}${words.slice(1)}${why}`;
  }
  const counts = new Map<string, number>();
  for (const turn of turns) {
    const words = turn.what === 'price' ? 'price' : turnedWords(turn).toLowerCase();
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, n]) => (words === 'price' ? formatCount(n, 'new price') : `${n} ${words}`));
  return `${formatCount(turns.length, 'change')} to posted leads: ${parts.join(', ')}.`;
}
