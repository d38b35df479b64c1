import { call } from '../../../bridge/index.ts';
import type { RecordRow, RecordsQuery } from '../../../state/account-records.ts';
import { rowKey } from '../records/record-grid.tsx';

/** The number of rows of one answer. */
const PAGE = 1_000;

/** Every record that matches a query, by its key. */
export async function allMatching(query: RecordsQuery): Promise<ReadonlyMap<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (let from = 0; ; from += PAGE) {
    const { rows, total } = await call('leadexec.records', { ...query, from, count: PAGE });
    for (const row of rows) found.set(rowKey(row), row);
    if (from + PAGE >= total || rows.length === 0) return found;
  }
}
