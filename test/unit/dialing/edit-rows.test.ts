import { describe, expect, test } from 'vitest';
import type { CheckedRow, CommandInput } from '../../../src-preload/contract/index.ts';
import { begin, type TestDesk } from '../../support/fault-desk.ts';
import {
  check,
  checkedList,
  counts,
  good,
  pausedConnection,
  phone,
  quietDesk,
  readWhole,
  reasonId,
} from './support.ts';

const codes = (row: CheckedRow) => row.issues.map(({ code }) => code);
const edit = (desk: TestDesk, id: number, row: number, edits: CommandInput<'imports.editRow'>['edits']) =>
  desk.call('imports.editRow', { id, row, edits });

describe('a row edited in place', () => {
  test('a mended phone makes it go; taken back, it is left out again', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [good(1), good(2, '123')]);
    const mended = await edit(desk, id, 2, { phone_number: '(727) 200-0002' });
    expect(mended).toMatchObject({ row: 2, verdict: 'send', edited: true, fields: { phone_number: phone(2) } });
    expect(mended.cells[1]).toBe('123');
    expect(await counts(desk, id)).toMatchObject({ send: 2, error: 0 });
    expect(readWhole(desk, id).reasons).toEqual({});
    const back = await edit(desk, id, 2, { phone_number: null });
    expect(back).toMatchObject({ verdict: 'error', edited: false });
    expect(codes(back)).toEqual(['phone-short']);
    expect(await counts(desk, id)).toMatchObject({ send: 1, error: 1 });
    expect(readWhole(desk, id).reasons).toEqual({ 'phone-short phone_number': 1 });
  });

  test('a phone that stands in the file, was loaded before, or is on the do-not-call list is found', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const earlier = await checkedList(desk, to, [good(50)]);
    await begin(desk, earlier);
    await desk.call('dnc.add', { phones: [phone(60)] });
    const id = await checkedList(desk, to, [good(1), good(2), good(3), good(4)]);
    const edited = async (row: number, tel: string) => {
      const found = await edit(desk, id, row, { phone_number: tel });
      readWhole(desk, id);
      return { verdict: found.verdict, issues: found.issues.map(({ code, note }) => [code, note]) };
    };
    // Also one that stands in a later row: both can't go.
    expect(await edited(2, phone(4))).toEqual({
      verdict: 'duplicate-in-file',
      issues: [['duplicate-in-file', 'row 4']],
    });
    expect(await edited(2, phone(50))).toEqual({
      verdict: 'duplicate-earlier',
      issues: [['duplicate-earlier', 'row 1 of list.csv']],
    });
    expect(await edited(2, phone(60))).toEqual({ verdict: 'do-not-call', issues: [['on-dnc', undefined]] });
    expect(await edited(2, phone(61))).toEqual({ verdict: 'send', issues: [] });
    expect(await edited(3, phone(61))).toMatchObject({ verdict: 'duplicate-in-file' });
    expect(await counts(desk, id)).toMatchObject({ total: 4, send: 3, 'duplicate-in-file': 1 });
  });

  test('two rows given the same phone at once: one of them goes', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [good(1), good(2), good(3)]);
    await Promise.all([1, 3].map((row) => edit(desk, id, row, { phone_number: phone(77) })));
    expect(await counts(desk, id)).toMatchObject({ send: 2, 'duplicate-in-file': 1 });
    readWhole(desk, id);
  });

  test('edits and decisions survive a new check', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      good(1),
      good(2, '123'),
      good(3, phone(1)),
      good(4),
      good(5),
    ]);
    await edit(desk, id, 2, { phone_number: phone(2), first_name: 'Bea' });
    await desk.call('imports.decideRow', { id, row: 3, decision: 'send' });
    await desk.call('imports.decideRow', { id, row: 4, decision: 'leave-out' });
    // What stood in row 5 now stands nowhere else.
    await edit(desk, id, 5, { phone_number: phone(500) });
    const before = await desk.call('imports.rows', { id });
    const disk = readWhole(desk, id);
    await check(desk, id);
    expect(await desk.call('imports.rows', { id })).toEqual(before);
    expect(readWhole(desk, id)).toEqual(disk);
    expect(before.rows.map(({ verdict }) => verdict)).toEqual(['send', 'send', 'send', 'left-out-by-operator', 'send']);
    expect(before.rows[1]?.fields).toMatchObject({ phone_number: phone(2), first_name: 'Bea' });
  });

  test('the file read in another way: what was typed belongs to rows that are no longer the same', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [good(1), good(2), good(3)]);
    await edit(desk, id, 1, { phone_number: phone(99) });
    const again = await desk.call('imports.reformat', { id, format: { header: false } });
    await desk.call('imports.configure', {
      id,
      mapping: { ...again.suggestion.mapping, targets: { phone_number: { from: [1] } }, custom: {} },
    });
    await check(desk, id);
    const { rows } = await desk.call('imports.rows', { id });
    expect(rows.map(({ fields }) => fields.phone_number)).toEqual([undefined, phone(1), phone(2), phone(3)]);
    expect(rows.map(({ edited }) => edited)).toEqual([false, false, false, false]);
  });

  test('a row that is not there, a list that is not checked, and one that is started are refused', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [good(1)]);
    await expect(edit(desk, id, 9, { first_name: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.call('imports.decideRow', { id, row: 9, decision: null })).rejects.toMatchObject({
      code: 'not-found',
    });
    await desk.call('imports.configure', { id });
    await expect(edit(desk, id, 1, { first_name: 'x' })).rejects.toThrow(
      'list.csv is draft. Rows can be changed only after the check and before the start.',
    );
    await check(desk, id);
    await begin(desk, id);
    for (const refused of [
      () => edit(desk, id, 1, { first_name: 'x' }),
      () => desk.call('imports.decideRow', { id, row: 1, decision: 'leave-out' }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'conflict' });
    }
  });
});

describe('the operator’s word on one row', () => {
  test('anything can be left out, duplicates can be sent, and null leaves it to the check', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [good(1), good(2, phone(1)), good(3, 'abc')]);
    const decide = async (row: number, decision: 'send' | 'leave-out' | null) => {
      const shown = await desk.call('imports.decideRow', { id, row, decision });
      readWhole(desk, id);
      return [shown.verdict, shown.edited];
    };
    expect(await decide(1, 'leave-out')).toEqual(['left-out-by-operator', true]);
    expect(await decide(1, null)).toEqual(['send', false]);
    expect(await decide(2, 'send')).toEqual(['send', true]);
    expect(await decide(2, null)).toEqual(['duplicate-in-file', false]);
    // What can't be sent is not sent by a word.
    expect(await decide(3, 'send')).toEqual(['error', true]);
    expect(await decide(3, 'leave-out')).toEqual(['left-out-by-operator', true]);
  });
});

describe('one act on every row of a reason', () => {
  const MANY = 250;
  const fix = async (desk: TestDesk, id: number, code: string, act: CommandInput<'imports.fixReason'>['fix']) => {
    const { changed } = await desk.call('imports.fixReason', {
      id,
      reasonId: await reasonId(desk, id, code),
      fix: act,
    });
    return { changed, ...readWhole(desk, id) };
  };
  const dated = (n: number) => `L${n},${phone(n)},Ann,Example,FL,1980-13-45`;
  const placed = (n: number) => `L${n},${phone(n)},Ann,Example,Nowhere,1980-01-02`;
  const many = (line: (n: number) => string) => Array.from({ length: MANY }, (_, n) => line(n));

  test('clear and set write the field of all its rows, and the reason is gone', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [...many(dated), good(MANY)]);
    expect(await fix(desk, id, 'date-impossible', { act: 'clear' })).toMatchObject({ changed: MANY, reasons: {} });
    expect(await counts(desk, id)).toMatchObject({ send: MANY + 1, error: 0 });
    const other = await checkedList(desk, to, many(placed));
    const set = await fix(desk, other, 'state-unreadable', { act: 'set', value: 'FL' });
    expect(set).toMatchObject({ changed: MANY, reasons: {} });
    const { rows } = await desk.call('imports.rows', { id: other, after: MANY - 1 });
    expect(rows[0]).toMatchObject({ row: MANY, edited: true, fields: { state: 'FL' } });
  });

  test('set to a value that is as bad keeps the reason and its count', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    // The columns are matched as for a list whose states can be read.
    await checkedList(desk, to, [good(MANY)]);
    const id = await checkedList(desk, to, many(placed));
    const bad = await fix(desk, id, 'state-unreadable', { act: 'set', value: 'Elsewhere' });
    expect(bad).toMatchObject({ changed: MANY, reasons: { 'state-unreadable state': MANY } });
    const undone = await fix(desk, id, 'state-unreadable', { act: 'undo' });
    expect(undone).toMatchObject({ changed: MANY });
    expect(desk.rows('SELECT * FROM import_edit WHERE edits IS NOT NULL')).toEqual([]);
  });

  test('leave-out and its undo', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), many(dated));
    const before = readWhole(desk, id);
    expect((await fix(desk, id, 'date-impossible', { act: 'leave-out' })).verdicts).toEqual({ 5: MANY });
    const { changed, ...after } = await fix(desk, id, 'date-impossible', { act: 'undo' });
    expect(changed).toBe(MANY);
    expect(after).toEqual(before);
  });

  test('send-anyway and its undo', async () => {
    const desk = await quietDesk();
    const id = await checkedList(
      desk,
      await pausedConnection(desk),
      many((n) => good(n, phone(1))),
    );
    expect((await fix(desk, id, 'duplicate-in-file', { act: 'send-anyway' })).verdicts).toEqual({ 0: MANY });
    const undone = await fix(desk, id, 'duplicate-in-file', { act: 'undo' });
    expect(undone.verdicts).toEqual({ 0: 1, 2: MANY - 1 });
  });

  test('send-anyway speaks of its own reason: what another keeps back stays back', async () => {
    const desk = await quietDesk();
    await desk.call('dnc.add', { phones: [phone(1)] });
    const warned = (n: number, tel: string) => `L${n},${tel},Ann,Example,ZZ,1980-01-02`;
    const id = await checkedList(desk, await pausedConnection(desk), [
      warned(1, phone(1)),
      warned(2, phone(2)),
      good(3, phone(1)),
      good(4, phone(2)),
      `L5,123,Ann,Example,FL,1980-01-02`,
    ]);
    const verdictsNow = async () => (await desk.call('imports.rows', { id })).rows.map(({ verdict }) => verdict);
    const checked = ['do-not-call', 'send', 'do-not-call', 'duplicate-in-file', 'error'];
    expect(await verdictsNow()).toEqual(checked);
    // A warning keeps nothing back, so there is nothing to send in spite of it.
    await expect(fix(desk, id, 'state-unknown', { act: 'send-anyway' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await verdictsNow()).toEqual(checked);
    expect((await fix(desk, id, 'duplicate-in-file', { act: 'send-anyway' })).changed).toBe(1);
    expect(await verdictsNow()).toEqual(['do-not-call', 'send', 'do-not-call', 'send', 'error']);
    expect((await fix(desk, id, 'on-dnc', { act: 'send-anyway' })).changed).toBe(2);
    expect(await verdictsNow()).toEqual(['send', 'send', 'send', 'send', 'error']);
  });

  test('undo gives a row the file’s phone back, and sees that it stands in the file twice', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      good(1),
      good(2, phone(1)),
      good(3, phone(1)),
      good(4),
    ]);
    for (const row of [2, 3]) await edit(desk, id, row, { phone_number: phone(4) });
    expect((await fix(desk, id, 'duplicate-in-file', { act: 'undo' })).verdicts).toEqual({ 0: 2, 2: 2 });
  });

  test('a value that changes calling codes finds phones that are the same', async () => {
    const desk = await quietDesk();
    const header = 'Lead Code,Phone,Phone Code,First Name';
    const id = await checkedList(
      desk,
      await pausedConnection(desk),
      [
        `1,${phone(1)},1,Ann`,
        `2,0${phone(1)},abc,Ann`,
        `3,0${phone(2)},abc,Ann`,
        `4,0${phone(2)},abc,Ann`,
        `5,${phone(3)},1,Ann`,
        `6,${phone(4)},1,Ann`,
      ],
      { header },
    );
    expect(await counts(desk, id)).toMatchObject({ send: 3, error: 3 });
    await fix(desk, id, 'phone-code-unreadable', { act: 'set', value: '44' });
    expect(await counts(desk, id)).toMatchObject({ send: 4, error: 0, 'duplicate-in-file': 2 });
  });

  test('is refused where one value can’t stand for many rows, and where the reason is not there', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [good(1, '123'), `${good(2)},more`]);
    for (const code of ['phone-short', 'extra-cells']) {
      await expect(fix(desk, id, code, { act: 'set', value: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(fix(desk, id, code, { act: 'clear' })).rejects.toMatchObject({ code: 'invalid-input' });
    }
    await expect(desk.call('imports.fixReason', { id, reasonId: 4_711, fix: { act: 'undo' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('ends where the list is started meanwhile: what is in the queue is what was shown', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      ...many((n) => `L${n},${phone(n)},Ann,Example,ZZ,1980-01-02`),
      ...Array.from({ length: 2_000 }, (_, n) => good(n, phone(1_000 + n))),
    ]);
    const unknown = await reasonId(desk, id, 'state-unknown');
    const left = desk.call('imports.fixReason', { id, reasonId: unknown, fix: { act: 'leave-out' } });
    const refused = expect(left).rejects.toMatchObject({ code: 'conflict' });
    while (desk.rows(`SELECT 1 FROM import_edit`).length === 0) await new Promise(setImmediate);
    await begin(desk, id);
    await refused;
    expect(readWhole(desk, id).verdicts[5]).toBeLessThan(MANY);
    const found = await desk.call('imports.get', { id });
    expect(found).toMatchObject({ state: 'started', error: null });
    expect(found.jobs.total).toBe(found.rows.send);
    readWhole(desk, id);
  });
});

describe('the list of rows', () => {
  test('pages by reason and by verdict, in the order of the file', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [
      good(1, '1'),
      good(2),
      good(3, '2'),
      good(4),
      good(5, '3'),
    ]);
    const short = await reasonId(desk, id, 'phone-short');
    const page = async (by: Omit<CommandInput<'imports.rows'>, 'id'>) => {
      const { rows, more } = await desk.call('imports.rows', { id, ...by });
      return [rows.map(({ row }) => row), more];
    };
    expect(await page({})).toEqual([[1, 2, 3, 4, 5], false]);
    expect(await page({ limit: 2 })).toEqual([[1, 2], true]);
    expect(await page({ after: 2, limit: 3 })).toEqual([[3, 4, 5], false]);
    expect(await page({ reasonId: short, limit: 2 })).toEqual([[1, 3], true]);
    expect(await page({ reasonId: short, after: 3 })).toEqual([[5], false]);
    expect(await page({ verdict: 'send', limit: 1 })).toEqual([[2], true]);
    expect(await page({ verdict: 'send', after: 2 })).toEqual([[4], false]);
    expect(await page({ verdict: 'do-not-call' })).toEqual([[], false]);
  });
});
