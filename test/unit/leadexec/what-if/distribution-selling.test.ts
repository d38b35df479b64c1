import { describe, expect, test } from 'vitest';
import { Distribution } from '../../../../src-main/leadexec/what-if/distribution.ts';
import type { SendFact } from '../../../../src-main/leadexec/what-if/model.ts';
import type { ClientAccountUID } from '../../../../src-main/vendors/leadexec/ids.ts';
import { setupOf } from '../../../support/leadexec-distribution.ts';
import { accountOf, bought, engineOf, type Made, NOON, STATE, sell } from './distribution-rules-support.ts';

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
