import { call } from '../../../bridge/index.ts';
import type { RecordRow, RecordsQuery } from '../../../state/account-records.ts';

/** The number of rows of one answer. */
const PAGE = 1_000;

/** The records that match a query, from one place in their order to before another. */
export async function rowsBetween(query: RecordsQuery, from: number, to: number): Promise<readonly RecordRow[]> {
  const found: RecordRow[] = [];
  for (let at = from; at < to; at += PAGE) {
    const { rows, total } = await call('leadexec.records', { ...query, from: at, count: Math.min(PAGE, to - at) });
    found.push(...rows);
    if (rows.length === 0 || at + PAGE >= total) break;
  }
  return found;
}
