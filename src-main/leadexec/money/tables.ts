import type { MoneyCounts, MoneyReport, MoneyRow } from '../../../src-preload/contract/index.ts';
import { cents } from '../what-if/orders.ts';
import { dayText, type Names } from '../what-if/run/tally.ts';
import type { DaySums, LeadSums, Sums } from './day-sums.ts';

type Mutable = { -readonly [Name in keyof MoneyCounts]: MoneyCounts[Name] };

const noCounts = (): Mutable => ({
  ...{ leads: 0, refused: 0, told: 0, sends: 0, declined: 0, revenue: 0, paid: 0 },
  ...{ returned: 0, reviewPending: 0, reviewRejected: 0 },
});

/** Sums of days by day, client and campaign. */
export class Tables {
  /** When the newest lead in it was accepted. */
  newestAt: number | null = null;
  readonly #names: Names;
  readonly #days = new Map<number, Mutable>();
  readonly #campaigns = new Map<number, Mutable>();
  readonly #clients = new Map<string, Mutable & { name: string }>();

  constructor(names: Names) {
    this.#names = names;
  }

  addDay(day: number, { campaigns, clients, newestAt }: DaySums): void {
    this.newestAt = Math.max(this.newestAt ?? 0, newestAt);
    for (const [campaign, sums] of campaigns) {
      addLeads(at(this.#days, day, noCounts), sums);
      addLeads(at(this.#campaigns, campaign, noCounts), sums);
    }
    for (const sums of clients.values()) {
      const row = at(this.#clients, sums.clientUid, () => ({ ...noCounts(), name: sums.client }));
      addClient(row, sums);
      if (sums.client !== '') row.name = sums.client;
    }
  }

  addRefused(day: number, campaign: number): void {
    at(this.#days, day, noCounts).refused += 1;
    at(this.#campaigns, campaign, noCounts).refused += 1;
  }

  total(): MoneyCounts {
    const total = noCounts();
    for (const row of this.#days.values()) {
      addLeads(total, row);
      total.refused += row.refused;
    }
    return shown(total);
  }

  rows(): Pick<MoneyReport, 'byDay' | 'byClient' | 'byCampaign'> {
    const byRevenue = (one: MoneyRow, other: MoneyRow) => other.revenue - one.revenue || other.leads - one.leads;
    return {
      byDay: [...this.#days]
        .sort(([one], [other]) => one - other)
        .map(([day, row]) => ({ key: dayText(day), name: dayText(day), ...shown(row) })),
      byClient: [...this.#clients]
        .map(([uid, { name, ...row }]) => ({ key: uid, name: this.#clientName(uid, name), ...shown(row) }))
        .sort(byRevenue),
      byCampaign: [...this.#campaigns]
        .map(([id, row]) => ({ key: String(id), name: this.#names.campaign(id), ...shown(row) }))
        .sort(byRevenue),
    };
  }

  /** The client's name in the copies, or else as reported. */
  #clientName(uid: string, reported: string): string {
    const id = Number(uid);
    const known = Number.isSafeInteger(id) && id > 0 ? this.#names.client(id) : '';
    return known === '' || known === `Client ${uid}` ? reported || `Client ${uid}` : known;
  }
}

function at<Key, Value>(map: Map<Key, Value>, key: Key, none: () => Value): Value {
  let found = map.get(key);
  if (found === undefined) {
    found = none();
    map.set(key, found);
  }
  return found;
}

function addLeads(row: Mutable, sums: LeadSums): void {
  row.told += sums.told;
  row.paid += sums.paid;
  addClient(row, sums);
}

function addClient(row: Mutable, sums: Sums): void {
  row.leads += sums.leads;
  row.sends += sums.sends;
  row.declined += sums.declined;
  row.revenue += sums.revenue;
  row.returned += sums.returned;
  row.reviewPending += sums.reviewPending;
  row.reviewRejected += sums.reviewRejected;
}

const shown = (row: MoneyCounts): MoneyCounts => ({ ...row, revenue: cents(row.revenue), paid: cents(row.paid) });
