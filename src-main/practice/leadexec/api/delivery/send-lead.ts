import type { ClientOrder } from '../../account/delivery-model.ts';
import type { Account } from '../../account/model.ts';
import { sell, sendTo, settlePrice } from '../../automation.ts';
import { countSend, type OrderPlace } from '../../distribution/orders.ts';
import type { LeadRow, SendRow } from '../../store.ts';
import type { World } from '../../world.ts';
import { found, type Reply, type Visit } from '../call.ts';

export const leadOfBody = ({ world, body }: Visit): LeadRow =>
  found(world.store.lead.get(Number(body.LeadUID)), 'Lead', String(body.LeadUID));

const statusOf = (valid: boolean) => (valid ? 'Lead was delivered' : 'Lead was not accepted');

/**
 * Auto Process Delivery: as often as MaxSell allows, with one send in the answer. If there is no buyer the answer is a 200 with isValid
 * false.
 */
export function autosend(visit: Visit): Reply {
  const { world, body } = visit;
  const lead = leadOfBody(visit);
  const ids = Array.isArray(body.ForceIDs) ? body.ForceIDs.map(String) : [];
  const sends = sell(world, lead.lead_uid, { allowOverMax: body.AllowOverMax === true, forceIds: ids });
  const [first] = [...sends.filter(({ valid }) => valid === 1), ...sends];
  return { json: { ...sendInfo(world, first), ...outcome(world, first) } };
}

function sendInfo({ account, store }: World, send: SendRow | undefined) {
  const details = send === undefined ? undefined : store.sendDetails.get(send.send_uid);
  const one = account.deliveryAccounts.find((other) => other.clientAccountUid === send?.client_account_uid);
  return {
    ClientUID: send?.client_uid ?? 0,
    ClientName: account.clients.find(({ clientUid }) => clientUid === send?.client_uid)?.name ?? '',
    DeliveryAccountUID: send?.client_account_uid ?? 0,
    DeliveryAccountName: one?.description ?? '',
    OrderUID: details?.order_uid ?? 0,
    OrderItemUID: details?.item_uid ?? 0,
  };
}

function outcome({ store }: World, send: SendRow | undefined) {
  if (send === undefined) return { isValid: false, Status: 'No matching clients were found', Response: '' };
  const isValid = send.valid === 1;
  return { isValid, Status: statusOf(isValid), Response: store.sendDetails.get(send.send_uid)?.response ?? '' };
}

/** Process Client Delivery: to that account, whatever its criteria. A client buys a lead once. */
export function process(visit: Visit): Reply {
  const { world, body } = visit;
  const { store, account } = world;
  const lead = leadOfBody(visit);
  const buyer = accountOf(account, Number(body.ClientUID), Number(body.ClientAccountUID));
  const sends = store.sends.all(lead.lead_uid).filter(({ valid }) => valid === 1);
  const most = account.campaigns.find((one) => one.campaignUid === lead.campaign_uid)?.maxSell ?? 0;
  const refuse = (Status: string): Reply => ({ json: { isValid: false, Status, Response: '' } });
  if (sends.some(({ client_uid }) => client_uid === buyer.clientUid)) return refuse('Client already has the lead');
  if (body.AllowOverMax !== true && most > 0 && sends.length >= most) {
    return refuse(`Lead has been sold ${sends.length} times, its maximum`);
  }
  const send = sendTo(world, lead.lead_uid, buyer, orderOf(account, buyer.clientUid, body));
  store.setSendNotes.run(String(body.Notes ?? ''), send.send_uid);
  settlePrice(world, lead.lead_uid);
  return { json: outcome(world, send) };
}

const accountOf = ({ deliveryAccounts }: Account, clientUid: number, accountUid: number) =>
  found(
    deliveryAccounts.find((one) => one.clientAccountUid === accountUid && one.clientUid === clientUid),
    'Delivery account',
    accountUid,
  );

/** The order in a body, with its item or its first; undefined for none. @throws Refused if the client has no such order */
function orderOf({ clientOrders }: Account, clientUid: number, body: Visit['body']): OrderPlace | undefined {
  const orderUid = Number(body.ClientOrderUID ?? 0);
  if (orderUid === 0) return undefined;
  const isIt = (one: ClientOrder) => one.orderUid === orderUid && one.clientUid === clientUid;
  const order = found(clientOrders.find(isIt), 'Order', orderUid);
  const itemUid = Number(body.ClientOrderItemUID ?? 0);
  const item = order.items.find((one) => itemUid === 0 || one.itemUid === itemUid);
  return { order, item: found(item, 'Order item', itemUid) };
}

/** Log Delivery to Client: a send that was made elsewhere, at the account's price. Nothing is delivered. */
export function logSend(visit: Visit): Reply {
  const { world, body } = visit;
  const { store, account, now } = world;
  const lead = leadOfBody(visit);
  const buyer = accountOf(account, Number(body.ClientUID), Number(body.ClientAccountUID));
  const place = orderOf(account, buyer.clientUid, body);
  store.addSend.run(lead.lead_uid, buyer.clientUid, buyer.clientAccountUid, now, 1, buyer.price);
  const send = found(store.lastSend.get(lead.lead_uid), 'Send of lead', lead.lead_uid);
  const [posted, response] = [String(body.PostString ?? ''), String(body.Response ?? '')];
  store.addSendDetails.run(send.send_uid, '', response, posted, place?.order.orderUid ?? 0, place?.item.itemUid ?? 0);
  if (place !== undefined) countSend(place, buyer.price);
  settlePrice(world, lead.lead_uid);
  return 'ok';
}
