import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { startDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';

const ROWS = 15_000;
const text = (words: string) => ({ filter: leadFilter.parse({ text: words }) });

it('a search is answered in the middle of an import, and finds the rest once that is indexed', async () => {
  const desk = await startDesk();
  const path = join(testFolder('list'), 'people.csv');
  const rows = Array.from({ length: ROWS }, (_, n) => `Zed,Quux${n},zed${n}@quux.test,Reno`);
  writeFileSync(path, ['first,last,email,city', ...rows].join('\n'));
  await desk.call('leads.add', { fields: { firstName: 'Zed', lastName: 'Earlier' } });
  const count = () => desk.rows<{ n: number }>('SELECT count(*) AS n FROM lead')[0]?.n ?? 0;

  const columns = ['firstName', 'lastName', 'email', 'city'];
  const importing = desk.call('leads.importFile', { path, columns });
  await until(() => count() > 4_000, 'the import is under way');
  const before = count();
  const found = await desk.call('leads.open', text('zed'));
  // A portion was under way, and a few more where the answer itself took its time; never all of it.
  expect(count() - before).toBeLessThan(4_000);
  expect(found.count).toBeGreaterThan(0);

  expect((await importing).added).toBe(ROWS);
  await until(async () => (await desk.call('leads.open', text('zed'))).indexing === 0, 'all leads are indexed');
  expect(await desk.call('leads.open', text('quux14999'))).toMatchObject({ count: 1, indexing: 0, upTo: ROWS + 1 });
});
