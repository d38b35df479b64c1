import { meetsAll } from './account/criteria.ts';
import { ACCOUNT_OPEN, type Campaign, type DeliveryAccount } from './account/model.ts';
import { pacificStarts } from './account/pacific.ts';
import type { LeadRow, SendRow } from './store.ts';
import type { World } from './world.ts';

/** A lead, or what a ping tells of one. */
export interface Sellable {
  readonly leadTypeUid: number;
  readonly accountType: number;
  /** Values by the identifier of the field. */
  readonly values: ReadonlyMap<number, string>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The delivery accounts that would buy: open, automated, of an active client, of the lead's type, with their criteria met and room in
 * their maxima. One a client; who pays most comes first, and of equals the one that was entered first.
 */
export function scan(world: World, { leadTypeUid, accountType, values }: Sellable): DeliveryAccount[] {
  const { account, now } = world;
  const fields = account.leadTypes.find((one) => one.leadTypeUid === leadTypeUid)?.fields ?? [];
  const active = new Set(account.clients.flatMap((one) => (one.status === 'Active' ? [one.clientUid] : [])));
  const best = new Map<number, DeliveryAccount>();
  for (const one of account.deliveryAccounts) {
    const fits =
      one.status === ACCOUNT_OPEN &&
      one.automationEnabled &&
      one.leadTypeUid === leadTypeUid &&
      one.accountType === accountType &&
      active.has(one.clientUid) &&
      meetsAll(one.criteria, values, fields, now) &&
      hasRoom(world, one);
    if (fits && one.price > (best.get(one.clientUid)?.price ?? -1)) best.set(one.clientUid, one);
  }
  return [...best.values()].sort((left, right) => right.price - left.price);
}

function hasRoom({ store, now }: World, one: DeliveryAccount): boolean {
  const { hourMax, dayMax, weekMax, monthMax } = one;
  if (hourMax < 0 && dayMax < 0 && weekMax < 0 && monthMax < 0) return true;
  const { day, week, month } = pacificStarts(now);
  const room = (most: number, since: number) =>
    most < 0 || (store.validSince.get(one.clientAccountUid, since)?.n ?? 0) < most;
  return room(hourMax, now - HOUR_MS) && room(dayMax, day - 1) && room(weekMax, week - 1) && room(monthMax, month - 1);
}

/** What the source is paid when these sales were made: its share of them where it has one, else the campaign's price. */
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
  const found = scan(world, lead);
  const buyers = campaign.maxSell === 0 ? found : found.slice(0, campaign.maxSell);
  return {
    covered: found.length > 0,
    price: payout(
      campaign,
      buyers.map(({ price }) => price),
    ),
  };
}

/**
 * Sells a lead down the list until it has been sold as often as its campaign allows. A client that declines is an invalid send, without a
 * price; nobody is sent a lead twice. What awaits a review, was rejected in one or was returned is not sold.
 * @returns the sends made now
 */
export function sell(world: World, leadUid: number): SendRow[] {
  const { store, account, now } = world;
  const lead = store.lead.get(leadUid);
  const campaign = account.campaigns.find((one) => one.campaignUid === lead?.campaign_uid);
  if (lead === undefined || campaign === undefined || lead.no_sell === 1 || lead.returned_at !== null) return [];
  if (lead.review === 'pending' || lead.review === 'rejected') return [];
  const before = store.sends.all(leadUid);
  const asked = new Set(before.map(({ client_uid }) => client_uid));
  let sold = before.filter(({ valid }) => valid === 1).length;
  for (const buyer of scan(world, sellableOf(lead))) {
    if (campaign.maxSell > 0 && sold >= campaign.maxSell) break;
    if (asked.has(buyer.clientUid)) continue;
    const turn = (store.sendsTo.get(buyer.clientAccountUid)?.n ?? 0) + 1;
    const valid = buyer.declinesEvery === 0 || turn % buyer.declinesEvery !== 0;
    const price = valid ? buyer.price : 0;
    store.addSend.run(leadUid, buyer.clientUid, buyer.clientAccountUid, now, valid ? 1 : 0, price);
    if (valid) sold += 1;
  }
  const after = store.sends.all(leadUid);
  store.setPrice.run(
    payout(
      campaign,
      after.flatMap(({ valid, price }) => (valid === 1 ? [price] : [])),
    ),
    leadUid,
  );
  return after.slice(before.length);
}

function sellableOf({ lead_type_uid, account_type, fields }: LeadRow): Sellable {
  return { leadTypeUid: lead_type_uid, accountType: account_type, values: valuesOf(fields) };
}

/** A lead's values as they are kept: JSON of pairs. */
export const valuesOf = (fields: string) => new Map(JSON.parse(fields) as [number, string][]);
export const fieldsText = (values: ReadonlyMap<number, string>) => JSON.stringify([...values]);

/**
 * Somebody of quality control looks at a lead: accepted, it is sold; rejected, nothing is paid for it.
 * @throws Error where it does not await a review
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
 * A client returns a lead: it is paid no more.
 * @throws Error where there is none to return, or its campaign's days for returns are over
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
