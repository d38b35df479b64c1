import type { Campaign, DeliveryAccount } from './account/model.ts';
import { countSend, type OrderPlace, openOrder } from './distribution/orders.ts';
import { type Sellable, scanAccounts } from './distribution/scan.ts';
import type { LeadRow, SendRow } from './store.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** What the source is paid for these sales: its share of them if it has one, otherwise the campaign's price. */
export function payout(campaign: Campaign, prices: readonly number[]): number {
  const { revenueSharePercentage: share, revenueShareFlatRate: flat, leadPrice } = campaign;
  if (share === null && flat === null) return leadPrice;
  const sold = prices.reduce((sum, price) => sum + price, 0);
  return cents((sold * (share ?? 0)) / 100 + (flat ?? 0) * prices.length);
}

/** Money in whole cents. */
export const cents = (amount: number) => Math.round(amount * 100) / 100;

/** What the lead of a ping would be paid, and whether anybody would buy it. */
export function estimate(
  world: World,
  campaign: Campaign,
  lead: Sellable,
): { readonly covered: boolean; readonly price: number } {
  const { ranked: found } = scanAccounts(world, lead, { exclusiveClientUid: campaign.exclusiveClientUid });
  const buyers = campaign.maxSell === 0 ? found : found.slice(0, campaign.maxSell);
  return {
    covered: found.length > 0,
    price: payout(
      campaign,
      buyers.map(({ price }) => price),
    ),
  };
}

/** How a lead is sold if it differs from its campaign's settings. */
export interface SellOptions {
  /** At least once more than it was sold so far. */
  readonly allowOverMax?: boolean;
  readonly forceIds?: readonly string[];
}

/**
 * Sells a lead down the list until it has been sold as often as its campaign allows. If a client declines, the send is invalid and has no
 * price. No client is offered a lead twice, and one with an order pays with it. A lead that awaits review, was rejected or was returned is
 * not sold.
 * @returns the new sends
 */
export function sell(
  world: World,
  leadUid: number,
  { allowOverMax = false, forceIds = [] }: SellOptions = {},
): SendRow[] {
  const { store, account } = world;
  const lead = store.lead.get(leadUid);
  const campaign = account.campaigns.find((one) => one.campaignUid === lead?.campaign_uid);
  if (lead === undefined || campaign === undefined || !isSellable(lead)) return [];
  const before = store.sends.all(leadUid);
  let sold = before.filter(({ valid }) => valid === 1).length;
  const most = campaign.maxSell === 0 ? Infinity : Math.max(campaign.maxSell, allowOverMax ? sold + 1 : 0);
  if (sold >= most) {
    store.addScanLog.run(leadUid, world.now, JSON.stringify([`Lead has been sold ${sold} times, its maximum`]));
    return [];
  }
  const { exclusiveClientUid } = campaign;
  const { ranked, log } = scanAccounts(world, sellableOf(lead), { forceIds, exclusiveClientUid });
  store.addScanLog.run(leadUid, world.now, JSON.stringify(log));
  const asked = new Set(before.map(({ client_account_uid }) => client_account_uid));
  const clients = new Set(before.map(({ client_uid }) => client_uid));
  const tiered = new Set(account.clients.flatMap((one) => (one.useDeliveryTiers ? [one.clientUid] : [])));
  for (const buyer of ranked) {
    if (sold >= most) break;
    if (asked.has(buyer.clientAccountUid)) continue;
    if (clients.has(buyer.clientUid) && !tiered.has(buyer.clientUid)) continue;
    if (store.sends.all(leadUid).some((one) => one.valid === 1 && one.client_uid === buyer.clientUid)) continue;
    // An exclusive account only buys what nobody has bought, including in this run.
    if (buyer.exclusive && sold > 0) continue;
    const valid = sendTo(world, leadUid, buyer).valid === 1;
    if (valid) sold += 1;
    if (valid && buyer.exclusive) break;
  }
  settlePrice(world, leadUid);
  return store.sends.all(leadUid).slice(before.length);
}

const isSellable = ({ no_sell, returned_at, review: state }: LeadRow) =>
  no_sell === 0 && returned_at === null && state !== 'pending' && state !== 'rejected';

/**
 * Sends a lead to one account with the given order, or else with its client's if one is required. Whether the client declines depends on
 * its account.
 */
export function sendTo(world: World, leadUid: number, buyer: DeliveryAccount, against?: OrderPlace): SendRow {
  const { store, account, now } = world;
  const turn = (store.sendsTo.get(buyer.clientAccountUid)?.n ?? 0) + 1;
  const valid = buyer.declinesEvery === 0 || turn % buyer.declinesEvery !== 0;
  const place = against ?? (buyer.useOrder ? openOrder(account, buyer, now) : undefined);
  const price = valid ? buyer.price : 0;
  store.addSend.run(leadUid, buyer.clientUid, buyer.clientAccountUid, now, valid ? 1 : 0, price);
  if (valid && place !== undefined) countSend(place, price);
  const send = store.lastSend.get(leadUid);
  if (send === undefined) throw new Error(`The send of lead ${leadUid} was not kept.`);
  const details = { orderUid: place?.order.orderUid ?? 0, itemUid: place?.item.itemUid ?? 0 };
  const response = valid ? 'Lead accepted' : 'Lead declined by the client';
  store.addSendDetails.run(send.send_uid, '', response, '', details.orderUid, details.itemUid);
  return send;
}

/** What the source is paid after what was sold. */
export function settlePrice({ store, account }: World, leadUid: number): void {
  const campaign = account.campaigns.find((one) => one.campaignUid === store.lead.get(leadUid)?.campaign_uid);
  if (campaign === undefined) return;
  const prices = store.sends.all(leadUid).flatMap(({ valid, price }) => (valid === 1 ? [price] : []));
  store.setPrice.run(payout(campaign, prices), leadUid);
}

export function sellableOf({ lead_uid, lead_type_uid, account_type, fields }: LeadRow): Sellable {
  return { leadUid: lead_uid, leadTypeUid: lead_type_uid, accountType: account_type, values: valuesOf(fields) };
}

/** A lead's stored values: JSON of pairs. */
export const valuesOf = (fields: string) => new Map(JSON.parse(fields) as [number, string][]);
export const fieldsText = (values: ReadonlyMap<number, string>) => JSON.stringify([...values]);

/**
 * Quality control reviews a lead: an accepted one is sold, and a rejected one is not paid for.
 * @throws Error if it does not await review
 */
export function review(world: World, leadUid: number, accept: boolean, reason: string): void {
  const { store, now } = world;
  if (store.lead.get(leadUid)?.review !== 'pending') {
    throw new Error(`The practice LeadExec has no lead ${leadUid} that awaits a review.`);
  }
  store.setReview.run(accept ? 'accepted' : 'rejected', now, accept ? '' : reason, leadUid);
  if (accept) sell(world, leadUid);
  else store.setPrice.run(0, leadUid);
}

/**
 * A client returns a lead, which is then not paid for.
 * @throws Error if there is nothing to return, or its campaign's time for returns is over
 */
export function returnLead({ store, account, now }: World, leadUid: number, reason: string): void {
  const lead = store.lead.get(leadUid);
  const campaign = account.campaigns.find((one) => one.campaignUid === lead?.campaign_uid);
  if (lead === undefined || campaign === undefined || lead.returned_at !== null) {
    throw new Error(`The practice LeadExec has no lead ${leadUid} to return.`);
  }
  if (now > lead.received_at + campaign.returnDayCount * DAY_MS) {
    throw new Error(
      `Lead ${leadUid} can't be returned: ${campaign.accountName} allows it for ${campaign.returnDayCount} days.`,
    );
  }
  store.setReturn.run(now, reason, leadUid);
}
