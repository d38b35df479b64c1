import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { receiverField } from '../../../src-preload/contract/index.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';

const FILES = new URL('../../cases/files/', import.meta.url).pathname;

/** What a reading of a file gives, or why it can't be read. */
const read = (reading: Promise<{ rows: number; columns: readonly string[] }>): Promise<unknown> =>
  reading.catch((error: unknown) => (error instanceof Error ? error.message.replace(/^[\w.]+: /, '') : error));

test('what says in a file that there is nothing is posted as nothing, as it is dialed', async () => {
  const desk = await deliveryDesk();
  const { call, connectionId } = desk;
  await call('delivery.setFields', {
    connectionId,
    fields: ['Phone', 'First Name', 'Last Name', 'State', 'ZIP'].map((name) =>
      receiverField.parse({ name, type: { Phone: 'phone', ZIP: 'zip' }[name] }),
    ),
  });
  // 13-excel-na.csv: errors of a spreadsheet; and as a database and a script write it.
  const path = desk.write(
    'nothing.csv',
    `${readFileSync(join(FILES, '13-excel-na.csv'), 'utf8').trimEnd()}\n7025550103,NULL,None,n/a,-\n`,
  );
  const { check } = await call('delivery.post', { connectionId, path, dryRun: true });
  expect(check.sample.toSorted((a, b) => a.row - b.row).map(({ fields }) => fields)).toEqual([
    { Phone: '7275550101', 'Last Name': 'Quill' },
    { Phone: '8135550102', 'First Name': 'Omar', State: 'FL', ZIP: '33602' },
    { Phone: '7025550103' },
  ]);
  expect(check.reasons.every(({ code }) => code === 'placeholder-cleared')).toBe(true);
  expect(check.reasons.reduce((all, { rows }) => all + rows, 0)).toBe(8);
});

test('a lead of the inbox is posted without what its vendor wrote for nothing, and one typed in as it was typed', async () => {
  const desk = await deliveryDesk();
  const { call, connectionId } = desk;
  const { id } = await call('leads.add', {
    fields: { firstName: 'Ann', lastName: 'N/A', phone: '7025550104', city: 'Reno' },
  });
  const inbox = await call('delivery.post', { connectionId, which: { ids: [id] }, dryRun: true });
  expect(inbox.check.sample[0]?.fields).toMatchObject({ FirstName: 'Ann', City: 'Reno' });
  expect(inbox.check.sample[0]?.fields).not.toHaveProperty('LastName');
  const typed = await call('delivery.post', {
    connectionId,
    leads: [{ ...sampleLead(1), LastName: 'N/A' }],
    dryRun: true,
  });
  expect(typed.check.sample[0]?.fields).toMatchObject({ LastName: 'N/A' });
});

test('files as people have them are read for a post as they are for a dial list', async () => {
  const { call, connectionId } = await deliveryDesk();
  const compared: Record<string, { list: unknown; post: unknown }> = {};
  for (const name of readdirSync(FILES)) {
    const path = join(FILES, name);
    const list = await read(
      call('imports.open', { path }).then(({ inspection }) => ({
        rows: inspection.estimatedRows,
        columns: [...inspection.columns],
      })),
    );
    const post = await read(
      call('delivery.post', { connectionId, path, dryRun: true, sendAnyway: ['duplicate-in-file'] }).then(
        ({ check }) => ({ rows: check.rows, columns: check.columns.map(({ header }) => header) }),
      ),
    );
    compared[name] = { list, post };
  }
  expect(Object.keys(compared).length).toBeGreaterThan(25);
  for (const [name, { list, post }] of Object.entries(compared)) expect({ [name]: post }).toEqual({ [name]: list });
});

test('a value and a header that are very long are stored and shown as they are', async () => {
  const desk = await deliveryDesk();
  const { call, connectionId } = desk;
  const header = `Notes ${'n'.repeat(300)}`;
  const path = desk.write('long.csv', `PrimaryPhone,Comments,${header}\n7025550107,${'x'.repeat(200_000)},short\n`);
  const { check } = await call('delivery.post', { connectionId, path });
  expect(check.sample[0]?.fields).toMatchObject({ Comments: 'x'.repeat(200_000), [header]: 'short' });
  const [job] = await desk.settled();
  const { fields } = await call('delivery.timeline', { jobId: job?.id ?? 0 });
  expect(fields).toMatchObject({ Comments: 'x'.repeat(200_000) });
});
