import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RecordKind, recordKind } from '../../../../src-preload/contract/index.ts';
import { practiceAccount, practiceAccountDesk } from '../../../support/practice-account-desk.ts';

/** Something of each kind in the sample account: whose records are read. */
const PARENT: Partial<Record<RecordKind, number>> = {
  clientValues: 1234,
  activeClients: 1,
  accounts: 1234,
  methods: 1234,
  leadFields: 1,
  categories: 3,
};

describe('the copies of an account', () => {
  test('hold every kind of record, readable without the account', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    for (const kind of recordKind.options.filter((one) => one !== 'campaigns')) await desk.read(kind, PARENT[kind]);
    const campaign = { connectionId: desk.connectionId, kind: 'campaigns', parent: 18, id: 23 } as const;
    expect(await desk.call('leadexec.refresh', campaign)).toMatchObject({ error: null });
    await vendor.close();
    for (const kind of recordKind.options) {
      const { rows, readAt } = await desk.call('leadexec.records', { connectionId: desk.connectionId, kind });
      expect({ kind, some: rows.length > 0, read: readAt !== null }).toEqual({
        ...{ kind, some: true },
        read: kind !== 'campaigns' && !KEPT_BELOW.includes(kind),
      });
      const [row] = rows;
      const one = { connectionId: desk.connectionId, kind, parent: row?.parent ?? 0, id: row?.id ?? 0 };
      expect(JSON.parse((await desk.call('leadexec.record', one))?.record ?? '')).toBeTypeOf('object');
    }
    const deviations = vendor.admin.accountRequests().flatMap((request) => request.deviations);
    expect(deviations).toEqual([]);
  });

  test('are filtered, searched and sorted, with the names of clients', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    await desk.read('clients');
    await desk.read('clientValues', 5679);
    await desk.read('accounts');
    const { connectionId } = desk;
    const acme = await desk.call('leadexec.records', { connectionId, kind: 'accounts', text: 'acme comp' });
    expect(acme.rows.map(({ values }) => values.ClientName)).toEqual(acme.rows.map(() => 'Acme Company'));
    expect(acme.total).toBeGreaterThan(0);
    const open = { field: 'Status', values: ['Open'] };
    const dear = await desk.call('leadexec.records', {
      ...{ connectionId, kind: 'accounts', filters: [open], sort: { field: 'Price', descending: true }, count: 1_000 },
    });
    const prices = dear.rows.map(({ values }) => Number(values.Price));
    expect(prices).toEqual([...prices].sort((a, b) => b - a));
    const tally = await desk.call('leadexec.values', { connectionId, kind: 'accounts', field: 'Status' });
    expect(tally.find(({ value }) => value === 'Open')?.count).toBe(dear.total);
    const page = await desk.call('leadexec.records', { connectionId, kind: 'accounts', from: 10, count: 5 });
    expect(page.rows).toHaveLength(5);
  });

  test('have no password, and it is in no file of the desk', async () => {
    const vendor = await practiceAccount({ secret: 'Quokka-5512' });
    const desk = await practiceAccountDesk(vendor.url, 'Quokka-5512');
    await desk.read('sources');
    await desk.read('accounts', 1234);
    const source = { connectionId: desk.connectionId, kind: 'sources', id: 18 } as const;
    expect(JSON.parse((await desk.call('leadexec.record', source))?.record ?? '')).toMatchObject({
      Password: '[removed]',
    });
    await desk.core.close(0);
    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(readFileSync(join(file.parentPath, file.name)).includes('Quokka-5512'), file.name).toBe(false);
    }
  });

  test('go with their connection', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    await desk.read('clients');
    expect(desk.count('leadexec_record')).toBeGreaterThan(0);
    await desk.call('connections.remove', { id: desk.connectionId });
    await desk.emptied('leadexec_record');
    await desk.emptied('leadexec_read');
  });
});

/** Kinds of which all are never read at once. */
const KEPT_BELOW: readonly RecordKind[] = [
  'clientValues',
  'activeClients',
  'accounts',
  'methods',
  'leadFields',
  'categories',
];
