import type { MoneyCounts, MoneyFill } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { formatNumber, formatPace, formatShare, formatWhen } from '../../../ui/format.ts';

const whole = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

/** Dollars without cents, for narrow columns. */
export const wholeDollars = (amount: number): string => whole.format(amount);

/** The share of posts that the receiver accepted; "–" if nothing was posted. */
export const acceptedShare = ({ leads, refused }: Pick<MoneyCounts, 'leads' | 'refused'>): string =>
  leads + refused === 0 ? '–' : formatShare(leads, leads + refused);

/** The share of sends that clients did not refuse. */
export const validShare = ({ sends, declined }: Pick<MoneyCounts, 'sends' | 'declined'>): string =>
  sends + declined === 0 ? '–' : formatShare(sends, sends + declined);

export const amountOf = ({ unit }: Pick<MoneyFill, 'unit'>, n: number): string =>
  unit === 'dollars' ? formatMoney(n) : formatNumber(n);

/** How much of it is used in a day. */
export const paceOf = ({ unit }: Pick<MoneyFill, 'unit'>, perDay: number): string =>
  unit === 'dollars' ? formatMoney(perDay) : formatPace(perDay);

/** When it will be full at the current pace, or why it won't be. */
export function fullWords({ used, most, fullAt, note }: MoneyFill, now: number): string {
  if (used >= most) return 'Full';
  if (fullAt === null) return note;
  const hours = (fullAt - now) / 3_600_000;
  if (hours < 48) return formatWhen(fullAt, now);
  return `in ${formatNumber(hours / 24)} days`;
}
