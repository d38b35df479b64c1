import type { ClientDeliveryUID, ClientUID, LeadTypeUID } from '../../vendors/leadexec/ids.ts';
import type { AccountSetup, ClientSetup, DeliveryAccountSetup, MethodSetup } from './model.ts';
import { CODE } from './outcomes.ts';
import type { Ranked } from './rank.ts';

/** What only depends on the lead's type: which accounts are considered, and which of them must be checked for each lead. */
export interface Candidates {
  /** The indices of all accounts that are considered. */
  readonly considered: readonly number[];
  /** Those of them that are refused for every lead: index and code. */
  readonly refused: readonly (readonly [place: number, code: number])[];
  readonly left: readonly Ranked[];
}

/** The accounts by identifier, and the checks that are the same for all leads of a type. */
export class StaticChecks {
  readonly accounts: readonly DeliveryAccountSetup[];
  readonly clients: ReadonlyMap<ClientUID, ClientSetup>;
  readonly methods: ReadonlyMap<ClientDeliveryUID, MethodSetup>;
  readonly #known = new Map<string, Candidates>();

  constructor({ accounts, clients, methods }: AccountSetup) {
    this.accounts = accounts.toSorted((left, right) => left.clientAccountUid - right.clientAccountUid);
    this.clients = new Map(clients.map((one) => [one.clientUid, one]));
    this.methods = new Map(methods.map((one) => [one.deliveryUid, one]));
  }

  candidates(leadTypeUid: LeadTypeUID, accountType: number, automated: boolean): Candidates {
    const key = `${leadTypeUid} ${accountType} ${automated}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#find(leadTypeUid, accountType, automated);
      this.#known.set(key, found);
    }
    return found;
  }

  #find(leadTypeUid: LeadTypeUID, accountType: number, automated: boolean): Candidates {
    const considered: number[] = [];
    const refused: [number, number][] = [];
    const left: Ranked[] = [];
    for (const [place, setup] of this.accounts.entries()) {
      if (setup.accountType !== accountType) continue;
      considered.push(place);
      const client = this.clients.get(setup.clientUid);
      const code = this.#refusal(setup, client, leadTypeUid, automated);
      if (code !== undefined || client === undefined) refused.push([place, code ?? CODE['client-status']]);
      else left.push({ place, setup, client });
    }
    return { considered, refused, left };
  }

  /** The checks in their order; undefined if none is failed. */
  #refusal(
    setup: DeliveryAccountSetup,
    client: ClientSetup | undefined,
    leadTypeUid: LeadTypeUID,
    automated: boolean,
  ): number | undefined {
    if (setup.leadTypeUid === null) return CODE['no-method'];
    if (setup.leadTypeUid !== leadTypeUid) return CODE['lead-type'];
    const method = setup.deliveryUid === null ? undefined : this.methods.get(setup.deliveryUid);
    if (method?.enabled === false) return CODE['method-disabled'];
    if (client?.status !== 'Active') return CODE['client-status'];
    if (setup.status !== 'Open') return CODE['account-status'];
    return automated && !setup.automationEnabled ? CODE.automation : undefined;
  }
}
