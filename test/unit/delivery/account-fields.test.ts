import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../support/account-desk.ts';
import type { Answering, Arrived } from '../../support/answering-server.ts';

const FIELDS = [
  { LeadFieldUID: 1, LeadTypeUID: 7, Descriptor: 'FirstName', FieldDataType: 'Varchar', Required: true, Status: true },
  {
    LeadFieldUID: 2,
    Descriptor: 'Phone',
    FieldDataType: 8,
    Required: 1,
    Status: 1,
    SpecialBit: 4,
    InvalidChars: '[^0-9]',
  },
  { LeadFieldUID: 3, Descriptor: 'Age', FieldDataType: 'Int', Status: true, Validation: '^(1[89]|[2-9]\\d)$' },
  {
    ...{ LeadFieldUID: 4, Descriptor: 'State', FieldDataType: 'varchar', Status: 'true', Enumerated: true },
    FieldEnums: [
      { Descriptor: 'NV', Priority: 2, Delete: false },
      { Descriptor: 'CA', Priority: 1 },
      { Descriptor: 'XX', Priority: 0, Delete: true },
    ],
  },
  { LeadFieldUID: 5, Descriptor: 'Old', FieldDataType: 'Varchar', Required: true, Status: false },
  { LeadFieldUID: 6, Descriptor: 'Full', FieldDataType: 'Varchar', Status: true, Computed: true, ComputedExpr: 'x' },
  { LeadFieldUID: 7, Descriptor: 'Odd', FieldDataType: 'Geography', Status: true, SpecialBit: 'Moon' },
];

async function connected(answer: (request: Arrived) => Answering = () => ({ body: JSON.stringify(FIELDS) })) {
  const desk = await accountDesk(answer);
  const { call } = desk;
  const receiver = {
    kind: 'receiver',
    name: 'Sales',
    url: 'http://127.0.0.1:9',
    receiver: { vid: 18, lid: 7 },
  } as const;
  const { id } = await call('connections.save', receiver);
  await call('connections.pause', { id });
  const check = async () =>
    (await call('delivery.post', { connectionId: id, leads: [{ FirstName: 'Ann', State: 'TX' }], dryRun: true })).check;
  return { desk, call, id, check };
}

describe('the fields of a receiver’s lead type', () => {
  test('are read from the account that is connected, with what holds for each', async () => {
    const { desk, call, id } = await connected();
    const source = await call('delivery.readAccountFields', { connectionId: id });
    expect(source).toMatchObject({ from: 'account', account: { name: 'Account' }, at: expect.any(Number) });
    expect(desk.arrived().map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v1/leadtypes/7/fields']);
    const fields = await call('delivery.fields', { connectionId: id });
    expect(fields.map(({ name, type, required, contact }) => [name, type, required, contact])).toEqual([
      ['FirstName', 'text', true, false],
      ['Phone', 'text', true, true],
      ['Age', 'integer', false, false],
      ['State', 'text', false, false],
      ['Odd', 'text', false, false],
    ]);
    expect(fields[1]).toMatchObject({ invalidChars: '[^0-9]' });
    expect(fields[2]).toMatchObject({ validation: '^(1[89]|[2-9]\\d)$' });
    expect(fields[3]).toMatchObject({ values: ['CA', 'NV'] });
  });

  test('are read by themselves before leads are checked, once', async () => {
    const { desk, check } = await connected();
    expect((await check()).reasons.map(({ code, field }) => `${code} ${field}`).sort()).toEqual([
      'not-in-values State',
      'required Phone',
    ]);
    await check();
    expect(desk.arrived()).toHaveLength(1);
  });

  test('that somebody brought stay until the account is asked for', async () => {
    const { desk, call, id, check } = await connected();
    await call('delivery.setFields', { connectionId: id, fields: [{ name: 'FirstName', required: true }] });
    expect(await call('delivery.fieldSource', { connectionId: id })).toMatchObject({
      from: 'instructions',
      account: null,
    });
    expect((await check()).reasons).toEqual([]);
    expect(desk.arrived()).toEqual([]);
    await call('delivery.readAccountFields', { connectionId: id });
    expect((await check()).reasons).toHaveLength(2);
  });

  test('hold where the account can’t be reached, and nothing is kept of one that has none', async () => {
    let works = true;
    const { call, id, check } = await connected(() => (works ? { body: JSON.stringify(FIELDS) } : { status: 500 }));
    await call('delivery.readAccountFields', { connectionId: id });
    works = false;
    await expect(call('delivery.readAccountFields', { connectionId: id })).rejects.toThrow(
      'could not be read from Account',
    );
    expect(await call('delivery.fields', { connectionId: id })).toHaveLength(5);
    expect((await check()).reasons).toHaveLength(2);
    const other = await connected(() => ({ body: '[]' }));
    await expect(other.call('delivery.readAccountFields', { connectionId: other.id })).rejects.toThrow(
      'Account has no fields for lead type 7',
    );
    expect((await other.check()).reasons).toEqual([]);
  });

  test('of several accounts are read from the one that is named', async () => {
    const { desk, call, id } = await connected();
    const { url } = desk.server;
    const { id: second } = await call('connections.save', {
      ...{ kind: 'leadexec', name: 'Second', url, user: 'client-2', password: 'other-secret' },
    });
    await expect(call('delivery.readAccountFields', { connectionId: id })).rejects.toThrow('Account, Second');
    const source = await call('delivery.readAccountFields', { connectionId: id, accountId: second });
    expect(source).toMatchObject({ account: { name: 'Second' }, accounts: [{ name: 'Account' }, { name: 'Second' }] });
  });

  test('are said not to be there where no account is connected', async () => {
    const { desk, call, id } = await connected();
    await call('connections.remove', { id: desk.connectionId });
    expect(await call('delivery.fieldSource', { connectionId: id })).toMatchObject({ from: 'nowhere', accounts: [] });
    await expect(call('delivery.readAccountFields', { connectionId: id })).rejects.toThrow(
      'Connect the LeadExec account',
    );
  });
});
