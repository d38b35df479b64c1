import type { MoneyFill } from '../../../src-preload/contract/index.ts';
import { type AccountSetup, MAXIMA, type Maximum } from '../what-if/model.ts';
import { cents, instantOf } from '../what-if/orders.ts';
import type { Names } from '../what-if/run/tally.ts';
import { maxWords } from '../what-if/run/words.ts';
import type { ZoneClock } from '../what-if/zone-clock.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_SHOWN = 200;

/** How much of the maxima is used in the periods at a time. */
export interface Used {
  /** Valid sends by delivery account, and leads by campaign. */
  readonly accounts: Readonly<Record<Maximum, ReadonlyMap<number, number>>>;
  readonly campaigns: Readonly<Record<Maximum, ReadonlyMap<number, number>>>;
}

/** Maxima and orders that are partly used: first the full ones, then those that will be full soonest at this pace. */
export function fillOf(setup: AccountSetup, names: Names, used: Used, clock: ZoneClock, now: number): MoneyFill[] {
  const rows = [
    ...accountMaxima(setup, names, used, clock, now),
    ...campaignMaxima(setup, names, used, clock, now),
    ...orderItems(setup, names, clock, now),
  ];
  const rank = ({ used: n, most, fullAt }: MoneyFill) => (n >= most ? 0 : (fullAt ?? Number.POSITIVE_INFINITY));
  return rows.sort((one, other) => compare(rank(one), rank(other)) || share(other) - share(one)).slice(0, MOST_SHOWN);
}

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);
const share = ({ used, most }: MoneyFill): number => (most <= 0 ? 1 : used / most);

function accountMaxima(
  { accounts, clients }: AccountSetup,
  names: Names,
  { accounts: used }: Used,
  clock: ZoneClock,
  now: number,
): MoneyFill[] {
  const active = new Set(clients.flatMap(({ clientUid, status }) => (status === 'Active' ? [clientUid] : [])));
  return accounts.flatMap((account) => {
    if (account.status !== 'Open' || !active.has(account.clientUid)) return [];
    return MAXIMA.flatMap((maximum) => {
      const count = used[maximum].get(account.clientAccountUid) ?? 0;
      if (account[maximum] < 0 || count === 0) return [];
      const what = `Maximum ${maxWords(maximum)}, ${names.account(account.clientAccountUid)}`;
      const owner = names.client(account.clientUid);
      return [maximumRow({ what, owner, maximum, used: count, most: account[maximum] }, clock, now)];
    });
  });
}

function campaignMaxima(
  { campaigns }: AccountSetup,
  names: Names,
  { campaigns: used }: Used,
  clock: ZoneClock,
  now: number,
): MoneyFill[] {
  return campaigns.flatMap((campaign) =>
    (['hourMax', 'dayMax', 'monthMax'] as const).flatMap((maximum) => {
      const [most, count] = [campaign[maximum], used[maximum].get(campaign.campaignUid) ?? 0];
      if (most === null || count === 0) return [];
      const owner = names.campaign(campaign.campaignUid);
      return [
        maximumRow({ what: `Campaign’s maximum ${maxWords(maximum)}`, owner, maximum, used: count, most }, clock, now),
      ];
    }),
  );
}

interface MaximumUse {
  readonly what: string;
  readonly owner: string;
  readonly maximum: Maximum;
  readonly used: number;
  readonly most: number;
}

function maximumRow({ what, owner, maximum, used, most }: MaximumUse, clock: ZoneClock, now: number): MoneyFill {
  const { begin, end } = period(maximum, clock, now);
  const perDay = used / (Math.max(now - begin, HOUR_MS) / DAY_MS);
  const fullAt = used >= most || maximum === 'hourMax' ? null : now + ((most - used) / perDay) * DAY_MS;
  const inTime = fullAt !== null && fullAt < end;
  const note = maximum === 'hourMax' ? 'In the last 60 minutes' : inTime || used >= most ? '' : 'Begins again before';
  return { what, owner, unit: 'leads', used, most, perDay: cents(perDay), fullAt: inTime ? fullAt : null, note };
}

/** The start of a maximum's period at a time, and the start of the next. */
function period(maximum: Maximum, clock: ZoneClock, now: number): { readonly begin: number; readonly end: number } {
  const { day, week, month } = clock.at(now);
  const at = (of: number) => clock.instant(of * DAY_MS);
  const monthAt = (of: number) => clock.instant(Date.UTC(1970, of, 1));
  switch (maximum) {
    case 'hourMax':
      return { begin: now - HOUR_MS, end: now };
    case 'dayMax':
      return { begin: at(day), end: at(day + 1) };
    case 'weekMax':
      return { begin: at(week), end: at(week + 7) };
    case 'monthMax':
      return { begin: monthAt(month), end: monthAt(month + 1) };
  }
}

/** Items of orders that can be filled, at the pace since the order's start. */
function orderItems({ orders }: AccountSetup, names: Names, clock: ZoneClock, now: number): MoneyFill[] {
  return orders.flatMap((order) => {
    if (order.status !== 'Open' && order.status !== 'Filled') return [];
    const start = instantOf(order.startDate, clock);
    const end = instantOf(order.endDate, clock) ?? Number.POSITIVE_INFINITY;
    if (end <= now || (start !== undefined && start > now)) return [];
    return order.items.flatMap((item): MoneyFill[] => {
      if (!item.constrainQuantity) return [];
      const byDollars = item.qty === null;
      const [used, most] = [byDollars ? item.sentPrice : item.sentQty, item.qty ?? item.price];
      if (used <= 0) return [];
      const perDay = start === undefined ? null : used / (Math.max(now - start, HOUR_MS) / DAY_MS);
      const fullAt = perDay === null || used >= most ? null : now + ((most - used) / perDay) * DAY_MS;
      const inTime = fullAt !== null && fullAt < end;
      const account = item.clientAccountUid === null ? '' : `, ${names.account(item.clientAccountUid)}`;
      return [
        {
          ...{ what: `Order ${order.orderUid}${account}`, owner: names.client(order.clientUid) },
          ...{ unit: byDollars ? 'dollars' : 'leads', used, most, perDay: perDay === null ? null : cents(perDay) },
          fullAt: inTime ? fullAt : null,
          note: perDay === null ? 'No start date' : inTime || used >= most ? '' : 'Ends before',
        },
      ];
    });
  });
}
