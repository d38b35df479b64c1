import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../../src-main/leadexec/what-if/run/apply-changes.ts';
import { placeOfSend } from '../../../../src-main/leadexec/what-if/run/read-posted.ts';
import { rewindOrders, soldToOrders } from '../../../../src-main/leadexec/what-if/run/rewind-orders.ts';
import { type SetupKind, setupFromRecords } from '../../../../src-main/leadexec/what-if/setup-from-records.ts';
import type { WhatIfChange } from '../../../../src-preload/contract/index.ts';

type Body = Readonly<Record<string, unknown>>;
const RULES = { timeZone: 'America/Los_Angeles', preference: 'Price', exclusiveAccounts: [3] };

/** The account of records by kind, each with its number. */
function setupOf(records: Partial<Record<SetupKind, readonly Body[]>>) {
  return setupFromRecords(
    (kind) => (records[kind] ?? []).map((body, at) => ({ parent: 1, id: at + 1, body })),
    RULES,
    (client) => `Client ${client}`,
  );
}

describe('values of records', () => {
  test('a maximum that is not there is none; 0 allows none, and a campaign’s null is no maximum', () => {
    const { accounts, campaigns } = setupOf({
      accounts: [{ HourMax: 0, DayMax: '5', WeekMax: null }, { MonthMax: -1 }],
      campaigns: [{ HourMax: 0, DayMax: null, MaxSell: 3 }, {}],
    });
    expect(accounts[0]).toMatchObject({ hourMax: 0, dayMax: 5, weekMax: -1, monthMax: -1 });
    expect(accounts[1]).toMatchObject({ hourMax: -1, dayMax: -1, weekMax: -1, monthMax: -1 });
    expect(campaigns[0]).toMatchObject({ hourMax: 0, dayMax: null, monthMax: null, maxSell: 3 });
    expect(campaigns[1]?.maxSell).toBe(0);
  });

  test('enumerations are read by name and by number, and others kept as they came', () => {
    const { accounts, campaigns, clients, methods } = setupOf({
      accounts: [{ Status: 12, AccountType: 2 }, { Status: 'Open', AccountType: 'IVR' }, { Status: 'Frozen' }],
      campaigns: [{ Status: 1, Channel: 1 }, { Status: 'OnHold', Channel: 'Phone' }, { Channel: 'Fax' }],
      clients: [{ Status: 'Active', AutomationType: 'Weighted' }],
      methods: [{ DeliveryDays: [{ WeekDay: 0 }, { WeekDay: 'Saturday' }] }],
    });
    expect(accounts.map(({ status, accountType }) => [status, accountType])).toEqual([
      ['Open', 2],
      ['Open', 3],
      ['Frozen', -1],
    ]);
    expect(accounts.map(({ exclusive }) => exclusive)).toEqual([false, false, true]);
    expect(campaigns.map(({ status, channel }) => [status, channel])).toEqual([
      ['Active', 'PING/POST'],
      ['OnHold', 'Phone'],
      ['', 'Fax'],
    ]);
    expect(clients[0]).toMatchObject({ status: 'Active', automationType: 'Weighted' });
    expect(methods[0]?.days.map(({ weekDay }) => weekDay)).toEqual([0, 6]);
  });

  test('the clients of a list’s item are separated by |, or one', () => {
    const { lists } = setupOf({
      lists: [{ Status: 1, DefaultClient: 0 }],
      listItems: [
        { Value: 'CA', AssignedClients: '5|6|5|' },
        { Value: 'NV', AssignedClient: 7 },
      ],
    });
    expect(lists[0]?.items).toEqual([
      { value: 'CA', clients: [5, 6] },
      { value: 'NV', clients: [7] },
    ]);
  });
});

describe('how far orders were filled at the start of a time range', () => {
  const order = (sentQty: number, status: string) => ({
    ...{ ClientUID: 5, Status: status, Renewal: 'No_Renewal' },
    Items: [
      { ClientOrderItemUID: 1, Qty: 4, SentQty: sentQty, ConstrainQuantity: true, Price: 0, SentPrice: sentQty * 10 },
    ],
  });
  const rewound = (sends: number) =>
    rewindOrders(setupOf({ orders: [order(4, 'Filled'), order(3, 'Open')] }), [
      { clientUid: 5, clientAccountUid: null, sends, revenue: sends * 10 },
    ]).orders.map(({ status, items }) => [status, items[0]?.sentQty, items[0]?.sentPrice]);

  test('sends since then are taken off the last order first, and one that was filled has room again', () => {
    expect(rewound(0)).toEqual([
      ['Filled', 4, 40],
      ['Open', 3, 30],
    ]);
    expect(rewound(2)).toEqual([
      ['Filled', 4, 40],
      ['Open', 1, 10],
    ]);
    expect(rewound(5)).toEqual([
      ['Open', 2, 20],
      ['Open', 0, 0],
    ]);
  });
});

describe('an order that was filled before the time range', () => {
  const item = (more: Body) => ({ ClientOrderItemUID: 1, SentQty: 4, SentPrice: 40, ConstrainQuantity: true, ...more });
  const filled = (Items: readonly Body[]) =>
    setupOf({ orders: [{ ClientUID: 5, Status: 'Filled', Renewal: 'No_Renewal', Items }] });
  const changed = (items: readonly Body[], set: Extract<WhatIfChange, { of: 'order' }>['set']) =>
    applyChanges(filled(items), [{ of: 'order', id: 1, set }]).orders[0]?.status;

  test.each([
    ['more leads are ordered', { qty: 5 }, 'Open'],
    ['as many are ordered', { qty: 4 }, 'Filled'],
    ['it is no longer limited', { constrainQuantity: false }, 'Open'],
    ['another part of it is changed', { renewal: 'On_End' }, 'Filled'],
    ['it is closed as well', { qty: 5, status: 'Closed' }, 'Closed'],
  ] as const)('takes leads again only if it gets room: %s', (_, set, status) => {
    expect(changed([item({ Qty: 4, Price: 40 })], set)).toBe(status);
  });

  test('has room in dollars while a cent is left', () => {
    expect(changed([item({ Qty: 4, Price: 40 })], { qty: null })).toBe('Filled');
    expect(changed([item({ Qty: 4, Price: 40.01 })], { qty: null })).toBe('Open');
  });
});

describe('which sends count for orders', () => {
  const setup = setupOf({
    methods: [{ LeadTypeUID: 1, Status: true }],
    accounts: [
      { ClientUID: 5, DeliveryUID: 1, AccountType: 0, Price: 10, useOrder: true },
      { ClientUID: 5, DeliveryUID: 1, AccountType: 0, Price: 12, useOrder: false },
      { ClientUID: 6, DeliveryUID: 1, AccountType: 0, Price: 10, useOrder: false },
    ],
    orders: [
      {
        ...{ ClientUID: 5, Status: 'Open', Renewal: 'No_Renewal' },
        Items: [
          { ClientOrderItemUID: 1, ClientAccountUID: 1, Qty: 9, SentQty: 4, ConstrainQuantity: true, SentPrice: 40 },
          { ClientOrderItemUID: 2, ClientAccountUID: 0, Qty: 9, SentQty: 2, ConstrainQuantity: true, SentPrice: 20 },
          { ClientOrderItemUID: 3, ClientAccountUID: 2, Qty: 9, SentQty: 3, ConstrainQuantity: true, SentPrice: 36 },
        ],
      },
    ],
  });
  const receivers = new Map([[1, { leadTypeUid: 1 }]]);
  const sold = (clientUid: string, price: number | null, sends: number) => ({
    ...{ connectionId: 1, kind: 'general', clientUid, price, sends },
  });

  test('those of accounts that need one, and those whose account can’t be told if any of the client’s does', () => {
    const of = (...all: ReturnType<typeof sold>[]) => soldToOrders(setup, all, receivers);
    expect(of(sold('5', 10, 3))).toEqual([{ clientUid: 5, clientAccountUid: 1, sends: 3, revenue: 30 }]);
    expect(of(sold('5', 12, 3), sold('6', 10, 3))).toEqual([]);
    expect(of(sold('5', 11, 2), sold('6', 99, 1))).toEqual([
      { clientUid: 5, clientAccountUid: null, sends: 2, revenue: 22 },
    ]);
  });

  test('they are taken off the items for their account or for any, the last first', () => {
    const { orders } = rewindOrders(setup, soldToOrders(setup, [sold('5', 10, 3)], receivers));
    expect(orders[0]?.items.map(({ sentQty, sentPrice }) => [sentQty, sentPrice])).toEqual([
      [3, 30],
      [0, 0],
      [3, 36],
    ]);
  });
});

test('a reported send is of the client’s only account for such leads, or of the only one with its price', () => {
  const { accounts } = setupOf({
    methods: [{ LeadTypeUID: 1, Status: true }],
    accounts: [
      { ClientUID: 5, DeliveryUID: 1, AccountType: 0, Price: 10 },
      { ClientUID: 5, DeliveryUID: 1, AccountType: 0, Price: 12 },
      { ClientUID: 5, DeliveryUID: 1, AccountType: 1, Price: 9 },
      { ClientUID: 6, DeliveryUID: 1, AccountType: 0, Price: 10 },
      { ClientUID: 6, DeliveryUID: 1, AccountType: 0, Price: 10 },
    ],
  });
  const at = (accountType: number, clientUid: string, price: number | null) =>
    placeOfSend(accounts, { leadTypeUid: 1, accountType }, { clientUid, price });
  expect(at(1, '5', null)).toBe(2);
  expect(at(0, '5', 12)).toBe(1);
  expect(at(0, '5', 11)).toBe(-1);
  expect(at(0, '6', 10)).toBe(-1);
  expect(at(0, '7', 10)).toBe(-1);
});
