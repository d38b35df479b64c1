import { describe, expect, test } from 'vitest';
import { begin, connect, startDesk, testDialer } from '../../support/fault-desk.ts';
import { until } from '../../support/fault-until.ts';
import { check, checkedList, counts, draft, good, pausedConnection, phone, quietDesk, readWhole } from './support.ts';

const three = [good(1), good(2), good(3)];

describe('phones that were loaded before', () => {
  test('into the same list of the same dialer are left out, and the row says where; elsewhere they are not', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const other = await pausedConnection(desk, 'Other dialer');
    await begin(desk, await checkedList(desk, to, three));
    const same = await checkedList(desk, to, [good(9), good(2), good(3)]);
    expect(await counts(desk, same)).toMatchObject({ send: 1, 'duplicate-earlier': 2 });
    const { rows } = await desk.call('imports.rows', { id: same, verdict: 'duplicate-earlier' });
    expect(rows.map(({ issues }) => issues.map(({ note }) => note))).toEqual([
      ['row 2 of list.csv'],
      ['row 3 of list.csv'],
    ]);
    readWhole(desk, same);
    const elsewhere = await checkedList(desk, to, three, { settings: { list_id: '102' } });
    expect(await counts(desk, elsewhere)).toMatchObject({ send: 3 });
    expect(await counts(desk, await checkedList(desk, other, three))).toMatchObject({ send: 3 });
  });

  test('count only once they are handed over', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, three);
    await desk.call('imports.decideRow', { id, row: 1, decision: 'leave-out' });
    expect(await counts(desk, await checkedList(desk, to, three))).toMatchObject({ send: 3 });
    await begin(desk, id);
    expect(await counts(desk, await checkedList(desk, to, three))).toMatchObject({ send: 1, 'duplicate-earlier': 2 });
  });

  test('and were called off, or refused by the dialer, may go again', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, three);
    await begin(desk, id);
    expect(await desk.call('imports.cancel', { id })).toEqual({ cancelled: 3 });
    expect(await counts(desk, await checkedList(desk, to, three))).toMatchObject({ send: 3 });

    const dialer = await testDialer({ world: { dnc: [phone(2)] } });
    const sending = await startDesk();
    const at = await connect(sending, { url: dialer.url });
    await begin(sending, await checkedList(sending, at, three, { settings: { dnc_check: 'Y' } }));
    expect((await sending.rest()).counts).toMatchObject({ delivered: 2, rejected: 1 });
    const again = await checkedList(sending, at, three);
    expect(await counts(sending, again)).toMatchObject({ send: 1, 'duplicate-earlier': 2 });
    const { rows } = await sending.call('imports.rows', { id: again, verdict: 'send' });
    expect(rows.map(({ row }) => row)).toEqual([2]);
  });
});

describe('two lists with the same phones', () => {
  test('checked at once: the second to start leaves out what the first has loaded', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const first = await draft(desk, to, [good(1), good(2), good(3)]);
    const second = await draft(desk, to, [good(3), good(4), good(5, phone(1)), good(6, phone(2))]);
    await Promise.all([check(desk, first), check(desk, second)]);
    expect(await counts(desk, first)).toMatchObject({ send: 3 });
    expect(await counts(desk, second)).toMatchObject({ send: 4 });
    await desk.call('imports.decideRow', { id: second, row: 4, decision: 'send' });
    await begin(desk, first);
    await begin(desk, second);
    expect(await counts(desk, second)).toMatchObject({ send: 2, 'duplicate-earlier': 2 });
    const found = await desk.call('imports.get', { id: second });
    expect(found).toMatchObject({ state: 'started', error: null, jobs: { total: 2 } });
    const { rows } = await desk.call('imports.rows', { id: second });
    // Row 4 goes in spite of it, since the operator has said so.
    expect(rows.map(({ verdict }) => verdict)).toEqual(['duplicate-earlier', 'send', 'duplicate-earlier', 'send']);
    expect(rows[2]?.issues).toMatchObject([{ code: 'duplicate-earlier', note: 'row 1 of list.csv' }]);
    readWhole(desk, second);
  });

  test('started at once: each phone goes once', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    // More than one portion each, and in opposite orders.
    const many = Array.from({ length: 2_100 }, (_, n) => good(n));
    const ids = [await checkedList(desk, to, many), await checkedList(desk, to, many.toReversed())];
    for (const id of ids) await desk.call('imports.start', { id });
    await until(
      async () => (await desk.call('imports.list', {})).every(({ state }) => state === 'started'),
      'both are started',
    );
    expect(desk.rows('SELECT count(*) AS jobs, count(DISTINCT lane) AS phones FROM job')).toEqual([
      { jobs: 2_100, phones: 2_100 },
    ]);
    let queued = 0;
    for (const id of ids) {
      const { rows, jobs, error } = await desk.call('imports.get', { id });
      expect({ error, total: jobs.total }).toEqual({ error: null, total: rows.send });
      queued += rows['duplicate-earlier'];
      readWhole(desk, id);
    }
    expect(queued).toBe(2_100);
  });
});
