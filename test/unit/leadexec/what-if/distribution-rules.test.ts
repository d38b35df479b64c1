import { describe, expect, test } from 'vitest';
import { Distribution } from '../../../../src-main/leadexec/what-if/distribution.ts';
import type { LeadInput, SendFact } from '../../../../src-main/leadexec/what-if/model.ts';
import { ScanRecord } from '../../../../src-main/leadexec/what-if/outcomes.ts';
import {
  type Account,
  type AccountInput,
  accountSchema,
} from '../../../../src-main/practice/leadexec/account/model.ts';
import type {
  ClientAccountUID,
  LeadFieldUID,
  LeadTypeUID,
  VendorAccountUID,
} from '../../../../src-main/vendors/leadexec/ids.ts';
import { setupOf } from '../../../support/leadexec-distribution.ts';

// The rules of docs/decisions/0012 one by one, each with what is just inside and just outside of it.

type AccountOf = Partial<AccountInput['deliveryAccounts'][number]>;
type OrderOf = Partial<NonNullable<AccountInput['clientOrders']>[number]>;
type Made = Partial<Omit<AccountInput, 'deliveryAccounts' | 'clientOrders'>> & {
  readonly deliveryAccounts?: readonly AccountOf[];
  readonly clientOrders?: readonly OrderOf[];
};

const STATE = 10;
/** Noon in Pacific Time on a Saturday. */
const NOON = Date.parse('2026-11-28T20:00:00Z');
const HOUR = 3_600_000;

const engineOf = (made: Made, ports: ConstructorParameters<typeof Distribution>[1] = {}): Distribution =>
  new Distribution(setupOf(accountOf(made)), ports);

/** An account with three clients, 501 to 503. Delivery accounts are of client 501 and cost $10 unless told otherwise. */
function accountOf(made: Made): Account {
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

interface Given {
  readonly at?: number;
  readonly state?: string;
  /** 30 sells without limit, 31 once, 32 twice. */
  readonly campaign?: number;
  readonly options?: LeadInput['options'];
  readonly before?: readonly SendFact[];
}

/** Sells a lead. Returns the accounts that bought it, and the outcome at each. */
function sell(engine: Distribution, { at = NOON, state = '', campaign = 30, options, before = [] }: Given = {}) {
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
const bought = (engine: Distribution, given: Given = {}) => sell(engine, given).bought;

describe('maxima', () => {
  test.each([
    ['hourMax', NOON + HOUR - 1, NOON + HOUR],
    ['dayMax', Date.parse('2026-11-29T07:59:59Z'), Date.parse('2026-11-29T08:00:00Z')],
    ['weekMax', Date.parse('2026-11-29T07:59:59Z'), Date.parse('2026-11-29T08:00:00Z')],
    ['monthMax', Date.parse('2026-12-01T07:59:59Z'), Date.parse('2026-12-01T08:00:00Z')],
  ])('%s counts valid sends until its period ends', (maximum, inside, outside) => {
    const engine = engineOf({ deliveryAccounts: [{ [maximum]: 2 }] });
    expect([sell(engine), sell(engine)].map((one) => one.bought)).toEqual([[1_001], [1_001]]);
    expect(sell(engine, { at: inside }).outcomes).toEqual({ 1001: 'maximum' });
    expect(bought(engine, { at: outside })).toEqual([1_001]);
  });

  test('a refused send does not count', () => {
    const engine = engineOf({ deliveryAccounts: [{ dayMax: 1 }] }, { accepts: (_, __, turn) => turn > 2 });
    expect([1, 2, 3, 4].map(() => bought(engine))).toEqual([[], [], [1_001], []]);
  });

  test('a day has 25 hours when the clocks are put back', () => {
    const engine = engineOf({ deliveryAccounts: [{ dayMax: 1 }] });
    expect(bought(engine, { at: Date.parse('2026-11-01T07:00:00Z') })).toEqual([1_001]);
    expect(bought(engine, { at: Date.parse('2026-11-02T07:59:59Z') })).toEqual([]);
    expect(bought(engine, { at: Date.parse('2026-11-02T08:00:00Z') })).toEqual([1_001]);
  });
});

describe('orders', () => {
  const item = (more: object) => ({
    ...{ itemUid: 1, clientAccountUid: null, qty: 2, sentQty: 0, constrainQuantity: true, price: 0, sentPrice: 0 },
    ...more,
  });
  const withOrder = (order: OrderOf, accounts: readonly AccountOf[] = [{ useOrder: true }]) =>
    engineOf({ deliveryAccounts: accounts, clientOrders: [order] });
  const times = (engine: Distribution, count: number, at = NOON) =>
    Array.from({ length: count }, () => bought(engine, { at }).length);

  test('by leads it has room below its quantity, by dollars until not a cent is left', () => {
    expect(times(withOrder({ items: [item({})] }), 3)).toEqual([1, 1, 0]);
    expect(times(withOrder({ items: [item({ qty: null, price: 20 })] }), 3)).toEqual([1, 1, 0]);
    expect(times(withOrder({ items: [item({ qty: null, price: 19.99 })] }), 3)).toEqual([1, 0, 0]);
    expect(times(withOrder({ items: [item({ constrainQuantity: false, qty: 0 })] }), 3)).toEqual([1, 1, 1]);
    expect(times(engineOf({ deliveryAccounts: [{ useOrder: true }] }), 1)).toEqual([0]);
    expect(times(engineOf({}), 1)).toEqual([1]);
  });

  test('an item is for one account or for any of the client', () => {
    const accounts = [{ useOrder: true }, { useOrder: true, price: 5 }];
    expect(bought(withOrder({ items: [item({ clientAccountUid: 1_002 })] }, accounts))).toEqual([1_002]);
    expect(bought(withOrder({ items: [item({})] }, accounts))).toEqual([1_001]);
    expect(bought(withOrder({ clientUid: 502, items: [item({})] }, accounts))).toEqual([]);
  });

  test('one item that is full is not the whole order', () => {
    const engine = withOrder({ items: [item({ qty: 1 }), item({ itemUid: 2, qty: 1 })] });
    expect(times(engine, 3)).toEqual([1, 1, 0]);
    expect(engine.orders.fill().map(({ status }) => status)).toEqual(['Filled']);
  });

  test('filled, it starts again with On_Qty_Fill', () => {
    const engine = withOrder({ renewal: 'On_Qty_Fill', items: [item({})] });
    expect(times(engine, 5)).toEqual([1, 1, 1, 1, 1]);
    expect(engine.orders.fill()[0]?.items[0]?.sentQty).toBe(1);
  });

  test('it lasts from its start until its end, with their zone, or else in that of the account', () => {
    const span = { startDate: '2026-11-28T20:00:00Z', endDate: '2026-11-28T12:30:00', items: [item({ qty: 99 })] };
    const engine = withOrder(span);
    const at = (text: string) => bought(engine, { at: Date.parse(text) }).length;
    // 12:30 in Pacific Time is 20:30 in UTC.
    const moments = ['2026-11-28T19:59:59Z', '2026-11-28T20:00:00Z', '2026-11-28T20:29:59Z', '2026-11-28T20:30:00Z'];
    expect(moments.map(at)).toEqual([0, 1, 1, 0]);
    expect(engine.orders.fill()[0]?.status).toBe('Closed');
  });

  test('with On_End the next period of the same length begins, also after several without leads', () => {
    const span = { startDate: '2026-11-28T20:00:00Z', endDate: '2026-11-28T21:00:00Z', renewal: 'On_End' } as const;
    const engine = withOrder({ ...span, items: [item({ qty: 1 })] });
    expect(times(engine, 2)).toEqual([1, 0]);
    expect(times(engine, 2, NOON + HOUR)).toEqual([1, 0]);
    // Three periods later, and until the end of that one.
    expect(times(engine, 2, NOON + 4 * HOUR + 1)).toEqual([1, 0]);
    expect(times(engine, 1, NOON + 5 * HOUR - 1)).toEqual([0]);
    expect(times(engine, 2, NOON + 5 * HOUR)).toEqual([1, 0]);
  });

  test.each(['Pending', 'OnHold', 'Paused', 'Closed', 'Filled'])('one that is %s has no room', (status) => {
    expect(times(withOrder({ status, items: [item({})] } as OrderOf), 1)).toEqual([0]);
  });
});

describe('distribution lists', () => {
  const of = (more: object, items: readonly (readonly [string, number[]])[]) =>
    engineOf({
      deliveryAccounts: [501, 502, 503].map((clientUid) => ({ clientUid })),
      lists: [
        {
          ...{ listUid: 81, leadTypeUid: 1, leadFieldUid: STATE, description: 'List' },
          items: items.map(([value, clients], at) => ({ itemUid: 800 + at, value, clients })),
          ...more,
        },
      ],
    });

  test('a client in it gets the leads of its items, the default what no assigned item has, others everything', () => {
    const items = [
      ['CA', [501]],
      ['NV', []],
      ['AZ', [501]],
    ] as const satisfies [string, number[]][];
    const engine = of({ defaultClient: 502 }, items);
    expect(bought(engine, { state: 'CA' })).toEqual([1_001, 1_003]);
    expect(bought(engine, { state: ' ca' })).toEqual([1_001, 1_003]);
    expect(bought(engine, { state: 'NV' })).toEqual([1_002, 1_003]);
    expect(bought(engine, { state: 'TX' })).toEqual([1_002, 1_003]);
    expect(bought(engine)).toEqual([1_002, 1_003]);
    expect(bought(of({}, [...items]), { state: 'TX' })).toEqual([1_002, 1_003]);
  });

  test('two items with the same value are for the clients of both', () => {
    const engine = of({}, [
      ['CA', [501]],
      ['ca ', [502]],
      ['NV', [503]],
    ]);
    expect(bought(engine, { state: 'CA' })).toEqual([1_001, 1_002]);
  });

  test('one that is not active, or depends on another value, touches nobody', () => {
    const items: [string, number[]][] = [
      ['CA', [501]],
      ['NV', [502, 503]],
    ];
    expect(bought(of({ status: 0 }, items), { state: 'CA' })).toEqual([1_001, 1_002, 1_003]);
    expect(bought(of({ dependField: STATE, value: 'NV' }, items), { state: 'CA' })).toEqual([1_001, 1_002, 1_003]);
    expect(bought(of({ dependField: STATE, value: ' ca' }, items), { state: 'CA' })).toEqual([1_001]);
  });
});

describe('ranking', () => {
  const clients = (more: readonly object[]) =>
    more.map((one, at) => ({ clientUid: 501 + at, name: `Client ${501 + at}`, status: 'Active' as const, ...one }));
  const two = [{ price: 5 }, { price: 8 }, { clientUid: 502, price: 6 }, { clientUid: 502, price: 6 }];

  test('one account a client by price, ties in order of entry', () => {
    const engine = engineOf({ deliveryAccounts: two });
    const { bought: sold, outcomes } = sell(engine);
    expect(sold).toEqual([1_002, 1_003]);
    expect(outcomes).toMatchObject({ 1001: 'other-account', 1004: 'other-account' });
  });

  test('Priority takes a client’s first account, and the client with the lowest number', () => {
    const made = clients([{ automationType: 'Priority', priority: 2 }, { priority: 1 }]);
    expect(bought(engineOf({ clients: made, preference: 'Priority', deliveryAccounts: two }))).toEqual([1_003, 1_001]);
    const same = clients([{ priority: 0 }, { priority: 0 }]);
    expect(bought(engineOf({ clients: same, preference: 'Priority', deliveryAccounts: two }))).toEqual([1_002, 1_003]);
  });

  test('a campaign may have a preference of its own', () => {
    const setup = setupOf(
      accountOf({ clients: clients([{ priority: 1 }, { priority: 0 }]), preference: 'Price', deliveryAccounts: two }),
    );
    const campaigns = setup.campaigns.map((one) => ({ ...one, preference: one.maxSell === 1 ? 'Priority' : null }));
    const engine = new Distribution({ ...setup, campaigns });
    expect([bought(engine, { campaign: 31 }), bought(engine, { campaign: 32 })]).toEqual([[1_003], [1_002, 1_003]]);
  });

  test('RoundRobin takes the account and the client that were least lately sent a lead', () => {
    const made = clients([{ automationType: 'RoundRobin' }, { automationType: 'RoundRobin' }]);
    const engine = engineOf({ clients: made, preference: 'RoundRobin', deliveryAccounts: two });
    const inTurn = [0, 1, 2, 3].map((minute) => bought(engine, { at: NOON + minute * 60_000, campaign: 31 }));
    expect(inTurn).toEqual([[1_001], [1_003], [1_002], [1_004]]);
  });

  test('a refused send counts for the turn of an account, and not for that of its client', () => {
    const made = clients([{ automationType: 'RoundRobin' }, {}]);
    const one = [{}, {}, { clientUid: 502 }];
    const engine = engineOf(
      { clients: made, preference: 'RoundRobin', deliveryAccounts: one },
      { accepts: (_, { clientUid }) => Number(clientUid) !== 501 },
    );
    const asked = [0, 1, 2].map((minute) => sell(engine, { at: NOON + minute * 60_000, campaign: 31 }).asked);
    expect(asked).toEqual([
      [1_001, 1_003],
      [1_002, 1_003],
      [1_001, 1_003],
    ]);
  });

  test('with delivery tiers all accounts of a client, until one buys', () => {
    const engine = engineOf(
      { clients: clients([{ useDeliveryTiers: true }, {}]), deliveryAccounts: two },
      { accepts: (_, { clientAccountUid }) => Number(clientAccountUid) !== 1_002 },
    );
    expect(sell(engine).asked).toEqual([1_002, 1_001, 1_003]);
    const all = engineOf({ clients: clients([{ useDeliveryTiers: true }, {}]), deliveryAccounts: two });
    expect(sell(all)).toMatchObject({ asked: [1_002, 1_003], outcomes: { 1001: 'other-account' } });
  });
});

describe('selling', () => {
  const three = [{ price: 9 }, { clientUid: 502, price: 8 }, { clientUid: 503, price: 7 }];
  const sent = (clientAccountUid: number, valid = true): SendFact => ({
    ...{ key: 1, at: NOON - 1, clientAccountUid: clientAccountUid as ClientAccountUID, valid, price: 9 },
  });

  test('as often as the campaign allows, 0 without limit, once without a campaign', () => {
    const engine = engineOf({ deliveryAccounts: three });
    expect(bought(engine, { campaign: 31 })).toEqual([1_001]);
    expect(sell(engine, { campaign: 32 })).toMatchObject({ bought: [1_001, 1_002], outcomes: { 1003: 'not-reached' } });
    expect(bought(engine, { campaign: 30 })).toEqual([1_001, 1_002, 1_003]);
    expect(bought(engine, { campaign: 99 })).toEqual([1_001]);
  });

  test('a refused send goes on to the next', () => {
    const engine = engineOf({ deliveryAccounts: three }, { accepts: (_, { clientUid }) => Number(clientUid) !== 501 });
    expect(sell(engine, { campaign: 31 })).toMatchObject({ asked: [1_001, 1_002], bought: [1_002] });
  });

  test('sends before count, and a client neither buys twice nor is asked twice', () => {
    const engine = engineOf({ deliveryAccounts: three });
    expect(bought(engine, { campaign: 31, before: [sent(1_001)] })).toEqual([]);
    expect(sell(engine, { campaign: 32, before: [sent(1_001)] })).toMatchObject({
      ...{ bought: [1_002], outcomes: { 1001: 'client-has-lead' } },
    });
    expect(sell(engine, { campaign: 31, before: [sent(1_001, false)] })).toMatchObject({
      ...{ bought: [1_002], outcomes: { 1001: 'asked-before' } },
    });
    const tiers = engineOf({
      clients: [{ clientUid: 501, name: '', status: 'Active', useDeliveryTiers: true }],
      deliveryAccounts: [{ price: 9 }, { price: 8 }],
    });
    expect(sell(tiers, { before: [sent(1_001, false)] })).toMatchObject({
      ...{ bought: [1_002], outcomes: { 1001: 'asked-before' } },
    });
    const twoOfOne = engineOf({ deliveryAccounts: [{ price: 9 }, { price: 8 }] });
    expect(bought(twoOfOne, { before: [sent(1_002, false)] })).toEqual([]);
  });

  test('AllowOverMax is one more than there are', () => {
    const engine = engineOf({ deliveryAccounts: three });
    const options = { allowOverMax: true };
    expect(bought(engine, { campaign: 31, options, before: [sent(1_001)] })).toEqual([1_002]);
    expect(bought(engine, { campaign: 31, options })).toEqual([1_001]);
  });

  test('an exclusive account buys what nobody bought, and ends the run', () => {
    const first = engineOf({ deliveryAccounts: [{ price: 9, exclusive: true }, ...three.slice(1)] });
    expect(sell(first)).toMatchObject({ bought: [1_001], outcomes: { 1002: 'not-reached' } });
    expect(bought(first, { before: [sent(1_001)] })).toEqual([]);
    expect(sell(first, { before: [sent(1_001)] }).outcomes).toMatchObject({ 1002: 'sold-exclusively' });
    const ignored = { before: [sent(1_001)], options: { ignoreExclusive: true } };
    expect(bought(first, ignored)).toEqual([1_002, 1_003]);
    const second = engineOf({
      deliveryAccounts: [{ price: 9 }, { clientUid: 502, price: 8, exclusive: true }, { clientUid: 503, price: 7 }],
    });
    expect(sell(second)).toMatchObject({ bought: [1_001, 1_003], outcomes: { 1002: 'exclusive-sold' } });
    expect(sell(second, { before: [sent(1_001)] }).outcomes).toMatchObject({ 1002: 'exclusive-sold' });
    // The first check that fails is the reason: exclusivity is before maxima.
    const full = engineOf({ deliveryAccounts: [{ price: 9 }, { clientUid: 502, exclusive: true, dayMax: 0 }] });
    expect(sell(full, { before: [sent(1_001)] }).outcomes).toMatchObject({ 1002: 'exclusive-sold' });
    const refusing = engineOf(
      {
        deliveryAccounts: [
          { price: 9, exclusive: true },
          { clientUid: 502, price: 8 },
        ],
      },
      { accepts: (_, { clientUid }) => Number(clientUid) !== 501 },
    );
    expect(bought(refusing)).toEqual([1_002]);
  });

  test('force IDs are clients or accounts; empty ones and 0 are none', () => {
    const engine = engineOf({ deliveryAccounts: three });
    const forced = (...forceIds: string[]) => bought(engine, { options: { forceIds } });
    expect(forced('502')).toEqual([1_002]);
    expect(forced('1003', '501')).toEqual([1_001, 1_003]);
    expect(forced('', '0')).toEqual([1_001, 1_002, 1_003]);
    expect(forced('9')).toEqual([]);
  });
});

describe('who is considered', () => {
  test.each<[string, Made, string]>([
    ['no method', { deliveryAccounts: [{ deliveryUid: 0, leadTypeUid: 2 }] }, 'lead-type'],
    [
      'a method that is not enabled',
      { methods: [{ deliveryUid: 2_000, clientUid: 501, leadTypeUid: 1, name: '', status: false }] },
      'method-disabled',
    ],
    ['a client that is not Active', { clients: [{ clientUid: 501, name: '', status: 'Late' }] }, 'client-status'],
    ['an account that is not Open', { deliveryAccounts: [{ status: 10 }] }, 'account-status'],
    ['no automation', { deliveryAccounts: [{ automationEnabled: false }] }, 'automation'],
    // The first check that fails is the reason.
    ['several', { deliveryAccounts: [{ status: 10, automationEnabled: false, dayMax: 0 }] }, 'account-status'],
    ['no order and a maximum of 0', { deliveryAccounts: [{ useOrder: true, dayMax: 0 }] }, 'maximum'],
  ])('%s: %s', (_, made, outcome) => {
    expect(sell(engineOf(made)).outcomes).toEqual({ 1001: outcome });
  });

  test('a criterion that is not met decides, also after one that can’t be told', () => {
    const criterion = (nth: number, operator: string, value: string) => ({
      ...{ criteriaUid: nth, leadFieldUid: STATE, type: 'FieldValue', expression: '', operator, value },
    });
    const unreadable = criterion(1, 'DateCompare', 'LAST WEEK');
    const outcomes = (state: string) =>
      sell(engineOf({ deliveryAccounts: [{ criteria: [unreadable, criterion(2, 'Equal', 'CA')] }] }), { state })
        .outcomes;
    expect([outcomes('CA'), outcomes('NV')]).toEqual([{ 1001: 'cant-tell' }, { 1001: 'criteria' }]);
  });

  test('accounts of another type are not; those without automation are, if the scan says so', () => {
    expect(sell(engineOf({ deliveryAccounts: [{ accountType: 1 }] })).outcomes).toEqual({});
    const engine = engineOf({ deliveryAccounts: [{ automationEnabled: false }] });
    expect(bought(engine, { options: { automated: false } })).toEqual([1_001]);
  });

  test('a schedule that ends before it begins is never open', () => {
    const row = { weekDay: 6, staticDate: null, allow: true };
    const over = { ...row, startTime: '2020-01-01T22:00:00Z', endTime: '2020-01-01T06:00:00Z' };
    const method = { deliveryUid: 2_000, clientUid: 501, leadTypeUid: 1, name: '', status: true, days: [over] };
    const engine = engineOf({ methods: [method] });
    const at = (text: string) => sell(engine, { at: Date.parse(text) }).outcomes;
    expect(['2026-11-29T06:30:00Z', '2026-11-29T13:00:00Z'].map(at)).toEqual([
      { 1001: 'schedule' },
      { 1001: 'schedule' },
    ]);
  });
});
