import type { WhatIfResult } from '../../../../src-preload/contract/index.ts';
import type { Distribution } from '../distribution.ts';
import { MAXIMA } from '../model.ts';
import type { Names, Tally } from './tally.ts';
import { maxWords } from './words.ts';

type Full = WhatIfResult['full'][number];

/** The share from which a maximum is shown. */
const NEARLY = 0.8;
const MOST_SHOWN = 200;

/** Maxima and order items that are full or nearly full at a time, the fullest first, with those that refused leads. */
export function capacity(engine: Distribution, tally: Tally, names: Names, at: number): Full[] {
  const full = [...fullMaxima(engine, tally, names, at), ...fullOrders(engine, tally, names)];
  return full.sort((one, other) => other.refused - one.refused || share(other) - share(one)).slice(0, MOST_SHOWN);
}

const share = ({ used, most }: Full): number => (most <= 0 ? 1 : used / most);

function fullMaxima(engine: Distribution, { atMaximum }: Tally, names: Names, at: number): Full[] {
  const now = engine.clock.at(at);
  return engine.accounts.flatMap((account, place): Full[] => {
    const refused = atMaximum[place] ?? 0;
    const rows = MAXIMA.flatMap((maximum): Full[] => {
      const most = account[maximum];
      if (most < 0) return [];
      const used = engine.usage(place).used(maximum, at, now);
      const what = `Maximum ${maxWords(maximum)}, ${names.account(account.clientAccountUid)}`;
      return [{ what, owner: names.client(account.clientUid), used, most, refused: 0 }];
    });
    const [fullest] = rows.toSorted((one, other) => share(other) - share(one));
    // Refusals are not counted for each maximum, so the fullest one represents them.
    return rows
      .map((row) => (row === fullest ? { ...row, refused } : row))
      .filter((row) => row.refused > 0 || share(row) >= NEARLY);
  });
}

function fullOrders(engine: Distribution, { noOrder }: Tally, names: Names): Full[] {
  const refusedByClient = new Map<number, number>();
  for (const [place, refused] of noOrder.entries()) {
    const client = engine.accounts[place]?.clientUid ?? 0;
    refusedByClient.set(client, (refusedByClient.get(client) ?? 0) + refused);
  }
  const rows = engine.orders.fill().flatMap(({ setup, status, items }): Full[] =>
    items.flatMap((item): Full[] => {
      if (!item.constrainQuantity || (status !== 'Open' && status !== 'Filled')) return [];
      const byDollars = item.qty === null;
      return [
        {
          what: `Order ${setup.orderUid}${byDollars ? ', dollars' : ', leads'}`,
          owner: names.client(setup.clientUid),
          used: byDollars ? item.sentPrice : item.sentQty,
          most: byDollars ? item.price : (item.qty ?? 0),
          refused: refusedByClient.get(setup.clientUid) ?? 0,
        },
      ];
    }),
  );
  return rows.filter((row) => share(row) >= NEARLY);
}
