import type { AccountSetup, OrderItemSetup, OrderSetup } from '../model.ts';

/** Valid sends of a client since the start of a time range. */
export interface SoldSince {
  readonly clientUid: number;
  readonly sends: number;
  readonly revenue: number;
}

/**
 * How much of each order was sent at the start of a time range, because an account only reports what has been sent by now. Reported sends
 * to a client since then are subtracted from its orders, the last first. An order that was filled has space again.
 */
export function rewindOrders(setup: AccountSetup, sold: readonly SoldSince[]): AccountSetup {
  const left = new Map(sold.map((one) => [one.clientUid, { sends: one.sends, revenue: one.revenue }]));
  const orders = setup.orders
    .toReversed()
    .map((order): OrderSetup => {
      const rest = left.get(order.clientUid);
      if (rest === undefined || (rest.sends <= 0 && rest.revenue <= 0)) return order;
      const items = order.items.map((item): OrderItemSetup => {
        const sends = Math.min(item.sentQty, rest.sends);
        const revenue = Math.min(item.sentPrice, rest.revenue);
        rest.sends -= sends;
        rest.revenue -= revenue;
        return {
          ...item,
          sentQty: item.sentQty - sends,
          sentPrice: Math.round((item.sentPrice - revenue) * 100) / 100,
        };
      });
      const changed = items.some((item, at) => item.sentQty !== order.items[at]?.sentQty);
      return { ...order, items, status: order.status === 'Filled' && changed ? 'Open' : order.status };
    })
    .toReversed();
  return { ...setup, orders };
}
