import { describe, expect, test } from 'vitest';
import { begin, connect, startDesk, type TestDesk, testDialer } from '../../support/fault-desk.ts';
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

  test('that were canceled, or refused by the dialer, may be sent again', async () => {
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

describe('rows of one file with the same phone', () => {
  const born = (n: number, tel: string, date: string): string => `L${n},${tel},Ann,Example,FL,${date}`;
  const seen = async (desk: TestDesk, id: number) => {
    const { rows } = await desk.call('imports.rows', { id });
    return rows.map(({ verdict, issues }) => {
      const others = issues.filter(({ code }) => code.startsWith('duplicate'));
      return [verdict, ...others.map(({ code, note }) => `${code} ${note}`)].join(' ');
    });
  };

  test('the one that keeps most of its values goes, and both say so', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      born(1, phone(1), 'notadate'),
      born(2, phone(1), '1980-05-06'),
      born(3, phone(1), '1980-05-06'),
      good(4),
    ]);
    expect(await seen(desk, id)).toEqual([
      'duplicate-in-file duplicate-in-file row 2',
      'send duplicate-chosen row 1',
      'duplicate-in-file duplicate-in-file row 2',
      'send',
    ]);
    readWhole(desk, id);
  });

  test('one that is left out makes nobody a duplicate', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      `L1,${phone(1)},Ann,Example,FL,1980-01-02`,
      good(2, phone(1)),
      good(3, phone(1)),
    ]);
    const decide = (row: number, decision: 'leave-out' | 'send' | null) =>
      desk.call('imports.decideRow', { id, row, decision });
    const first = 'duplicate-in-file duplicate-in-file row 1';
    expect(await seen(desk, id)).toEqual(['send', first, first]);
    await decide(1, 'leave-out');
    const left = 'left-out-by-operator duplicate-in-file row 2';
    expect(await seen(desk, id)).toEqual([left, 'send', 'duplicate-in-file duplicate-in-file row 2']);
    readWhole(desk, id);
    // Checked anew the same comes of it, and what is brought back takes its place again.
    await check(desk, id);
    expect(await seen(desk, id)).toEqual([left, 'send', 'duplicate-in-file duplicate-in-file row 2']);
    readWhole(desk, id);
    await decide(1, null);
    expect(await seen(desk, id)).toEqual(['send', first, first]);
    readWhole(desk, id);
  });

  test('one that is left out for an error gives way, and comes back as a duplicate once it is mended', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const leaves = [born(1, phone(1), 'notadate'), born(2, phone(1), '1980-05-06'), born(3, phone(2), 'notadate')];
    leaves.push(good(4), good(5), good(6));
    const id = await draft(desk, to, leaves);
    const { suggestion } = await desk.call('imports.get', { id });
    await desk.call('imports.configure', { id, mapping: { ...suggestion.mapping, unreadable: 'leave-out' } });
    await check(desk, id);
    expect(await seen(desk, id)).toEqual(['error duplicate-in-file row 2', 'send', 'error', 'send', 'send', 'send']);
    const told = await desk.call('imports.reasons', { id });
    expect(told.find(({ code }) => code === 'date-unreadable')?.sentence).toBe(
      '2 rows left out: Date of birth can’t be read as a date',
    );
    await desk.call('imports.editRow', { id, row: 1, edits: { date_of_birth: '1980-05-06' } });
    expect((await seen(desk, id)).slice(0, 3)).toEqual(['send', 'duplicate-in-file duplicate-in-file row 1', 'error']);
    readWhole(desk, id);
  });

  test('over batches: a row of another transaction gives way', async () => {
    const desk = await quietDesk();
    const many = Array.from({ length: 9_000 }, (_, at) => {
      const n = at + 1;
      if (n === 2) return born(n, phone(1_000_000 - 1), 'notadate');
      return n === 8_900 ? born(n, phone(1_000_000 - 1), '1980-05-06') : good(n);
    });
    const id = await checkedList(desk, await pausedConnection(desk), many);
    expect(await counts(desk, id)).toMatchObject({ total: 9_000, send: 8_999, 'duplicate-in-file': 1 });
    const { rows } = await desk.call('imports.rows', { id, verdict: 'duplicate-in-file' });
    expect(rows.map(({ row }) => row)).toEqual([2]);
    readWhole(desk, id);
  });

  test('left out together by one act, the next ones go', async () => {
    const desk = await quietDesk();
    const odd = (n: number, tel: string) => `L${n},${tel},Ann,Example,ZZ,1980-01-02`;
    const id = await checkedList(desk, await pausedConnection(desk), [
      ...Array.from({ length: 450 }, (_, at) => odd(at, phone(at))),
      ...Array.from({ length: 450 }, (_, at) => good(at, phone(at))),
    ]);
    expect(await counts(desk, id)).toMatchObject({ send: 450, 'duplicate-in-file': 450 });
    const { id: reasonId = 0 } =
      (await desk.call('imports.reasons', { id })).find(({ code }) => code === 'state-unknown') ?? {};
    await desk.call('imports.fixReason', { id, reasonId, fix: { act: 'leave-out' } });
    expect(await counts(desk, id)).toMatchObject({ send: 450, 'duplicate-in-file': 0, 'left-out-by-operator': 450 });
    readWhole(desk, id);
    await desk.call('imports.fixReason', { id, reasonId, fix: { act: 'undo' } });
    expect(await counts(desk, id)).toMatchObject({ send: 450, 'duplicate-in-file': 450, 'left-out-by-operator': 0 });
    readWhole(desk, id);
  });
});
