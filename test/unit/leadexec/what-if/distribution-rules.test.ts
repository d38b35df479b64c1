import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../../src-main/leadexec/what-if/distribution.ts';
import {
  type AccountOf,
  bought,
  engineOf,
  HOUR,
  NOON,
  type OrderOf,
  STATE,
  sell,
} from './distribution-rules-support.ts';

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

  test.each(['Pending', 'OnHold', 'Paused', 'Closed', 'Filled'])('an order that is %s accepts no lead', (status) => {
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
