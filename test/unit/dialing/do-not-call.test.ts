import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src-preload/contract/index.ts';
import { begin, connect, startDesk, type TestDesk, testDialer } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { checkedList, counts, good, pausedConnection, phone, quietDesk, reasonId } from './support.ts';

const listed = async (desk: TestDesk, text = '') =>
  (await desk.call('dnc.list', { text })).phones.map((one) => one.phone);

describe('the do-not-call list', () => {
  test('takes phones in any format, tells which it knew, and gives back what it can’t read', async () => {
    const desk = await quietDesk({ sends: false });
    const added = await desk.call('dnc.add', {
      phones: ['(727) 200-0001', '+1 727 200 0002', 'abc', '7272000001', ''],
    });
    expect(added).toEqual({ added: 2, known: 1, unreadable: ['abc', ''] });
    expect(await desk.call('dnc.list', {})).toMatchObject({
      phones: [
        { phone: phone(1), source: 'typed in' },
        { phone: phone(2), source: 'typed in' },
      ],
      more: false,
      total: 2,
    });
    expect(await desk.call('dnc.remove', { phones: [phone(1), '999'] })).toEqual({ removed: 1 });
    expect(await listed(desk)).toEqual([phone(2)]);
  });

  test('pages, and finds a part of a number', async () => {
    const desk = await quietDesk({ sends: false });
    await desk.call('dnc.add', { phones: [1, 2, 3, 10_004, 10_005].map(phone) });
    const first = await desk.call('dnc.list', { limit: 3 });
    expect(first).toMatchObject({ more: true, total: 5 });
    const after = first.phones.at(-1)?.phone ?? '';
    expect((await desk.call('dnc.list', { limit: 3, after })).phones).toHaveLength(2);
    expect(await listed(desk, '201-000')).toEqual([phone(10_004), phone(10_005)]);
  });

  test('is taken from a file: of several columns the one that holds phones', async () => {
    const desk = await quietDesk({ sends: false });
    const path = join(testFolder('dnc'), 'dnc.csv');
    writeFileSync(
      path,
      `Name;City;Telephone;Since\n${[
        `Ann;Tampa;(727) 200-0001;2024`,
        `Bob;;+17272000002;2023`,
        `Cid;Miami;none;2024`,
        `Dan;Tampa;727-200-0001;2022`,
      ].join('\n')}\n`,
    );
    expect(await desk.call('dnc.import', { path, name: 'the state’s list' })).toEqual({
      added: 2,
      known: 1,
      removed: 0,
      kept: 0,
      mayCall: 0,
      unreadable: 1,
      refused: [{ row: 3, value: 'none', why: 'no phone' }],
      column: 'Telephone',
    });
    expect((await desk.call('dnc.list', {})).phones[0]).toMatchObject({ phone: phone(1), source: 'the state’s list' });
  });

  test('is taken from a file of bare numbers, more than one transaction’s worth', async () => {
    const desk = await quietDesk({ sends: false });
    const path = join(testFolder('dnc'), 'bare.txt');
    writeFileSync(path, Array.from({ length: 2_500 }, (_, n) => phone(n)).join('\r\n'));
    expect(await desk.call('dnc.import', { path })).toMatchObject({ added: 2_500, known: 0, unreadable: 0 });
    expect((await desk.call('dnc.list', { limit: 1 })).total).toBe(2_500);
  });

  test('a file without phones, and one that is not there, are refused in words', async () => {
    const desk = await quietDesk({ sends: false });
    const path = join(testFolder('dnc'), 'names.csv');
    writeFileSync(path, 'Name,City\nAnn,Tampa\n');
    await expect(desk.call('dnc.import', { path, name: 'names.csv' })).rejects.toMatchObject({
      code: 'file',
      message: 'No column of names.csv holds phone numbers in its first rows.',
    });
    await expect(desk.call('dnc.import', { path: `${path}.gone` })).rejects.toMatchObject({
      code: 'file',
      message: `The file ${path}.gone doesn’t exist. Was it moved or renamed?`,
    });
  });
});

describe('a do-not-call file', () => {
  const imported = async (desk: TestDesk, content: string) => {
    const path = join(testFolder('dnc'), 'registry.txt');
    writeFileSync(path, content);
    return await desk.call('dnc.import', { path, name: 'registry.txt' });
  };

  test.each([
    ['area code and number, no header', '727,2000001\r\n727,2000002\r\n'],
    ['area code and number, with a header', 'Area Code,Phone Number\n727,200-0001\n727,200-0002\n'],
    ['number before area code', 'Number,NPA\n2000001,727\n2000002,727\n'],
    ['area code, exchange and line', '727,200,0001\n727,200,0002\n'],
    ['every phone column', 'Name,Home Phone,Mobile\nAnn,7272000001,\nBob,,(727) 200-0002\n'],
    ['two phones in a cell', 'Phone\n727-200-0001; 727-200-0002\n727-200-0001\n'],
    ['calling codes and an extension', 'Phone\n+1 727 200 0001\n1-727-200-0002 ext 5\n'],
    ['a calling code in a column of its own', 'Country Code,Phone\n1,7272000001\n1,7272000002\n'],
    ['a column that says who wants no calls', 'Phone,Do Not Call\n7272000001,Yes\n7272000002,Y\n7272000003,No\n'],
    ['a change list of additions', '727,2000001,A,2026-01-02\n727,2000002,A,2026-01-02\n'],
    ['a name for it that nobody knows', 'Nummer des Anschlusses X,Since\n7272000001,2024\n7272000002,2023\n'],
  ])('is read: %s', async (_, content) => {
    const desk = await quietDesk({ sends: false });
    await imported(desk, content);
    expect(await listed(desk)).toEqual([phone(1), phone(2)]);
  });

  test.each([
    ['727,2000001,D,2026-01-02\n727,2000002,A,2026-01-02\n'],
    ['Phone,Action\n7272000001,Delete\n7272000002,Add\n'],
    ['Phone,Change Type\n7272000001,remove\n7272000002,add\n'],
    ['Area Code,Phone Number,A/D Flag,Date\n727,2000001,D,20260102\n727,2000002,A,20260102\n'],
  ])('deletes what a change list deletes: %j', async (changes) => {
    const desk = await quietDesk({ sends: false });
    await imported(desk, '727,2000001\n727,2000003\n');
    expect(await imported(desk, changes)).toMatchObject({ added: 1, removed: 1, kept: 0 });
    expect(await listed(desk)).toEqual([phone(2), phone(3)]);
  });

  test('never deletes what a person asked of this desk', async () => {
    const desk = await quietDesk({ sends: false });
    await desk.call('dnc.add', { phones: [phone(1)] });
    expect(await imported(desk, '727,2000001,D\n727,2000002,D\n')).toMatchObject({ added: 0, removed: 0, kept: 1 });
    expect(await listed(desk)).toEqual([phone(1)]);
  });

  test('of seven digits is refused as a whole, and says what to do; of some, with their rows', async () => {
    const desk = await quietDesk({ sends: false });
    for (const content of ['2000001\n2000002\n', 'Phone\n200-0001\n200-0002\n']) {
      await expect(imported(desk, content)).rejects.toMatchObject({
        code: 'file',
        message: expect.stringMatching(
          /^Nothing of registry.txt was added. None of its 2 entries is a full number.*area code/s,
        ),
      });
    }
    expect(await imported(desk, 'Phone\n7272000001\n200-0002\n')).toMatchObject({
      added: 1,
      unreadable: 1,
      refused: [{ row: 2, value: '200-0002' }],
    });
    expect(await desk.call('dnc.add', { phones: ['200-0003'] })).toEqual({
      added: 0,
      known: 0,
      unreadable: ['200-0003'],
    });
    expect(await listed(desk)).toEqual([phone(1)]);
  });
});

describe('a list with phones that must not be called', () => {
  test('leaves them out at the check; the operator may send them in spite of it', async () => {
    const desk = await quietDesk();
    await desk.call('dnc.add', { phones: [phone(1), phone(2)] });
    const id = await checkedList(desk, await pausedConnection(desk), [good(1), good(2), good(3)]);
    expect(await counts(desk, id)).toMatchObject({ send: 1, 'do-not-call': 2 });
    await desk.call('imports.decideRow', { id, row: 2, decision: 'send' });
    expect(await counts(desk, id)).toMatchObject({ send: 2, 'do-not-call': 1 });
    await desk.call('imports.fixReason', {
      id,
      reasonId: await reasonId(desk, id, 'on-dnc'),
      fix: { act: 'send-anyway' },
    });
    expect(await counts(desk, id)).toMatchObject({ send: 3, 'do-not-call': 0 });
  });

  test('listed after the start they are held, but for those the operator sends though they are listed', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await desk.call('connections.pause', { id: to });
    await desk.call('dnc.add', { phones: [phone(1)] });
    const id = await checkedList(desk, to, [good(1), good(2), good(3), good(4, phone(2))]);
    await desk.call('imports.decideRow', { id, row: 1, decision: 'send' });
    // Of this one the operator has said that it is to go twice, not that it is to go though it must not be called.
    await desk.call('imports.decideRow', { id, row: 4, decision: 'send' });
    await begin(desk, id);
    await desk.call('dnc.add', { phones: [phone(2)] });
    await desk.call('connections.resume', { id: to });
    await desk.rest();
    const { jobs } = await desk.call('jobs.list', { order: 'oldest' });
    const byRow = jobs.toSorted((a: Job, b: Job) => a.row - b.row).map(({ row, state }) => [row, state]);
    expect(byRow).toEqual([
      [1, 'delivered'],
      [2, 'held'],
      [3, 'delivered'],
      [4, 'held'],
    ]);
    expect(dialer.admin.attempts(phone(1))).toBe(1);
    expect(dialer.admin.attempts(phone(2))).toBe(0);
    const held = jobs.filter(({ state }) => state === 'held').map(({ reason }) => reason);
    expect(new Set(held)).toEqual(new Set(['The phone is on your do-not-call list']));
  });
});
