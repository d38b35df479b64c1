import type { WhatIfAmounts, WhatIfRow } from '../../../../src-preload/contract/index.ts';
import type { Distribution, Sale } from '../distribution.ts';
import type { AccountSetup } from '../model.ts';
import { cents } from '../orders.ts';
import { OUTCOMES, type ScanRecord } from '../outcomes.ts';

interface Amounts {
  sends: number;
  revenue: number;
}

const zero = (): Amounts => ({ sends: 0, revenue: 0 });
const DAY_MS = 86_400_000;

/** The counts of a tally, as they are passed between threads. */
export interface TallyData {
  readonly all: WhatIfAmounts;
  readonly days: ReadonlyMap<number, WhatIfAmounts>;
  readonly campaigns: ReadonlyMap<number, WhatIfAmounts>;
  readonly clients: ReadonlyMap<number, WhatIfAmounts>;
  /** By their places. */
  readonly accounts: readonly WhatIfAmounts[];
  /** How often each outcome occurred, by its code. */
  readonly outcomes: Float64Array;
}

/** What one of the two distributions sold, and why accounts did not get leads. */
export class Tally implements TallyData {
  readonly all = zero();
  readonly days = new Map<number, Amounts>();
  readonly campaigns = new Map<number, Amounts>();
  readonly clients = new Map<number, Amounts>();
  readonly accounts: Amounts[];
  readonly outcomes = new Float64Array(OUTCOMES.length);
  /** How often a maximum, and how often a missing order, refused an account. */
  readonly atMaximum: Float64Array;
  readonly noOrder: Float64Array;
  readonly #engine: Distribution;

  constructor(engine: Distribution) {
    this.#engine = engine;
    this.accounts = engine.accounts.map(zero);
    this.atMaximum = new Float64Array(engine.accounts.length);
    this.noOrder = new Float64Array(engine.accounts.length);
  }

  /** The counts alone. */
  data(): TallyData {
    const { all, days, campaigns, clients, accounts, outcomes } = this;
    return { all, days, campaigns, clients, accounts, outcomes };
  }

  count({ sends }: Sale, record: ScanRecord, day: number, campaign: number): void {
    for (const place of record.considered) {
      const code = record.outcomes[place] ?? 0;
      this.outcomes[code] = (this.outcomes[code] ?? 0) + 1;
      if (code === MAXIMUM) this.atMaximum[place] = (this.atMaximum[place] ?? 0) + 1;
      else if (code === ORDER) this.noOrder[place] = (this.noOrder[place] ?? 0) + 1;
    }
    // Days without sales are included.
    at(this.days, day);
    for (const { place, valid, price } of sends) {
      const account = this.accounts[place];
      if (!valid || account === undefined) continue;
      const client = this.#engine.accounts[place]?.clientUid ?? 0;
      for (const one of [
        this.all,
        at(this.days, day),
        at(this.campaigns, campaign),
        at(this.clients, client),
        account,
      ]) {
        one.sends += 1;
        one.revenue += price;
      }
    }
  }
}

const MAXIMUM = OUTCOMES.indexOf('maximum');
const ORDER = OUTCOMES.indexOf('order');

function at(amounts: Map<number, Amounts>, key: number): Amounts {
  let found = amounts.get(key);
  if (found === undefined) {
    found = zero();
    amounts.set(key, found);
  }
  return found;
}

export const shown = ({ sends, revenue }: WhatIfAmounts = zero()): WhatIfAmounts => ({
  sends,
  revenue: cents(revenue),
});

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Rows of a table with the sales before and after, ordered by revenue after. */
export function rowsOf(
  before: ReadonlyMap<number, WhatIfAmounts>,
  after: ReadonlyMap<number, WhatIfAmounts>,
  name: (id: number) => string,
): WhatIfRow[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ id, name: name(id), before: shown(before.get(id)), after: shown(after.get(id)) }))
    .sort(
      (one, other) =>
        other.after.revenue - one.after.revenue || other.before.revenue - one.before.revenue || one.id - other.id,
    );
}

/** The accounts that sold something, by their identifiers. */
export const byAccount = (engine: Distribution, { accounts }: TallyData): Map<number, WhatIfAmounts> =>
  new Map(
    accounts.flatMap((amounts, place): [number, WhatIfAmounts][] =>
      amounts.sends > 0 ? [[engine.accounts[place]?.clientAccountUid ?? 0, amounts]] : [],
    ),
  );

/** Names for what a report shows. */
export class Names {
  readonly #clients: ReadonlyMap<number, string>;
  readonly #accounts: ReadonlyMap<number, { readonly description: string; readonly clientUid: number }>;
  readonly #campaigns: ReadonlyMap<number, string>;

  constructor({ clients, accounts, campaigns }: AccountSetup) {
    this.#clients = new Map(clients.map((one) => [one.clientUid, one.name]));
    this.#accounts = new Map(accounts.map((one) => [one.clientAccountUid, one]));
    this.#campaigns = new Map(campaigns.map((one) => [one.campaignUid, one.name]));
  }

  client = (id: number): string => this.#clients.get(id) || `Client ${id}`;
  account = (id: number): string => this.#accounts.get(id)?.description || `Account ${id}`;
  /** An account with its client, because several clients have accounts with the same name. */
  owned = (id: number): string => `${this.client(this.#accounts.get(id)?.clientUid ?? 0)}, ${this.account(id)}`;
  campaign = (id: number): string => (id === 0 ? 'No campaign' : this.#campaigns.get(id) || `Campaign ${id}`);
}
