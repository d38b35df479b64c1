import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';
import { practiceAccount, practiceAccountDesk } from '../../../support/practice-account-desk.ts';

const CLIENTS = [
  { ClientUID: 1, Status: 'Closed', Username: 'one' },
  { ClientUID: 2, Status: 'Active', Username: 'two' },
];
const accountOf = (client: number) => ({ ClientAccountUID: client * 10, ClientUID: client, Description: 'Auto' });

/** An account that does not give delivery accounts by lead type. */
function answer({ url }: Arrived) {
  const client = /\/delivery\/(\d+)\/accounts$/.exec(url)?.[1];
  if (client !== undefined) return { body: JSON.stringify([accountOf(Number(client))]) };
  if (url.endsWith('/leadtypes')) return { body: '[{"LeadTypeUID":1,"Descriptor":"Auto"}]' };
  if (url.includes('/accounts/all/')) return { status: 400, body: '{"message":"Give a field"}' };
  if (url.includes('/list/active/')) {
    return { body: JSON.stringify({ QueryTotal: 1, Clients: [{ ClientUID: 2, Name: 'Two Ltd' }] }) };
  }
  return { body: JSON.stringify(CLIENTS) };
}

describe('what is read in the background', () => {
  test('are the names of clients, once somebody looks at a list of them', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    const { connectionId } = desk;
    await desk.call('leadexec.open', { connectionId, kind: 'clients' });
    const query = { connectionId, kind: 'clients', text: 'acme' } as const;
    await until(async () => (await desk.call('leadexec.records', query)).total, 'the name is there');
  });

  test('are the accounts client by client, active ones first, where they are not given by lead type', async () => {
    const desk = await accountDesk(answer);
    const { connectionId } = desk;
    await desk.call('leadexec.open', { connectionId, kind: 'accounts' });
    const query = { connectionId, kind: 'accounts' } as const;
    await until(async () => (await desk.call('leadexec.records', query)).readAt, 'all are read');
    const read = desk.arrived().flatMap(({ url }) => /\/delivery\/(\d+)\/accounts$/.exec(url)?.[1] ?? []);
    expect(read).toEqual(['2', '1']);
    const { rows, error } = await desk.call('leadexec.records', query);
    expect(error).toBe(null);
    expect(rows.map(({ values }) => values.ClientName)).toEqual(['one', 'Two Ltd']);
  });

  test('is not read again within the day', async () => {
    const desk = await accountDesk(answer);
    const place = { connectionId: desk.connectionId, kind: 'orders' } as const;
    const named = () => desk.arrived().filter(({ url }) => url.includes('/list/active/')).length;
    await desk.call('leadexec.open', place);
    await until(async () => (named() === 1 ? true : null), 'the names are read');
    const names = { connectionId: desk.connectionId, kind: 'activeClients', parent: 1 } as const;
    await until(async () => (await desk.call('leadexec.records', names)).readAt, 'they are kept');
    await desk.call('leadexec.open', place);
    await desk.call('leadexec.refresh', { connectionId: desk.connectionId, kind: 'leadTypes' });
    expect(named()).toBe(1);
  });
});
