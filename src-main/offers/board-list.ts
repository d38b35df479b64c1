import type { OfferColumn, OfferSort } from '../../src-preload/contract/index.ts';
import type { Narrowed } from './board-filter.ts';
import type { BoardRows } from './board-rows.ts';
import { type BoardView, columnNumber } from './board-view.ts';
import { isHidden } from './cards.ts';

/** The matching leads of a column, as ids of offered leads in the column's order. */
export function listColumn(
  rows: BoardRows,
  view: BoardView,
  { fails }: Narrowed,
  { column, sort, blind }: { readonly column: OfferColumn; readonly sort: OfferSort; readonly blind: boolean },
): Float64Array {
  const wanted = columnNumber(column);
  const leads = new Uint8Array(fails.length);
  // A lead is sorted by the offer that decides its column.
  const offers = new Uint8Array(rows.offerCount);
  let count = 0;
  for (let lead = 0; lead < fails.length; lead++) {
    if (view.column[lead] !== wanted || fails[lead] !== 0) continue;
    count++;
    // Sorting hidden leads by name would reveal their names, so they come last, in the order of their offers.
    const byName = sort === 'name' && !isHidden({ blind }, rows.state[lead] ?? 'open');
    if (byName) leads[lead] = 1;
    else offers[view.offer[lead] ?? 0] = 1;
  }
  const list = new Float64Array(count);
  const { id } = rows.leads;
  const leadOf = rows.offers.lead;
  let length = 0;
  if (sort === 'name') {
    const order = rows.byName.rows;
    for (let at = 0; at < order.length && length < count; at++) {
      const lead = order[at] ?? 0;
      if (leads[lead] === 1) list[length++] = id[lead] ?? 0;
    }
  }
  const order = sort === 'rank' ? rows.byRank.rows : rows.byTime.rows;
  for (let at = 0; at < order.length && length < count; at++) {
    const offer = order[at] ?? 0;
    if (offers[offer] === 1) list[length++] = id[leadOf[offer] ?? 0] ?? 0;
  }
  return column === 'coming' && sort === 'offered' ? list.reverse() : list;
}
