import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, connect, startDesk, testDialer } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { checkedList, counts, draft, good, HEADER, pausedConnection, phone, quietDesk } from './support.ts';

const lines = (path: string) => readFileSync(path, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n');

describe('the file of rejects', () => {
  test('holds the file’s own columns, the reason and the vendor’s line, and imports cleanly once mended', async () => {
    const dialer = await testDialer({ world: { dnc: [phone(4)] } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    const id = await checkedList(
      desk,
      to,
      [
        good(1),
        `L2,123,Ann,"=HYPERLINK(""http://x"")",FL,1980-01-02`,
        good(3, phone(1)),
        good(4),
        `L5,${phone(5)},@Ann,"Exa;m, ""ple""",FL,`,
        `L6,${phone(6)}`,
      ],
      { settings: { dnc_check: 'Y' } },
    );
    await desk.call('imports.decideRow', { id, row: 5, decision: 'leave-out' });
    await begin(desk, id);
    await desk.rest();
    const { path, rows } = await desk.call('imports.rejects', { id });
    expect(rows).toBe(4);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [, answer] = desk.rows<{ line: string }>('SELECT vendor_line AS line FROM job ORDER BY id');
    expect(lines(path)).toEqual([
      `${HEADER},Trunkline reason,Vendor line`,
      `L2,123,Ann,"'=HYPERLINK(""http://x"")",FL,1980-01-02,phone shorter than 6 digits (“123”),`,
      `L3,${phone(1)},Ann,Example,FL,1980-01-02,duplicate phone in this file: row 1,`,
      `L4,${phone(4)},Ann,Example,FL,1980-01-02,rejected: ${reasonOf(desk)},${answer?.line}`,
      `L5,${phone(5)},'@Ann,"Exa;m, ""ple""",FL,,left out by the operator,`,
    ]);

    const again = await draft(desk, to, [], { path });
    const { suggestion, inspection } = await desk.call('imports.get', { id: again });
    expect(inspection.columns).toEqual([...HEADER.split(','), 'Trunkline reason', 'Vendor line']);
    expect(suggestion.mapping.targets).toEqual((await desk.call('imports.get', { id })).mapping?.targets);
    await desk.call('imports.check', { id: again });
    const mended = await checkedAgain(desk, again);
    // Row 2 of the first list was delivered; the dialer's own refusal does not count as loaded.
    expect(mended).toMatchObject({ total: 4, error: 1, 'duplicate-earlier': 1, send: 2 });
    await desk.call('imports.editRow', { id: again, row: 1, edits: { phone_number: phone(2) } });
    const { rows: shown } = await desk.call('imports.rows', { id: again });
    // What was defused comes back as it was.
    expect(shown[0]?.fields).toMatchObject({ phone_number: phone(2), vendor_lead_code: 'L2' });
    const asInFile = (row: number, field: string) => shown[row]?.issues.findLast((one) => one.field === field)?.before;
    expect(asInFile(0, 'last_name')).toBe('=HYPERLINK("http://x")');
    expect(asInFile(3, 'first_name')).toBe('@Ann');
    expect(shown[3]?.fields).toMatchObject({ first_name: 'Ann', last_name: 'Exa m ple' });
  });

  function reasonOf(desk: { rows: <R>(sql: string) => R[] }): string {
    return desk.rows<{ reason: string }>(`SELECT reason FROM job WHERE state = 'rejected'`)[0]?.reason ?? '';
  }

  async function checkedAgain(desk: Parameters<typeof counts>[0], id: number) {
    while ((await desk.call('imports.get', { id })).state === 'checking') await new Promise(setImmediate);
    return await counts(desk, id);
  }

  test('of a list that has not been started holds what is left out, many rows, where it is told', async () => {
    const desk = await quietDesk();
    const many = Array.from({ length: 2_100 }, (_, n) => good(n, '12'));
    const id = await checkedList(desk, await pausedConnection(desk), [...many, good(1)]);
    const path = join(testFolder('rejects'), 'out.csv');
    expect(await desk.call('imports.rejects', { id, path })).toEqual({ path, rows: 2_100 });
    expect(lines(path)).toHaveLength(2_101);
    await expect(desk.call('imports.rejects', { id, path: '/no/such/folder/out.csv' })).rejects.toMatchObject({
      code: 'file',
      field: 'path',
    });
  });
});
