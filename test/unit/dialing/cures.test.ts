import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calledByName } from '../../../src-main/dialing/unreadable.ts';
import type { Mapping } from '../../../src-preload/contract/index.ts';
import { fixesOf } from '../../../src-preload/rules/cures.ts';
import { testFolder } from '../../support/fault-list.ts';
import { checkedList, good, pausedConnection, phone, quietDesk } from './support.ts';

const mapping: Mapping = { columns: [], targets: {}, custom: {} };
const flags = (code: string, by: Partial<Mapping> = {}) => fixesOf(code, { ...mapping, ...by }).map(({ flag }) => flag);

describe('what cures a reason', () => {
  test('is another reading of the file, never the one that was chosen', () => {
    expect(flags('date-ambiguous')).toEqual(['--date-order mdy', '--date-order dmy']);
    expect(flags('date-impossible', { dateOrder: 'mdy' })).toEqual(['--date-order dmy']);
    expect(flags('name-split', { fullName: { column: 1, read: 'first-last' } })).toEqual([
      '--full-names last-first',
      '--full-names whole',
    ]);
    expect(flags('extra-cells')).toEqual(['--delimiter, --quote']);
    expect(flags('letters-dropped')).toEqual(['--encoding']);
    expect(flags('phone-empty')).toEqual(['--header-row']);
    expect(flags('on-dnc')).toEqual([]);
  });
});

describe('one value for many rows', () => {
  test('is never a birthday, nor anything else that is each person’s own', async () => {
    const desk = await quietDesk();
    const rows = [1, 2, 3].map((n) => `L${n},${phone(n)},Ann,Example,FL,02/30/1980`);
    const id = await checkedList(desk, await pausedConnection(desk), [...rows, good(4)]);
    const reason = (await desk.call('imports.reasons', { id })).find(({ field }) => field === 'date_of_birth');
    expect(reason).toMatchObject({ code: 'date-impossible', rows: 3 });
    expect(reason?.fixes).not.toContain('set');
    const reasonId = reason?.id ?? 0;
    await expect(
      desk.call('imports.fixReason', { id, reasonId, fix: { act: 'set', value: '1980-01-02' } }),
    ).rejects.toThrow('Date of birth differs for each person, so one value can’t be set for 3 rows at once.');
    await desk.call('imports.fixReason', { id, reasonId, fix: { act: 'clear' } });
    const { rows: now } = await desk.call('imports.rows', { id, limit: 4 });
    expect(now.map(({ fields }) => fields.date_of_birth)).toEqual([undefined, undefined, undefined, '1980-01-02']);
  });
});

describe('the start page', () => {
  test('says once more whom not to call, and where time zones disagree', async () => {
    const desk = await quietDesk();
    await desk.call('dnc.add', { phones: [phone(1), phone(2)] });
    const rows = [good(1), good(2), `L3,${phone(3)},Ann,Example,CA,1980-01-02`, good(4)];
    const id = await checkedList(desk, await pausedConnection(desk), rows);
    await desk.call('imports.decideRow', { id, row: 2, decision: 'send' });
    const { warnings } = await desk.call('imports.summary', { id });
    expect(warnings).toContain('1 row goes despite your do-not-call list or the file’s: you chose to send it anyway.');
    expect(warnings).toContain(
      '1 row sent with a warning: time zones disagree: the dialer may call at the wrong time.',
    );
  });
});

describe('errors about a file', () => {
  test('call it as the person does, not as an upload is called', async () => {
    const desk = await quietDesk();
    const path = join(testFolder('upload'), '0f3a9c.csv');
    writeFileSync(path, '');
    for (const call of [
      () => desk.call('imports.open', { path, name: 'March leads.csv' }),
      () => desk.call('dnc.import', { path, name: 'March leads.csv' }),
    ]) {
      await expect(call()).rejects.toThrow('The file “March leads.csv” is empty');
    }
    expect(calledByName('The file /x/a.csv is empty', { path: '/x/a.csv', name: 'a.csv' })).toContain('/x/a.csv');
  });
});
