import type { AccountSetup, OrderItemSetup, OrderSetup } from '../model.ts';

/** Valid sends of a client since a span began. */
export interface SoldSince {
  readonly clientUid: number;
  readonly sends: number;
  readonly revenue: number;
}

/**
 * What orders had been sent when a span began: an account says only what they have been sent by now. What was told to have been sent to a
 * client since then is taken off its orders, the last first; an order that was filled has room again.
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
