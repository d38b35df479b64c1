import type { ClientAccountUID, ClientUID } from '../../vendors/leadexec/ids.ts';
import type { OrderItemSetup, OrderSetup } from './model.ts';
import { readDate } from './read-date.ts';
import type { ZoneClock } from './zone-clock.ts';

const FAR = Number.POSITIVE_INFINITY;

interface Item extends Omit<OrderItemSetup, 'sentQty' | 'sentPrice'> {
  sentQty: number;
  sentPrice: number;
}

interface Order {
  readonly setup: OrderSetup;
  readonly items: readonly Item[];
  status: string;
  start: number;
  end: number;
}

/** The order item that a send counts for. */
export interface OrderPlace {
  readonly order: Order;
  readonly item: Item;
}

/** The orders of an account as time passes and sends are counted. */
export class Orders {
  readonly #all: readonly Order[];
  readonly #byClient: ReadonlyMap<ClientUID, readonly Order[]>;
  #nextEnd: number;

  constructor(setups: readonly OrderSetup[], clock: ZoneClock) {
    this.#all = setups.map((setup) => ({
      setup,
      items: setup.items.map((item) => ({ ...item })),
      status: setup.status,
      start: instantOf(setup.startDate, clock) ?? -FAR,
      end: instantOf(setup.endDate, clock) ?? FAR,
    }));
    this.#byClient = Map.groupBy(this.#all, ({ setup }) => setup.clientUid);
    this.#nextEnd = this.#soonest();
  }

  /**
   * Handles orders whose end is reached: they are closed, or, if renewed On_End, moved to the next period of the same length with nothing
   * sent.
   */
  passTo(now: number): void {
    if (now < this.#nextEnd) return;
    for (const order of this.#all) {
      if (now < order.end || !runs(order)) continue;
      const length = order.end - order.start;
      if (order.setup.renewal !== 'On_End' || !(length > 0) || length === FAR) {
        order.status = 'Closed';
        continue;
      }
      const periods = Math.floor((now - order.start) / length);
      order.start += periods * length;
      order.end += periods * length;
      order.status = 'Open';
      empty(order);
    }
    this.#nextEnd = this.#soonest();
  }

  /** The client's first open order at this time with an item for the account, or for any, that is not full. */
  open(client: ClientUID, account: ClientAccountUID, price: number, now: number): OrderPlace | undefined {
    for (const order of this.#byClient.get(client) ?? []) {
      if (order.status !== 'Open' || now < order.start || now >= order.end) continue;
      for (const item of order.items) {
        if (item.clientAccountUid !== null && item.clientAccountUid !== account) continue;
        if (hasRoom(item, price)) return { order, item };
      }
    }
    return undefined;
  }

  /** How far each order and item is currently filled. */
  fill(): readonly {
    readonly setup: OrderSetup;
    readonly status: string;
    readonly items: readonly Readonly<Item>[];
  }[] {
    return this.#all;
  }

  #soonest(): number {
    let soonest = FAR;
    for (const order of this.#all) if (runs(order) && order.end < soonest) soonest = order.end;
    return soonest;
  }
}

const runs = ({ status }: Order): boolean => status === 'Open' || status === 'Filled';

/** There is no limit without ConstrainQuantity. Without a quantity the limit is in dollars. */
function hasRoom({ constrainQuantity, qty, sentQty, sentPrice, price: limit }: OrderItemSetup, price: number): boolean {
  if (!constrainQuantity) return true;
  return qty === null ? cents(sentPrice + price) <= limit : sentQty < qty;
}

/** An item in dollars is full when no cent is left. */
export const isFull = (item: OrderItemSetup): boolean => !hasRoom(item, 0.01);

/** Counts a valid send. If all items are full, the order is filled, or, if renewed On_Qty_Fill, starts again. */
export function countSend({ order, item }: OrderPlace, price: number): void {
  item.sentQty += 1;
  item.sentPrice = cents(item.sentPrice + price);
  if (!order.items.every(isFull)) return;
  if (order.setup.renewal === 'On_Qty_Fill') empty(order);
  else order.status = 'Filled';
}

function empty({ items }: Order): void {
  for (const item of items) {
    item.sentQty = 0;
    item.sentPrice = 0;
  }
}

/** Money in whole cents. */
export const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** A date without a zone is in the account's zone. An invalid date is no limit. */
export function instantOf(text: string | null, clock: ZoneClock): number | undefined {
  const date = text === null ? undefined : readDate(text);
  if (date === undefined) return undefined;
  return date.offset === null ? clock.instant(date.wall) : date.wall - date.offset;
}
