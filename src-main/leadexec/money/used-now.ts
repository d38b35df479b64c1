import type { AccountSetup, Maximum } from '../what-if/model.ts';
import type { ZoneClock } from '../what-if/zone-clock.ts';
import type { ClientSums, DaySums } from './day-sums.ts';
import { firstOfMonth } from './days.ts';
import type { Used } from './fill.ts';
import { SendPlacer } from './place-sends.ts';
import type { ReadMoney } from './read-money.ts';
import type { ReportOf } from './report-of.ts';

/** How much of the maxima is currently used by the leads that this desk posted, and how many sends could belong to several accounts. */
export function usedNow(
  { setup, receivers, now }: ReportOf,
  { days, hour }: ReadMoney,
  clock: ZoneClock,
): { readonly used: Used; readonly unplaced: number } {
  const { day, week, month } = clock.at(now);
  const monthStart = firstOfMonth(month);
  const counts = new Counts(setup, new SendPlacer(setup, (id) => receivers.get(id)?.leadTypeUid));
  for (const [one, ofDay] of days) {
    if (one > day) continue;
    if (one >= monthStart) counts.add('monthMax', ofDay);
    if (one >= week) counts.add('weekMax', ofDay);
    if (one === day) counts.add('dayMax', ofDay);
  }
  counts.add('hourMax', hour);
  return counts;
}

const none = (): Record<Maximum, Map<number, number>> => ({
  hourMax: new Map(),
  dayMax: new Map(),
  weekMax: new Map(),
  monthMax: new Map(),
});

class Counts {
  readonly used = { accounts: none(), campaigns: none() };
  /** Sends in the longest periods that could belong to several accounts with a maximum. */
  unplaced = 0;
  readonly #limited: ReadonlySet<string>;
  readonly #placer: SendPlacer;

  constructor({ accounts }: AccountSetup, placer: SendPlacer) {
    this.#placer = placer;
    const limited = accounts.filter((one) => [one.hourMax, one.dayMax, one.weekMax, one.monthMax].some((n) => n >= 0));
    this.#limited = new Set(limited.map(({ clientUid }) => String(clientUid)));
  }

  add(maximum: Maximum, { clients, campaigns }: DaySums): void {
    const { accounts, campaigns: byCampaign } = this.used;
    for (const client of clients) {
      if (this.#limited.has(client.clientUid)) this.#place(maximum, client, accounts[maximum]);
    }
    for (const [campaign, { leads }] of campaigns) {
      byCampaign[maximum].set(campaign, (byCampaign[maximum].get(campaign) ?? 0) + leads);
    }
  }

  #place(maximum: Maximum, client: ClientSums, used: Map<number, number>): void {
    const unplaced = this.#placer.add(client, used);
    if (maximum === 'monthMax') this.unplaced += unplaced;
  }
}
