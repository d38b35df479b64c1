import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDesk } from '../support/fault-desk.ts';

it('a lead file that can’t be read is called by the person’s own name for it, not by that of its upload', async () => {
  const desk = await startDesk();
  const path = join(desk.dataDir, 'uploads', '0c1d2e.csv');
  writeFileSync(path, '');
  const called = { path, name: 'Smith leads.csv' };
  const refused = await desk.call('leads.inspectFile', called).catch((error: Error) => error);
  expect(refused).toMatchObject({ code: 'file', message: expect.stringContaining('“Smith leads.csv”') });
  expect(String(refused)).not.toContain('0c1d2e');
  const again = await desk.call('leads.importFile', { ...called, columns: ['phone'] }).catch((error: Error) => error);
  expect(String(again)).toContain('“Smith leads.csv”');
  expect(String(again)).not.toContain('0c1d2e');
});
