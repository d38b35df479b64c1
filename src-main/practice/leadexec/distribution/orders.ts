import type { ClientOrder, OrderItem } from '../account/delivery-model.ts';
import type { Account, DeliveryAccount } from '../account/model.ts';

/** The order item that a send counts for. */
export interface OrderPlace {
  readonly order: ClientOrder;
  readonly item: OrderItem;
}

/** Whether an order's item has space for one more lead at that price. */
export function hasItemRoom(item: OrderItem, price: number): boolean {
  if (!item.constrainQuantity) return true;
  return item.qty === null ? item.sentPrice + price <= item.price : item.sentQty < item.qty;
}

/** The client's first open order at this time with an item for the account, or for any, that has space. */
export function openOrder({ clientOrders }: Account, one: DeliveryAccount, now: number): OrderPlace | undefined {
  for (const order of clientOrders) {
    if (order.clientUid !== one.clientUid || order.status !== 'Open' || !isInTime(order, now)) continue;
    const item = order.items.find(
      ({ clientAccountUid, ...rest }) =>
        [null, 0, one.clientAccountUid].includes(clientAccountUid) &&
        hasItemRoom({ clientAccountUid, ...rest }, one.price),
    );
    if (item !== undefined) return { order, item };
  }
  return undefined;
}

function isInTime({ startDate, endDate }: ClientOrder, now: number): boolean {
  const [start, end] = [Date.parse(startDate), Date.parse(endDate ?? '')];
  return !(now < start) && !(now >= end);
}

/** Counts a valid send. When all items are full the order is Filled, or starts again. */
export function countSend({ order, item }: OrderPlace, price: number): void {
  item.sentQty += 1;
  item.sentPrice = Math.round((item.sentPrice + price) * 100) / 100;
  if (order.items.some((one) => !one.constrainQuantity || hasItemRoom(one, one.qty === null ? 0.01 : 0))) return;
  if (order.renewal === 'On_Qty_Fill') emptyItems(order);
  else order.status = 'Filled';
}

function emptyItems({ items }: ClientOrder): void {
  for (const one of items) {
    one.sentQty = 0;
    one.sentPrice = 0;
  }
}

/** Handles orders whose end has been reached: they are closed, or moved to the next period of the same length. */
export function endOrders({ clientOrders }: Account, now: number): void {
  for (const order of clientOrders) {
    if (order.status !== 'Open' && order.status !== 'Filled') continue;
    const [start, end] = [Date.parse(order.startDate), Date.parse(order.endDate ?? '')];
    if (Number.isNaN(end) || now < end) continue;
    if (order.renewal !== 'On_End' || !(end > start)) {
      order.status = 'Closed';
      continue;
    }
    const periods = Math.floor((now - start) / (end - start));
    const date = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    order.startDate = date(start + periods * (end - start));
    order.endDate = date(end + periods * (end - start));
    order.status = 'Open';
    emptyItems(order);
  }
}
