import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, type TestDesk } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { check, checkedList, draft, good, pausedConnection, quietDesk, readWhole, writeList } from './support.ts';

describe('the columns of a list', () => {
  test('are remembered by their names, and only by names that the file itself gives', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [good(1)]);
    const { suggestion, columns } = await opened(desk, [good(2), good(3)]);
    expect(suggestion.remembered).toBe(true);
    const { mapping } = suggestion;
    await desk.call('imports.configure', {
      id,
      mapping: { ...mapping, targets: { ...mapping.targets, comments: { from: [2, 3] } } },
    });
    const again = await opened(desk, [good(4)]);
    expect(again.suggestion.mapping.targets.comments).toEqual({ from: [2, 3] });
    expect(
      (await opened(desk, [good(4)], columns.map((name) => ` ${name.toUpperCase()}`).join(','))).suggestion,
    ).toMatchObject({ remembered: true });
    const other = await opened(desk, [`${good(4)},x`], `${columns.join(',')},More`);
    expect(other.suggestion.remembered).toBe(false);

    // Columns without names are called by their number: two such files may hold quite different things.
    const bare = await opened(desk, ['7272000002,Bob,33701'], '7272000001,Ann,33701');
    expect(bare.columns).toEqual(['Column 1', 'Column 2', 'Column 3']);
    await desk.call('imports.configure', { id: bare.id, mapping: bare.suggestion.mapping });
    const swapped = await opened(desk, ['33701,7272000002,Bob'], '33701,7272000001,Ann');
    expect(swapped.suggestion.remembered).toBe(false);
    expect(swapped.suggestion.mapping.targets.phone_number?.from).toEqual([1]);
  });

  async function opened(desk: TestDesk, rows: readonly string[], header?: string) {
    const { id, suggestion, inspection } = await desk.call('imports.open', { path: writeList(rows, header) });
    return { id, suggestion, columns: inspection.columns };
  }
});

describe('a draft', () => {
  test('of the same file again is noticed, and said once more before it is started', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const path = writeList([good(1)]);
    const first = await draft(desk, to, [], { path });
    await check(desk, first);
    const second = await draft(desk, to, [], { path });
    const sameFile = async () => (await desk.call('imports.get', { id: second })).sameFile;
    expect(await sameFile()).toMatchObject([{ id: first, state: 'checked' }]);
    const sentBefore = async () => (await desk.call('imports.summary', { id: second })).warnings.join('\n');
    expect(await sentBefore()).not.toContain('same file');
    await begin(desk, first);
    expect(await sameFile()).toMatchObject([{ id: first, state: 'started' }]);
    expect(await sentBefore()).toContain(`The same file was sent before (import ${first}).`);
  });

  test('is removed with its rows and its upload; the operator’s own file stays', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const uploads = join(desk.dataDir, 'uploads');
    mkdirSync(uploads, { recursive: true });
    const upload = join(uploads, 'sent-up.csv');
    const own = writeList([good(1)]);
    writeFileSync(upload, `Phone\n${good(1).split(',')[1]}\n123\n`);
    for (const path of [upload, own]) {
      const id = await draft(desk, to, [], { path });
      await check(desk, id);
      await desk.call('imports.decideRow', { id, row: 1, decision: 'leave-out' });
      await desk.call('imports.remove', { id });
    }
    expect(existsSync(upload)).toBe(false);
    expect(existsSync(own)).toBe(true);
    for (const table of ['dial_import', 'import_row', 'import_edit', 'import_reason', 'import_issue', 'import_verdict'])
      expect([table, desk.rows(`SELECT * FROM ${table}`)]).toEqual([table, []]);
  });

  test('changed after the check must be checked again before it starts', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [good(1)]);
    const { settings } = await desk.call('imports.get', { id });
    if (!settings) throw new Error('A draft without settings');
    await desk.call('imports.configure', { id, settings: { ...settings, list_id: '102' } });
    await expect(desk.call('imports.start', { id })).rejects.toThrow('only a checked list can be started');
    await check(desk, id);
    readWhole(desk, id);
    expect((await desk.call('imports.summary', { id })).listId).toBe('102');
  });

  test('of what is no list is refused in words, and leaves no draft', async () => {
    const desk = await quietDesk();
    const path = join(testFolder('list'), 'empty.csv');
    writeFileSync(path, '');
    for (const wrong of [path, `${path}.gone`, testFolder('list')])
      await expect(desk.call('imports.open', { path: wrong })).rejects.toMatchObject({ code: 'file', field: 'path' });
    expect(await desk.call('imports.list', {})).toEqual([]);
  });
});
