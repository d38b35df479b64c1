import type { SoldSends } from '../../../delivery/rows/posted-leads.ts';
import type { AccountSetup, OrderItemSetup, OrderSetup } from '../model.ts';
import { cents } from '../orders.ts';
import { accountTypeOf, placeOfSend } from './read-posted.ts';

/** Valid sends since the start of a time range that count for orders. */
export interface SoldToOrders {
  readonly clientUid: number;
  /** Null if it could be several of the client's. */
  readonly clientAccountUid: number | null;
  readonly sends: number;
  readonly revenue: number;
}

/** Of reported sends those that count for orders: their account needs one, as far as the account can be determined. */
export function soldToOrders(
  { accounts }: AccountSetup,
  sold: readonly SoldSends[],
  receivers: ReadonlyMap<number, { readonly leadTypeUid: number }>,
): SoldToOrders[] {
  const ofClient = Map.groupBy(accounts, ({ clientUid }) => String(clientUid));
  return sold.flatMap(({ connectionId, kind, clientUid, price, sends }): SoldToOrders[] => {
    const own = ofClient.get(clientUid) ?? [];
    const lead = { leadTypeUid: receivers.get(connectionId)?.leadTypeUid, accountType: accountTypeOf(kind) };
    const account = own[placeOfSend(own, lead, { clientUid, price })];
    const counts = account === undefined ? own.some(({ useOrder }) => useOrder) : account.useOrder;
    const revenue = cents((price ?? 0) * sends);
    const clientAccountUid = account?.clientAccountUid ?? null;
    return counts ? [{ clientUid: Number(clientUid), clientAccountUid, sends, revenue }] : [];
  });
}

/**
 * How much of each order was sent at the start of a time range, because an account only reports what has been sent by now. Reported sends
 * since then are subtracted from the client's orders, the last first, and from the items for their account or for any. An order that was
 * filled has space again.
 */
export function rewindOrders(setup: AccountSetup, sold: readonly SoldToOrders[]): AccountSetup {
  const left = Map.groupBy(
    sold.map((one) => ({ ...one })),
    ({ clientUid }) => clientUid,
  );
  const orders = setup.orders
    .toReversed()
    .map((order): OrderSetup => {
      const rest = left.get(order.clientUid);
      if (rest === undefined) return order;
      const items = order.items
        .toReversed()
        .map((item) => rest.reduce(without, item))
        .toReversed();
      const changed = items.some((item, at) => item.sentQty !== order.items[at]?.sentQty);
      return { ...order, items, status: order.status === 'Filled' && changed ? 'Open' : order.status };
    })
    .toReversed();
  return { ...setup, orders };
}

/** An item without sends that it may have been for, which are then no longer left. */
function without(item: OrderItemSetup, sold: { -readonly [Name in keyof SoldToOrders]: SoldToOrders[Name] }) {
  const { clientAccountUid } = sold;
  const isFor =
    item.clientAccountUid === null || clientAccountUid === null || item.clientAccountUid === clientAccountUid;
  if (!isFor || (sold.sends <= 0 && sold.revenue <= 0)) return item;
  const sends = Math.min(item.sentQty, sold.sends);
  const revenue = Math.min(item.sentPrice, sold.revenue);
  sold.sends -= sends;
  sold.revenue = cents(sold.revenue - revenue);
  return { ...item, sentQty: item.sentQty - sends, sentPrice: cents(item.sentPrice - revenue) };
}
