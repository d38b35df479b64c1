import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookThroughDates } from '../../../src-main/dialing/read-dates.ts';
import { csvFormat } from '../../../src-preload/contract/csv-format.ts';
import { testFolder } from '../../support/fault-list.ts';

const FORMAT = csvFormat.parse({ encoding: 'utf-8', delimiter: ',', quote: '"', header: true });
const MAPPING = {
  columns: [
    { header: 'Phone', index: 0 },
    { header: 'Born', index: 1 },
  ],
  targets: { phone_number: { from: [0] }, date_of_birth: { from: [1] } },
  custom: {},
};

async function found(dates: readonly string[]) {
  const path = join(testFolder('dates'), 'list.csv');
  const rows = dates.map((date, at) => `727555${1000 + at},${date}`);
  writeFileSync(path, ['Phone,Born', ...rows].join('\r\n'));
  return await lookThroughDates(path, FORMAT, MAPPING, '2026-11-28');
}

const many = (date: string) => Array.from({ length: 3_000 }, () => date);

test.each<[what: string, dates: string[], wanted: object]>([
  ['a proof in the last row', [...many('01/04/1980'), '05/16/1975'], { order: 'mdy', serials: false }],
  ['the other order', [...many('01/04/1980'), '16/05/1975'], { order: 'dmy', serials: false }],
  ['two proofs that contradict each other', ['16/05/1975', '01/04/1980', '05/16/1975'], { serials: false }],
  ['no proof', ['01/04/1980', '02/03/1981'], { serials: false }],
  ['days that a spreadsheet counts', ['29221', '27395', '', 'N/A', '29221.0'], { serials: true }],
  ['numbers of which one is none', ['29221', '27395', '99999'], { serials: false }],
  ['years', ['1980', '1975'], { serials: false }],
  ['dates and numbers', ['29221', '1980-01-01'], { serials: false }],
  ['nothing', ['', ''], { serials: false }],
])('a file’s dates of birth prove: %s', async (_, dates, wanted) => expect(await found(dates)).toEqual(wanted));

test('a file that proves nothing by its first rows is read to its end; one of year-month-day is not', async () => {
  expect(await found([...many('1980-01-04'), ...many('1980-01-04'), '05/16/1975'])).toEqual({ serials: false });
  expect(await found([...many('1980-01-04'), '05/16/1975'])).toEqual({ order: 'mdy', serials: false });
});
