import type { AccountSetup, Maximum } from '../what-if/model.ts';
import type { ZoneClock } from '../what-if/zone-clock.ts';
import { type ClientSums, DaySums } from './day-sums.ts';
import { eachAccepted } from './each-accepted.ts';
import type { Used } from './fill.ts';
import { SendPlacer } from './place-sends.ts';
import type { ReportOf } from './report-of.ts';
import type { SumsQuestion } from './sums-of-days.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How much of the maxima is currently used by the leads that this desk posted, and how many sends could belong to several accounts. */
export async function usedNow(
  of: ReportOf,
  asked: Omit<SumsQuestion, 'from' | 'until'>,
  clock: ZoneClock,
): Promise<{ readonly used: Used; readonly unplaced: number }> {
  const { setup, receivers, now, sums } = of;
  const { day, week, month } = clock.at(now);
  const firstOfMonth = Math.floor(Date.UTC(1970, month, 1) / DAY_MS);
  const days = await sums.days({ ...asked, from: Math.min(week, firstOfMonth), until: day });
  const counts = new Counts(setup, new SendPlacer(setup, (id) => receivers.get(id)?.leadTypeUid));
  for (const [one, ofDay] of days) {
    if (one >= firstOfMonth) counts.add('monthMax', ofDay);
    if (one >= week) counts.add('weekMax', ofDay);
    if (one === day) counts.add('dayMax', ofDay);
  }
  counts.add('hourMax', await lastHour(of, asked));
  return counts;
}

/** The leads of the last 60 minutes. */
async function lastHour(
  { store, now }: ReportOf,
  { connectionIds, campaignOf }: Omit<SumsQuestion, 'from' | 'until'>,
): Promise<DaySums> {
  const sums = new DaySums();
  // A lead accepted exactly 60 minutes ago is no longer among them.
  const span = { from: now - HOUR_MS + 1, until: now + 1 };
  await eachAccepted(store, connectionIds, span, (row) => sums.add(row, row.campaign ?? campaignOf(row.connectionId)));
  return sums;
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
    for (const client of clients.values()) {
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
