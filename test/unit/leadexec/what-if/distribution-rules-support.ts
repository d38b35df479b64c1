import { Distribution } from '../../../../src-main/leadexec/what-if/distribution.ts';
import type { LeadInput, SendFact } from '../../../../src-main/leadexec/what-if/model.ts';
import { ScanRecord } from '../../../../src-main/leadexec/what-if/outcomes.ts';
import {
  type Account,
  type AccountInput,
  accountSchema,
} from '../../../../src-main/practice/leadexec/account/model.ts';
import type { LeadFieldUID, LeadTypeUID, VendorAccountUID } from '../../../../src-main/vendors/leadexec/ids.ts';
import { setupOf } from '../../../support/leadexec-distribution.ts';

// The rules of docs/decisions/0012 one by one, each with what is just inside and just outside of it.

export type AccountOf = Partial<AccountInput['deliveryAccounts'][number]>;
export type OrderOf = Partial<NonNullable<AccountInput['clientOrders']>[number]>;
export type Made = Partial<Omit<AccountInput, 'deliveryAccounts' | 'clientOrders'>> & {
  readonly deliveryAccounts?: readonly AccountOf[];
  readonly clientOrders?: readonly OrderOf[];
};

export const STATE = 10;
/** Noon in Pacific Time on a Saturday. */
export const NOON = Date.parse('2026-11-28T20:00:00Z');
export const HOUR = 3_600_000;

export const engineOf = (made: Made, ports: ConstructorParameters<typeof Distribution>[1] = {}): Distribution =>
  new Distribution(setupOf(accountOf(made)), ports);

/** An account with three clients, 501 to 503. Delivery accounts are of client 501 and cost $10 unless told otherwise. */
export function accountOf(made: Made): Account {
  return accountSchema.parse({
    sources: [{ vendorUid: 1, name: 'Source' }],
    leadTypes: [
      {
        leadTypeUid: 1,
        descriptor: 'Type',
        fields: [{ leadFieldUid: STATE, descriptor: 'State', dataType: 'Varchar' }],
      },
    ],
    campaigns: [0, 1, 2].map((maxSell) => ({
      ...{ campaignUid: 30 + maxSell, vendorUid: 1, leadTypeUid: 1, accountName: 'Campaign', maxSell },
    })),
    clients: [501, 502, 503].map((clientUid) => ({ clientUid, name: `Client ${clientUid}`, status: 'Active' })),
    methods: [{ deliveryUid: 2_000, clientUid: 501, leadTypeUid: 1, name: 'Method', status: true }],
    ...made,
    deliveryAccounts: (made.deliveryAccounts ?? [{}]).map((one, at) => ({
      ...{
        clientAccountUid: 1_001 + at,
        clientUid: 501,
        deliveryUid: 2_000,
        leadTypeUid: 1,
        description: '',
        price: 10,
      },
      automationEnabled: true,
      ...one,
    })),
    clientOrders: (made.clientOrders ?? []).map((one, at) => ({
      ...{ orderUid: 7_001 + at, clientUid: 501, startDate: '2026-01-01T00:00:00Z', endDate: null, status: 'Open' },
      ...{ renewal: 'No_Renewal', items: [] },
      ...one,
    })),
  });
}

export interface Given {
  readonly at?: number;
  readonly state?: string;
  /** 30 sells without limit, 31 once, 32 twice. */
  readonly campaign?: number;
  readonly options?: LeadInput['options'];
  readonly before?: readonly SendFact[];
}

/** Sells a lead. Returns the accounts that bought it, and the outcome at each. */
export function sell(engine: Distribution, { at = NOON, state = '', campaign = 30, options, before = [] }: Given = {}) {
  const record = new ScanRecord(engine.accounts.length);
  const lead: LeadInput = {
    ...{ key: 1, at, leadTypeUid: 1 as LeadTypeUID, accountType: 0, campaignUid: campaign as VendorAccountUID },
    ...{ values: new Map(state === '' ? [] : [[STATE as LeadFieldUID, state]]), hasOrder: false },
    ...(options === undefined ? {} : { options }),
  };
  const { sends } = engine.sell(lead, record, before);
  return {
    bought: sends.flatMap(({ place, valid }) => (valid ? [Number(engine.accounts[place]?.clientAccountUid)] : [])),
    asked: sends.map(({ place }) => Number(engine.accounts[place]?.clientAccountUid)),
    outcomes: Object.fromEntries(
      record.all().map(({ account, outcome }) => [engine.accounts[account]?.clientAccountUid, outcome]),
    ),
  };
}
export const bought = (engine: Distribution, given: Given = {}) => sell(engine, given).bought;
