import type { ClientUID } from '../../vendors/leadexec/ids.ts';
import type { ClientSetup, DeliveryAccountSetup } from './model.ts';

/** What ranking needs about an account that passed. */
export interface Ranked {
  /** Its index among the accounts by identifier. */
  readonly place: number;
  readonly setup: DeliveryAccountSetup;
  readonly client: ClientSetup;
}

/** When accounts and clients were last sent a lead; 0 for never. */
export interface LastSent {
  readonly account: (place: number) => number;
  readonly client: (uid: ClientUID) => number;
}

export interface Ranking {
  readonly order: readonly Ranked[];
  /** Accounts after another one of their client. */
  readonly behind: readonly Ranked[];
  /** A preference that is unknown here decided, and price was used instead. */
  readonly assumed: boolean;
}

/**
 * The accounts in the order in which they are offered a lead: one per client, by the client's preference; with delivery tiers all of its
 * accounts in that order. Clients are ordered by the account-wide preference. Ties keep the order in which the accounts were considered.
 */
export function rank(fitting: readonly Ranked[], preference: string, last: LastSent): Ranking {
  let assumed = false;
  const behind: Ranked[] = [];
  const groups: { readonly client: ClientSetup; readonly accounts: readonly Ranked[] }[] = [];
  const byClient = new Map<ClientUID, { readonly client: ClientSetup; readonly accounts: Ranked[] }>();
  for (const one of fitting) {
    const group = byClient.get(one.setup.clientUid);
    if (group === undefined) byClient.set(one.setup.clientUid, { client: one.client, accounts: [one] });
    else group.accounts.push(one);
  }
  for (const group of byClient.values()) {
    const { client, accounts } = group;
    if (accounts.length > 1) {
      assumed ||= !isKnown(client.automationType);
      sortBy(accounts, accountKey(client.automationType, last));
    }
    if (!client.useDeliveryTiers && accounts.length > 1) behind.push(...accounts.splice(1));
    groups.push(group);
  }
  if (groups.length > 1) {
    assumed ||= !isKnown(preference);
    sortBy(groups, clientKey(preference, last));
  }
  return { order: groups.flatMap(({ accounts }) => accounts), behind, assumed };
}

const isKnown = (preference: string) => ['Price', 'Priority', 'RoundRobin'].includes(preference);

function accountKey(type: string, last: LastSent): (one: Ranked) => number {
  if (type === 'Priority') return () => 0;
  if (type === 'RoundRobin') return ({ place }) => last.account(place);
  return ({ setup }) => -setup.price;
}

type Group = { readonly client: ClientSetup; readonly accounts: readonly Ranked[] };

function clientKey(preference: string, last: LastSent): (one: Group) => number {
  if (preference === 'Priority') return ({ client }) => client.priority;
  if (preference === 'RoundRobin') return ({ client }) => last.client(client.clientUid);
  return ({ accounts }) => -(accounts[0]?.setup.price ?? 0);
}

/** Up to this many are sorted by insertion, which is faster than a sort. */
const FEW = 24;

/** The sort is stable, and each key is computed once. */
function sortBy<T>(items: T[], key: (item: T) => number): void {
  const keys = items.map(key);
  if (items.length > FEW) {
    const sorted = items.map((item, at) => ({ item, key: keys[at] ?? 0 })).sort((one, other) => one.key - other.key);
    for (const [at, { item }] of sorted.entries()) items[at] = item;
    return;
  }
  for (let at = 1; at < items.length; at++) {
    const [item, mine] = [items[at], keys[at] ?? 0];
    if (item === undefined) continue;
    let to = at;
    for (let before = keys[to - 1]; to > 0 && before !== undefined && before > mine; before = keys[to - 1]) {
      keys[to] = before;
      const moved = items[to - 1];
      if (moved !== undefined) items[to] = moved;
      to -= 1;
    }
    keys[to] = mine;
    items[to] = item;
  }
}
