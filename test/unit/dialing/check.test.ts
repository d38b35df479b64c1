import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verdicts } from '../../../src-preload/contract/index.ts';
import type { TestDesk } from '../../support/fault-desk.ts';
import { until } from '../../support/fault-until.ts';
import {
  check,
  checkEnds,
  checkedList,
  checkWith,
  counts,
  draft,
  good,
  HEADER,
  pausedConnection,
  phone,
  quietDesk,
  readWhole,
  writeList,
} from './support.ts';

/** More than one batch of the checker (4,000 rows), and many transactions of the core. */
const ROWS = 4_300;

/** What the n-th row (from 1) is, and what must become of it. */
function plan(n: number): { line: string; verdict: keyof typeof verdicts; codes: string[] } {
  if (n === 4_201) return { line: good(n, phone(3)), verdict: 'duplicate-in-file', codes: ['duplicate-in-file'] };
  if (n % 50 === 0 && plan(n - 1).verdict === 'send' && plan(n - 1).codes !== MESSY)
    return { line: good(n, phone(n - 1)), verdict: 'duplicate-in-file', codes: ['duplicate-in-file'] };
  if (n % 41 === 0) return { line: good(n, '123'), verdict: 'error', codes: ['phone-short'] };
  if (n % 97 === 0) return { line: good(n, phone(900_000)), verdict: 'do-not-call', codes: ['on-dnc'] };
  if (n % 13 === 0) return { line: `L${n},${phone(n)},José,Example,Nowhere,1980-13-45`, verdict: 'send', codes: MESSY };
  if (n % 11 === 0)
    return {
      line: `L${n},${phone(n)},Ann,"Exa\nmple",ZZ,1980-01-02`,
      verdict: 'send',
      codes: ['lines-joined', 'state-unknown'],
    };
  return { line: good(n), verdict: 'send', codes: [] };
}
const MESSY = ['accents-folded', 'date-impossible', 'state-unreadable'];
const plans = Array.from({ length: ROWS }, (_, at) => plan(at + 1));
const lines = plans.map(({ line }) => line);

const stored = (desk: TestDesk, id: number) =>
  desk.rows<{ n: number }>('SELECT checked_to AS n FROM dial_import WHERE id = ?', id)[0]?.n ?? 0;

describe('a check', () => {
  test('stores every row in order with its verdict, reasons and counts, over batches and transactions', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    await desk.call('dnc.add', { phones: [phone(900_000)] });
    const id = await checkedList(desk, to, lines);
    const { rows, reasons } = readWhole(desk, id);
    expect(rows).toHaveLength(ROWS);
    let seenListed = 0;
    for (const [at, { verdict, codes }] of plans.entries()) {
      const row = rows[at];
      const found = (JSON.parse(row?.issues ?? '[]') as { code: string }[]).map(({ code }) => code);
      // The listed phone comes again and again: from its second row on it is a duplicate too.
      const also = verdict === 'do-not-call' && seenListed++ > 0 ? ['duplicate-in-file'] : [];
      const expected = { row: at + 1, verdict: verdicts[verdict], codes: [...codes, ...also].sort() };
      expect({ row: row?.row, verdict: row?.verdict, codes: found.sort() }).toEqual(expected);
      expect(row?.record).toContain(`L${at + 1},`);
    }
    expect(rows[49]?.issues).toContain('row 49');
    expect(rows[4_200]?.issues).toContain('"row 3"');
    const dnc = plans.filter(({ verdict }) => verdict === 'do-not-call').length;
    expect(await counts(desk, id)).toMatchObject({ total: ROWS, 'do-not-call': dnc, 'duplicate-earlier': 0 });
    expect(reasons['on-dnc phone_number']).toBe(dnc);

    const told = await desk.call('imports.reasons', { id });
    expect(Object.fromEntries(told.map((one) => [`${one.code} ${one.field}`, one.rows]))).toEqual(reasons);
    const order = ['error', 'change', 'warning'];
    const sorted = told.toSorted(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.rows - a.rows || 0,
    );
    expect(told).toEqual(sorted);
  });

  test.each([
    ['in the middle of a batch', 500],
    ['between two batches', 4_000],
  ])('that a stop interrupts %s goes on behind the last stored row and ends the same', async (_, from) => {
    const whole = await quietDesk();
    const listed = { phones: [phone(900_000)] };
    await whole.call('dnc.add', listed);
    const expected = readWhole(whole, await checkedList(whole, await pausedConnection(whole), lines));

    const { promise: closed, resolve: closing } = Promise.withResolvers<Promise<void>>();
    const desk = await quietDesk({
      checker: checkWith(async (batch) => {
        if (batch.firstRow + batch.records.length <= from) return;
        while (stored(desk, id) < from) await new Promise(setImmediate);
        // From here on nothing more is stored, though the batch goes on.
        closing(desk.core.close());
      }),
    });
    const { dataDir, secrets } = desk;
    await desk.call('dnc.add', listed);
    const id = await draft(desk, await pausedConnection(desk), lines);
    await desk.call('imports.check', { id });
    await closed;
    const reached = stored(desk, id);
    expect(reached).toBeGreaterThanOrEqual(from);
    expect(reached).toBeLessThan(ROWS);
    readWhole(desk, id);
    await desk.close();

    const firstRows: number[] = [];
    const checker = checkWith(async (batch) => void firstRows.push(batch.firstRow));
    const again = await quietDesk({ dataDir, secrets, checker });
    expect(await checkEnds(again, id)).toMatchObject({ state: 'checked', error: null });
    expect(firstRows[0]).toBe(reached + 1);
    expect(readWhole(again, id)).toEqual(expected);
  });

  test('that starts by itself does so after a stop too', async () => {
    const { promise: closed, resolve: closing } = Promise.withResolvers<Promise<void>>();
    const desk = await quietDesk({
      checker: checkWith(async () => {
        while (stored(desk, id) === 0) await new Promise(setImmediate);
        closing(desk.core.close());
      }),
    });
    const { dataDir, secrets } = desk;
    const id = await draft(desk, await pausedConnection(desk), lines);
    await desk.call('imports.check', { id, thenStart: true });
    await closed;
    await desk.close();
    const again = await quietDesk({ dataDir, secrets });
    const started = await until(async () => {
      const found = await again.call('imports.get', { id });
      return found.state === 'started' ? found : null;
    }, 'the list is started');
    expect(started.jobs.total).toBe(started.rows.send);
    expect(started.jobs.held).toBe(started.rows.send);
  });

  test('a canceled check leaves a draft, which can be checked again', async () => {
    const gate = Promise.withResolvers<void>();
    const desk = await quietDesk({ checker: checkWith(() => gate.promise) });
    const id = await draft(desk, await pausedConnection(desk), lines.slice(0, 700));
    await desk.call('imports.check', { id });
    await until(() => stored(desk, id) > 0, 'some rows are stored');
    await expect(desk.call('imports.check', { id })).rejects.toThrow('list.csv is already checking.');
    await expect(desk.call('imports.configure', { id })).rejects.toThrow('it can’t be changed anymore');
    expect(await desk.call('imports.cancel', { id })).toEqual({ cancelled: 0 });
    expect((await desk.call('imports.get', { id })).state).toBe('draft');
    gate.resolve();
    expect(await check(desk, id)).toMatchObject({ state: 'checked' });
    expect(readWhole(desk, id).rows).toHaveLength(700);
  });

  test('needs a dialer, its settings and the column of the phone, and says which is missing', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const { id, suggestion } = await desk.call('imports.open', { path: writeList([good(1)]) });
    const refused = (field: string) =>
      expect(desk.call('imports.check', { id })).rejects.toMatchObject({ code: 'invalid-input', field });
    await refused('connectionId');
    await desk.call('imports.configure', { id, connectionId: to });
    await refused('settings');
    await desk.call('imports.configure', { id, settings: { ...(await settingsOf(desk, to)) } });
    await refused('mapping');
    const { phone_number: _, ...others } = suggestion.mapping.targets;
    await desk.call('imports.configure', { id, mapping: { ...suggestion.mapping, targets: others } });
    await refused('mapping');
    await desk.call('imports.configure', { id, mapping: suggestion.mapping });
    expect((await check(desk, id)).state).toBe('checked');
  });
});

async function settingsOf(desk: TestDesk, to: number) {
  const { settings } = await desk.call('imports.get', { id: await draft(desk, to, [good(1)]) });
  if (!settings) throw new Error('A draft without settings');
  return settings;
}

describe('a file that is not the one that was opened', () => {
  test('longer or gone: the check fails in words, and goes well once it is opened again', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const path = writeList([good(1), good(2)]);
    const id = await draft(desk, to, [], { path });
    writeFileSync(path, `${HEADER}\n${good(1)}\n${good(2)}\n${good(3)}\n`);
    expect(await check(desk, id)).toMatchObject({
      state: 'failed',
      error: `${path} has changed since it was opened. Open it again so that the preview matches what is sent.`,
    });
    expect((await check(desk, await draft(desk, to, [], { path }))).rows.send).toBe(3);
    rmSync(path);
    expect(await check(desk, id)).toMatchObject({
      state: 'failed',
      error: `The file ${path} doesn’t exist. Was it moved or renamed?`,
    });
  });

  test('changed to the same size while a check was interrupted: fails rather than mixing two files', async () => {
    const { promise: closed, resolve: closing } = Promise.withResolvers<Promise<void>>();
    const desk = await quietDesk({
      checker: checkWith(async () => {
        while (stored(desk, id) === 0) await new Promise(setImmediate);
        closing(desk.core.close());
      }),
    });
    const { dataDir, secrets } = desk;
    const path = writeList(lines);
    const id = await draft(desk, await pausedConnection(desk), [], { path });
    await desk.call('imports.check', { id });
    await closed;
    await desk.close();
    writeFileSync(path, `${[HEADER, ...lines].join('\n').replace('Ann', 'Eve')}\n`);
    const again = await quietDesk({ dataDir, secrets });
    const found = await checkEnds(again, id);
    expect(found).toMatchObject({ state: 'failed', error: expect.stringContaining('has changed since it was opened') });
    expect(found.rows.total).toBeLessThan(ROWS);
  });
});
