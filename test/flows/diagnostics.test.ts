import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLog } from '../../src-main/platform/log/log.ts';
import { PASSWORD, startDesk } from '../support/fault-desk.ts';
import { unzip } from '../support/unzip.ts';
import { connectBoard, leadIds, synced, testBoard } from './leads-desk.ts';

it('the diagnostics of a desk hold its log and what it is, and nobody’s data', async () => {
  const board = await testBoard({ leads: 60 });
  const desk = await startDesk();
  openLog(join(desk.dataDir, 'logs'), 'core');
  await synced(desk, await connectBoard(desk, board.url, { name: 'Board of Quillfeather' }));
  const ids = await leadIds(desk);
  await desk.call('notes.add', { leadId: ids[0] ?? 0, text: 'call Zachary after six' });
  await desk.call('agents.add', { name: 'Dorothea Planted' });
  const people = await Promise.all(ids.map((id) => desk.call('leads.get', { id })));
  // What goes wrong quotes what it was about.
  await desk.call('desk.pageFailed', {
    where: 'Zachary Quillfeather',
    name: 'Error',
    stack: 'Error: Zachary Quillfeather\n    at show (src-renderer/main.tsx:1:2)',
  });
  const { path, bytes } = await desk.call('desk.saveDiagnostics', {});
  const zip = readFileSync(path);
  expect(zip.length).toBe(bytes);
  const files = await unzip(zip);
  expect([...files.keys()].sort()).toEqual([
    'files.json',
    'logs/core.log',
    'rows.json',
    'schema.json',
    'timings.json',
    'versions.json',
  ]);
  expect(JSON.parse(files.get('rows.json') ?? '{}')).toMatchObject({ lead: 60, lead_note: 1 });
  expect(files.get('logs/core.log')).toContain('src-renderer/main.tsx:1:2');
  const planted = [
    PASSWORD,
    'Quillfeather',
    'Zachary',
    'Dorothea',
    'Planted',
    ...people.flatMap(({ fields, phones, emails }) => [
      `${fields.firstName} ${fields.lastName}`,
      fields.address,
      ...phones.map(({ phone }) => phone),
      ...emails,
    ]),
  ].filter((text) => text.length > 3);
  expect(planted.length).toBeGreaterThan(100);
  const all = [...files.values()].join('\n').toLowerCase();
  expect(planted.filter((text) => all.includes(text.toLowerCase()))).toEqual([]);
});
