import type { RecordValue } from '../../../../src-preload/contract/index.ts';
import { formatCount, formatNumber } from '../../../ui/format.ts';

const DAY_MS = 86_400_000;

type Values = Readonly<Record<string, RecordValue | undefined>>;

/** How long an order lasts: `full` if it is filled, `none` if its pace is unknown. */
export type Lasts =
  | { readonly is: 'days'; readonly days: number }
  | { readonly is: 'full' }
  | { readonly is: 'none'; readonly why: string };

/** The ordered and sent amounts: leads, or dollars if the order has no number of leads. */
export function orderedAndSent({ Qty, SentQty, PriceTotal, SentPriceTotal }: Values) {
  const byDollars = typeof Qty !== 'number';
  return {
    byDollars,
    ordered: Number((byDollars ? PriceTotal : Qty) ?? 0),
    sent: Number((byDollars ? SentPriceTotal : SentQty) ?? 0),
  };
}

/** The displayed status of an open order: its name, or the name guessed from its number. */
export const OPEN: readonly string[] = ['Open', 'Open? (1)'];
const isOpen = (status: RecordValue | undefined): boolean => typeof status === 'string' && OPEN.includes(status);

/** Days until an order is full at its pace since the start. Orders whose period is not current have none. */
export function daysLeft(values: Values, now: number): Lasts {
  const { ordered, sent } = orderedAndSent(values);
  const { StartDate, Status } = values;
  if (ordered > 0 && sent >= ordered) return { is: 'full' };
  if (typeof StartDate !== 'number' || StartDate > now) return { is: 'none', why: 'not started' };
  if (ordered <= 0 || sent <= 0 || !isOpen(Status)) return { is: 'none', why: '' };
  const days = Math.max((now - StartDate) / DAY_MS, 1 / 24);
  return { is: 'days', days: (ordered - sent) / (sent / days) };
}

/** "12 days", "under a day", "full". */
export function daysLeftText(lasts: Lasts): string {
  if (lasts.is === 'full') return 'full';
  if (lasts.is === 'none') return lasts.why;
  if (lasts.days < 1) return 'under a day';
  return lasts.days > 999 ? `${formatNumber(999)}+ days` : formatCount(Math.round(lasts.days), 'day');
}
