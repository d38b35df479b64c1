import type { Account, Client, DeliveryAccount } from '../account/model.ts';
import type { Store } from '../store.ts';

/**
 * The accounts in the order in which they are offered a lead: one per client, by the client's preference; with delivery tiers all of its
 * accounts in that order. Clients are ordered by the account-wide preference. Ties are in order of entry.
 */
export function ranked(account: Account, store: Store, fitting: readonly DeliveryAccount[]): DeliveryAccount[] {
  const clients = new Map(account.clients.map((one) => [one.clientUid, one]));
  const byClient = Map.groupBy(fitting, ({ clientUid }) => clientUid);
  const groups = [...byClient].map(([clientUid, accounts]) => {
    const client = clients.get(clientUid);
    const inOrder = sorted(accounts, keyOfAccount(client, store));
    return { client, accounts: client?.useDeliveryTiers === true ? inOrder : inOrder.slice(0, 1) };
  });
  return sorted(groups, keyOfClient(account, store)).flatMap(({ accounts }) => accounts);
}

function keyOfAccount(client: Client | undefined, store: Store): (one: DeliveryAccount) => number {
  switch (client?.automationType) {
    case 'Priority':
      return () => 0;
    case 'RoundRobin':
      return ({ clientAccountUid }) => store.lastOfAccount.get(clientAccountUid)?.last ?? 0;
    default:
      return ({ price }) => -price;
  }
}

function keyOfClient({ preference }: Account, store: Store) {
  return ({ client, accounts }: { client: Client | undefined; accounts: readonly DeliveryAccount[] }): number => {
    if (preference === 'Priority') return client?.priority ?? 0;
    if (preference === 'RoundRobin') return store.lastOfClient.get(client?.clientUid ?? 0)?.last ?? 0;
    return -(accounts[0]?.price ?? 0);
  };
}

/** Sorted by a key that is computed once for each. The sort is stable. */
function sorted<T>(items: readonly T[], key: (item: T) => number): T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
