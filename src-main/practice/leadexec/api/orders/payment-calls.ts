import { pacificWall } from '../../account/pacific.ts';
import { type Call, found, nextUid, Refused, type Visit } from '../call.ts';
import { clientOf } from '../clients/client-of.ts';
import { shape } from '../shape.ts';

const FIRST_PAYMENT_UID = 9001;

/** Create Order Payment, which records one, and Run Payment, which charges a card. No call lists either. */
export const PAYMENT_CALLS: readonly Call[] = [
  {
    title: 'Create Order Payment',
    method: 'PUT',
    path: '/v1/orders/billing/payments',
    body: shape(`
ClientUID! int
ClientOrderUID! int
CardTransUID! int
Amount! number
IsValid! bool
Response! text
`),
    changes: true,
    serve(visit) {
      const { world, body } = visit;
      const orderUid = Number(body.ClientOrderUID);
      const order = found(
        world.account.clientOrders.find((one) => one.orderUid === orderUid),
        'Order',
        orderUid,
      );
      if (order.clientUid !== Number(body.ClientUID)) throw new Refused(404, `Order ${orderUid} was not found`);
      pay(visit, order.clientUid, orderUid, body.IsValid === true, String(body.Response ?? ''), false);
      return 'ok';
    },
  },
  {
    title: 'Run Payment',
    method: 'POST',
    path: '/v1/orders/[ClientUID]/billing/paymentmethods/run',
    body: shape('Amount! number'),
    changes: true,
    serve(visit) {
      const { world, uid, body } = visit;
      const clientUid = uid('ClientUID');
      clientOf(world.account, clientUid);
      const isValid = !world.behaviour.declinesCards && Number(body.Amount) > 0;
      const response = isValid ? 'Approved' : 'Declined: insufficient funds';
      return {
        json: {
          ClientTranUID: pay(visit, clientUid, 0, isValid, response, true),
          ClientUID: clientUid,
          IsValid: isValid,
          Response: response,
          CardNumber: `************${String(clientUid).padStart(4, '0').slice(-4)}`,
          ExpDate: '**/**',
          Amount: Number(body.Amount),
          DateRan: new Date(pacificWall(world.now)).toISOString(),
        },
      };
    },
  },
];

function pay(
  { world: { account, now }, body }: Visit,
  clientUid: number,
  orderUid: number,
  isValid: boolean,
  response: string,
  card: boolean,
): number {
  const paymentUid = nextUid(
    account.payments.map((one) => one.paymentUid),
    FIRST_PAYMENT_UID,
  );
  account.payments.push({
    paymentUid,
    clientUid,
    orderUid,
    amount: Number(body.Amount ?? 0),
    isValid,
    response,
    card,
    at: now,
  });
  return paymentUid;
}
