import { type ClientOrder, clientOrderSchema } from '../../account/delivery-model.ts';
import { endOrders } from '../../distribution/orders.ts';
import { type Call, found, nextUid, put, Refused, type Reply, type Visit } from '../call.ts';
import { clientOf } from '../clients/client-of.ts';
import { ENUMERATIONS, written } from '../enumerations.ts';
import { type EnumerationsAs, fromWire, shape, toWire } from '../shape.ts';
import { PAYMENT_CALLS } from './payment-calls.ts';

const ITEM = shape(`
ClientOrderItemUID! int itemUid
ClientAccountUID int? clientAccountUid
Qty! int? qty
Price! number price
ConstrainQuantity! bool constrainQuantity
`);
/** Create or Modify Order. */
const ORDER_BODY = shape(
  `
ClientOrderUID! int orderUid
ClientUID! int clientUid
StartDate! date startDate
EndDate! date? endDate
Status! order_status status
Renewal! renewal renewal
AutoCharge! bool autoCharge
Items! list:item items
`,
  { item: ITEM },
);
const ORDER_QUERY = shape(`
OrderUID int?
OrderStatusFilter order_status?
ClientUID int?
StartDate date?
Skip! int
Take! int
`);
const ITEM_ROW = shape(`
ClientOrderItemUID int itemUid
ClientAccountUID int? clientAccountUid
Qty int? qty
SentQty int sentQty
ConstrainQuantity bool constrainQuantity
Price number price
SentPrice number sentPrice
`);
const ORDER_ROW = shape(`
ClientOrderUID int orderUid
ClientUID int clientUid
StartDate date startDate
EndDate date? endDate
`);
const ORDER_ROW_END = shape(
  `
Status order_status status
Renewal renewal renewal
AutoCharge bool autoCharge
Items list:item items
`,
  { item: ITEM_ROW },
);

const FIRST_ORDER_UID = 7001;
const FIRST_ITEM_UID = 70_001;
/** "The amount of orders to return (maximum: 100)." */
const MOST_ORDERS = 100;

/** The account's sections on orders. */
export const ORDER_CALLS: readonly Call[] = [
  {
    title: 'Create or Modify Order',
    method: 'PUT',
    path: '/v1/orders',
    body: ORDER_BODY,
    changes: true,
    serve: writeOrder,
  },
  {
    title: 'Retrieve Order Details or List',
    method: 'POST',
    path: '/v1/orders',
    body: ORDER_QUERY,
    changes: false,
    serve: queryOrders,
  },
  ...PAYMENT_CALLS,
];

/** Items have no Delete flag: the list replaces the existing one, and what was sent for an item stays with it. */
function writeOrder({ world: { account, now }, body }: Visit): Reply {
  const uid = Number(body.ClientOrderUID ?? 0);
  const before =
    uid === 0
      ? undefined
      : found(
          account.clientOrders.find(({ orderUid }) => orderUid === uid),
          'Order',
          uid,
        );
  const writtenOrder = fromWire(ORDER_BODY, body, before);
  const clientUid = Number(writtenOrder.clientUid ?? before?.clientUid);
  clientOf(account, clientUid);
  if (before !== undefined && before.clientUid !== clientUid) {
    throw new Refused(400, `Order ${uid} belongs to client ${before.clientUid}`);
  }
  const orderUid =
    before?.orderUid ??
    nextUid(
      account.clientOrders.map((one) => one.orderUid),
      FIRST_ORDER_UID,
    );
  const taken = account.clientOrders.flatMap(({ items }) => items.map(({ itemUid }) => itemUid));
  let next = nextUid(taken, FIRST_ITEM_UID);
  const items = (Array.isArray(writtenOrder.items) ? writtenOrder.items : []).map(
    ({ rest: _, ...item }: Record<string, unknown>) => {
      const had = before?.items.find(({ itemUid }) => itemUid !== 0 && itemUid === item.itemUid);
      return { sentQty: had?.sentQty ?? 0, sentPrice: had?.sentPrice ?? 0, ...item, itemUid: had?.itemUid ?? next++ };
    },
  );
  const { rest: _, ...order } = writtenOrder;
  const parsed = clientOrderSchema.parse({ ...before, ...order, orderUid, clientUid, items });
  put(account.clientOrders, parsed, (one) => one.orderUid === orderUid);
  endOrders(account, now);
  return { json: orderUid };
}

function queryOrders({ world: { account, now, behaviour }, body }: Visit): Reply {
  endOrders(account, now);
  const { OrderUID: uid, ClientUID: clientUid, StartDate: since } = body;
  const status = body.OrderStatusFilter ?? null;
  const wanted = status === null ? null : written(ENUMERATIONS.order_status, status, 'name');
  const any = (filter: unknown) => (filter ?? null) === null || filter === 0;
  const matching = account.clientOrders.filter(
    (one) =>
      (any(uid) || one.orderUid === uid) &&
      (any(clientUid) || one.clientUid === clientUid) &&
      (wanted === null || one.status === wanted) &&
      (any(since) || Date.parse(one.startDate) >= Date.parse(String(since))),
  );
  const [skip, take] = [Number(body.Skip ?? 0), Number(body.Take ?? 0)];
  if (take > MOST_ORDERS) throw new Refused(400, `Take must be at most ${MOST_ORDERS}`);
  const page = matching.slice(skip, skip + take);
  return {
    json: {
      QueryTotal: matching.length,
      Count: page.length,
      Skip: skip,
      Take: take,
      Orders: page.map((one) => orderRow(one, behaviour.enumerations)),
    },
  };
}

function orderRow(order: ClientOrder, as: EnumerationsAs) {
  const sum = (of: (item: ClientOrder['items'][number]) => number) =>
    Math.round(order.items.reduce((total, item) => total + of(item), 0) * 100) / 100;
  const byDollars = order.items.length > 0 && order.items.every(({ qty }) => qty === null);
  return {
    ...toWire(ORDER_ROW, order, as),
    StartDate: order.startDate === '' ? '00-00-00T00:00:00Z' : order.startDate,
    Qty: byDollars ? null : sum(({ qty }) => qty ?? 0),
    SentQty: sum(({ sentQty }) => sentQty),
    PriceTotal: sum(({ price }) => price),
    SentPriceTotal: sum(({ sentPrice }) => sentPrice),
    ...toWire(ORDER_ROW_END, order, as),
  };
}
