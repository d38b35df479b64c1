import type { AccountSetup, DeliveryAccountSetup } from '../what-if/model.ts';
import { accountTypeOf, placeOfSend } from '../what-if/run/read-posted.ts';
import type { ClientSums } from './day-sums.ts';

/** Assigns reported sends to delivery accounts, as far as possible. */
export class SendPlacer {
  readonly #accounts: ReadonlyMap<string, readonly DeliveryAccountSetup[]>;
  readonly #leadTypeOf: (connectionId: number) => number | undefined;

  constructor({ accounts }: AccountSetup, leadTypeOf: (connectionId: number) => number | undefined) {
    this.#accounts = Map.groupBy(accounts, ({ clientUid }) => String(clientUid));
    this.#leadTypeOf = leadTypeOf;
  }

  /** The id of the account that a send went to; undefined if it could be several, or none in the copies. */
  find(connectionId: number, kind: string, clientUid: string, price: number | null): number | undefined {
    const accounts = this.#accounts.get(clientUid) ?? [];
    const leadTypeUid = this.#leadTypeOf(connectionId);
    const lead = { leadTypeUid, accountType: accountTypeOf(kind) };
    return accounts[placeOfSend(accounts, lead, { clientUid, price })]?.clientAccountUid;
  }

  /** Adds the valid sends of a day to those of their accounts. @returns how many could not be assigned */
  add({ connectionId, kind, clientUid, sends, prices }: ClientSums, used: Map<number, number>): number {
    const only = this.find(connectionId, kind, clientUid, null);
    const parts: Iterable<readonly [number | null, number]> = only === undefined && prices ? prices : [[null, sends]];
    let unplaced = 0;
    for (const [price, count] of parts) {
      const account = only ?? this.find(connectionId, kind, clientUid, price);
      if (account === undefined) unplaced += count;
      else used.set(account, (used.get(account) ?? 0) + count);
    }
    return unplaced;
  }
}
