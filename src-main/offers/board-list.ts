import type { OfferColumn, OfferSort } from '../../src-preload/contract/index.ts';
import type { Narrowed } from './board-filter.ts';
import type { BoardRows } from './board-rows.ts';
import { type BoardView, columnNumber } from './board-view.ts';
import { isHidden } from './cards.ts';

/** The leads of a column that match, as numbers of offered leads in the column's order. */
export function listColumn(
  rows: BoardRows,
  view: BoardView,
  { fails }: Narrowed,
  { column, sort, blind }: { readonly column: OfferColumn; readonly sort: OfferSort; readonly blind: boolean },
): Float64Array {
  const number = columnNumber(column);
  const found = new Float64Array(fails.length);
  let length = 0;
  const isIn = (lead: number) => view.column[lead] === number && fails[lead] === 0;
  const take = (lead: number) => {
    found[length++] = rows.leads.id[lead] ?? 0;
  };
  // Each lead stands where the offer stands that its column is about.
  const byOffer = (order: Int32Array, wanted: (lead: number) => boolean) => {
    for (const row of order) {
      const lead = rows.offers.lead[row] ?? -1;
      if (view.offer[lead] === row && wanted(lead)) take(lead);
    }
  };
  if (sort === 'name') {
    // An order by name would tell what is hidden.
    const hides = (lead: number) => isHidden({ blind }, rows.state[lead] ?? 'open');
    for (const lead of rows.byName.rows) if (isIn(lead) && !hides(lead)) take(lead);
    byOffer(rows.byTime.rows, (lead) => isIn(lead) && hides(lead));
  } else if (sort === 'rank') byOffer(rows.byRank.rows, isIn);
  else byOffer(rows.byTime.rows, isIn);
  const list = found.slice(0, length);
  return column === 'coming' && sort === 'offered' ? list.reverse() : list;
}
