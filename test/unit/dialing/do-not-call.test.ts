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
      unreadable: 1,
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
      message: `The file ${path}.gone isn't there. Was it moved or renamed?`,
    });
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
