import type { Store } from '../../db/store.ts';
import { type AcceptedPlace, type AcceptedRow, acceptedRows } from '../../delivery/money-rows.ts';
import { yieldToCommands } from '../../platform/yielding.ts';

/** The number of posts read at once, which takes a millisecond or two. */
const PORTION = 300;

/** Calls a function for the accepted leads of some receivers in a time range, in the order of acceptance. Rows of one post are consecutive. */
export async function eachAccepted(
  store: Store,
  connectionIds: readonly number[],
  { from, until }: { readonly from: number; readonly until: number },
  take: (row: AcceptedRow) => void,
): Promise<void> {
  let place: AcceptedPlace = { at: from, postNo: -1 };
  for (;;) {
    const rows = acceptedRows(store, connectionIds, place, until, PORTION);
    const end = rows.at(-1);
    if (end === undefined) return;
    for (const row of rows) take(row);
    place = end;
    await yieldToCommands();
  }
}
