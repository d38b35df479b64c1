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

  test('are names that a list says how far they are read of, page by page', async () => {
    const gates: (() => void)[] = [];
    const desk = await accountDesk(async (request) => {
      if (!request.url.includes('/list/active/')) return answer(request);
      await new Promise<void>((open) => gates.push(open));
      const Skip = Number((JSON.parse(request.body) as { Skip: number }).Skip);
      const Clients = Array.from({ length: 100 }, (_, at) => ({
        ClientUID: Skip + at + 1,
        Name: `Client ${Skip + at}`,
      }));
      return { body: JSON.stringify({ QueryTotal: 200, Clients }) };
    });
    const query = { connectionId: desk.connectionId, kind: 'clients' } as const;
    const names = async () => (await desk.call('leadexec.records', query)).names;
    await desk.call('leadexec.open', query);
    await until(async () => (gates.length === 1 ? true : null), 'the first page is asked for');
    expect(await names()).toEqual({ leadType: 1, leadTypes: 1, read: 0, of: null });
    gates[0]?.();
    await until(async () => (gates.length === 2 ? true : null), 'the second page is asked for');
    expect(await names()).toEqual({ leadType: 1, leadTypes: 1, read: 100, of: 200 });
    const orders = await desk.call('leadexec.records', { ...query, kind: 'clientGroups' });
    expect(orders.names).toBe(null);
    gates[1]?.();
    await until(async () => ((await names()) === null ? true : null), 'all names are read');
    const { rows } = await desk.call('leadexec.records', query);
    expect(rows.map(({ values }) => values.Name)).toEqual(['Client 0', 'Client 1']);
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
