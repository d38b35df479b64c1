import { expect, it } from 'vitest';
import type { CheckedRow } from '../../../../src-preload/contract/index.ts';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import { editCell, moreRows, showRows, useCheckedRows } from '../../../../src-renderer/state/checked-rows.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

function row(n: number, phone = '7275551111'): CheckedRow {
  return { row: n, verdict: 'send', cells: [phone], fields: { phone_number: phone }, issues: [], edited: false };
}

const ALL = { importId: 1, reasonId: null, verdict: null, from: 1 } as const;

it('drops the late answer to a filter that is no longer asked', async () => {
  const late = Promise.withResolvers<{ rows: CheckedRow[]; more: boolean }>();
  setBridge(
    memoryBridge({
      'imports.rows': ({ reasonId }) => (reasonId === 1 ? late.promise : { rows: [row(2)], more: false }),
    }),
  );
  const first = showRows({ ...ALL, reasonId: 1 });
  await showRows({ ...ALL, reasonId: 2 });
  late.resolve({ rows: [row(1)], more: true });
  await first;
  expect(useCheckedRows.getState()).toMatchObject({ filter: { reasonId: 2 }, rows: [{ row: 2 }], more: false });
});

it('begins at a row, and goes on behind the last', async () => {
  const bridge = memoryBridge({
    'imports.rows': ({ after = 0 }) => ({ rows: [row(after + 1), row(after + 2)], more: after < 502 }),
  });
  setBridge(bridge);
  await showRows({ ...ALL, from: 501 });
  moreRows();
  await expect.poll(() => useCheckedRows.getState().rows.map((r) => r.row)).toEqual([501, 502, 503, 504]);
  moreRows();
  expect(bridge.asked).toHaveLength(2);
});

it('shows an edited row as the desk checked it anew', async () => {
  setBridge(
    memoryBridge({
      'imports.rows': () => ({ rows: [row(1, ''), row(2)], more: false }),
      'imports.editRow': ({ row: n, edits }) => row(n, edits.phone_number ?? ''),
    }),
  );
  await showRows(ALL);
  await editCell(1, 1, 'phone_number', '8135550000');
  expect(useCheckedRows.getState().rows.map((r) => r.fields.phone_number)).toEqual(['8135550000', '7275551111']);
});
