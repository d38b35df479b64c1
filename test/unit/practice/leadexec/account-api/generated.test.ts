import { expect, it } from 'vitest';
import { generateAccount } from '../../../../../src-main/practice/leadexec/account/generate-account.ts';
import { accountSchema, OPERATORS } from '../../../../../src-main/practice/leadexec/account/model.ts';
import { sampleAccount } from '../../../../../src-main/practice/leadexec/account/sample-account.ts';

const SIZE = { clients: 200, accounts: 600, orders: 100 };

it('a generated account hangs together, and is the same each time', () => {
  const account = accountSchema.parse({ ...sampleAccount('practice'), ...generateAccount(SIZE) });
  expect(account).toMatchObject({ clients: { length: 200 }, deliveryAccounts: { length: 600 } });
  expect(account.clientOrders).toHaveLength(100);
  expect(generateAccount(SIZE)).toEqual(generateAccount(SIZE));
  const clients = new Set(account.clients.map(({ clientUid }) => clientUid));
  const methods = new Map(account.methods.map((one) => [one.deliveryUid, one]));
  const owners = new Map(account.deliveryAccounts.map((one) => [one.clientAccountUid, one.clientUid]));
  for (const one of account.deliveryAccounts) {
    expect(clients.has(one.clientUid)).toBe(true);
    expect(methods.get(one.deliveryUid)).toMatchObject({ clientUid: one.clientUid, leadTypeUid: one.leadTypeUid });
  }
  for (const { clientUid, items } of account.clientOrders) {
    for (const { clientAccountUid } of items) {
      if (clientAccountUid !== null) expect(owners.get(clientAccountUid)).toBe(clientUid);
    }
  }
  const used = new Set(account.deliveryAccounts.flatMap(({ criteria }) => criteria.map(({ operator }) => operator)));
  expect([...used].toSorted()).toEqual(OPERATORS.toSorted());
});

it('the sample has 40 clients, 120 accounts and 30 orders', () => {
  const { clients, deliveryAccounts, clientOrders } = accountSchema.parse(sampleAccount('practice'));
  expect([clients.length, deliveryAccounts.length, clientOrders.length]).toEqual([40, 120, 30]);
});
