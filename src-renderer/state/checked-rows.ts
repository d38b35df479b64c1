import { create } from 'zustand';
import type { CheckedRow, Verdict } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';

export interface RowFilter {
  readonly importId: number;
  readonly reasonId: number | null;
  readonly verdict: Verdict | null;
  /** The first row of the file to show; 1 is the first. */
  readonly from: number;
}

interface CheckedRows {
  readonly filter: RowFilter | null;
  readonly rows: readonly CheckedRow[];
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: string | null;
}

/** The rows of a checked import that the table shows, page by page. */
export const useCheckedRows = create<CheckedRows>(() => ({
  filter: null,
  rows: [],
  more: false,
  loading: false,
  error: null,
}));

const PAGE = 200;
let asking = 0;

/** Shows the rows that match a filter, from the first on. The previous rows stay until the new ones are loaded. */
export function showRows(filter: RowFilter): Promise<void> {
  return fetchRows(filter, filter.from - 1, []);
}

/** Loads the page after the last row. */
export function moreRows(): void {
  const { filter, rows, more, loading } = useCheckedRows.getState();
  if (filter !== null && more && !loading) void fetchRows(filter, rows.at(-1)?.row ?? 0, rows);
}

/** Loads as many rows as are shown again, after an action on many of them. */
export async function rereadRows(): Promise<void> {
  const { filter, rows } = useCheckedRows.getState();
  if (filter !== null) await fetchRows(filter, filter.from - 1, [], Math.min(500, Math.max(PAGE, rows.length)));
}

async function fetchRows(filter: RowFilter, after: number, before: readonly CheckedRow[], limit = PAGE): Promise<void> {
  const ticket = ++asking;
  useCheckedRows.setState({ loading: true, error: null });
  try {
    const page = await call('imports.rows', {
      id: filter.importId,
      reasonId: filter.reasonId,
      verdict: filter.verdict,
      after,
      limit,
    });
    if (ticket !== asking) return;
    useCheckedRows.setState({ filter, rows: [...before, ...page.rows], more: page.more, loading: false });
  } catch (thrown) {
    if (ticket === asking) useCheckedRows.setState({ loading: false, error: errorMessage(thrown) });
  }
}

function put(row: CheckedRow): void {
  useCheckedRows.setState(({ rows }) => ({ rows: rows.map((r) => (r.row === row.row ? row : r)) }));
}

/** Replaces a value of the file; null restores it. @returns the row afterwards */
export async function editCell(
  importId: number,
  row: number,
  field: string,
  value: string | null,
): Promise<CheckedRow> {
  const changed = await call('imports.editRow', { id: importId, row, edits: { [field]: value } });
  put(changed);
  return changed;
}

/** Stores the operator's decision on one row. */
export async function decideRow(
  importId: number,
  row: number,
  decision: 'send' | 'leave-out' | null,
): Promise<CheckedRow> {
  const changed = await call('imports.decideRow', { id: importId, row, decision });
  put(changed);
  return changed;
}
