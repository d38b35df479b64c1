import { meetsAll } from '../account/criteria.ts';
import { checkFields, duplicateKeys } from '../account/fields.ts';
import { ACCOUNT_TYPES, CHANNEL_PING_POST } from '../account/model.ts';
import { pacificStarts, readCallDate, usDate } from '../account/pacific.ts';
import { cents, fieldsText, sell } from '../automation.ts';
import { isApproved } from '../behaviour.ts';
import type { LeadRow } from '../store.ts';
import type { World } from '../world.ts';
import type { InsertKind } from './addresses.ts';
import { findCampaign, isRefusal, type Target } from './find-campaign.ts';
import type { GivenLead } from './read-request.ts';
import { duplicateWords, type PostResult, type Refusal, refused } from './results.ts';

/** One lead that is posted. */
export interface Posted {
  readonly postId: string;
  readonly kind: InsertKind;
  readonly source: ReadonlyMap<string, string>;
  readonly lead: GivenLead;
  /** It waited in the queue, and its password was checked when it was received. */
  readonly queued?: boolean;
}

/** A posted lead that has passed its checks. */
export interface CheckedPost extends Target {
  readonly values: ReadonlyMap<number, string>;
  readonly keys: readonly string[];
  readonly call: Readonly<Record<string, string | number>> | null;
  readonly orderId: string;
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const TYPE_OF: Readonly<Record<InsertKind, number>> = {
  general: ACCOUNT_TYPES.general,
  returnsends: ACCOUNT_TYPES.general,
  manualredirect: ACCOUNT_TYPES.redirect,
  autoredirect: ACCOUNT_TYPES.redirect,
  transfer: ACCOUNT_TYPES.liveCall,
  calldata: ACCOUNT_TYPES.ivr,
};

/** Checks a lead: campaign, data, rules, its ping's order, duplicates, maxima. Nothing is stored yet. */
export function checkPost(world: World, { kind, source, lead, queued = false }: Posted): CheckedPost | Refusal {
  const target = findCampaign(world.account, source, !queued);
  if (isRefusal(target)) return target;
  const { campaign, leadType } = target;
  const { values, errors } = checkFields(leadType, lead.fields, false);
  const call = kind === 'calldata' || lead.properties.has('ivrnumber') ? readCall(lead.properties) : null;
  const wrong = [...errors, ...(call?.errors ?? [])];
  if (wrong.length > 0) return { type: 'Data_Errors', detail: wrong.join('; ') };
  if (!meetsAll(campaign.rules, values, leadType.fields, world.now)) {
    return { type: 'Outside_Criteria', detail: 'Lead is outside of campaign criteria' };
  }
  const orderId = source.get('orderid') ?? '';
  const order = orderProblem(world, target, orderId);
  if (order !== undefined) return { type: 'Data_Errors', detail: order };
  const keys = duplicateKeys(leadType, values);
  const earlier = campaign.dupDayMax === 0 ? undefined : findDuplicate(world, target, keys, campaign.dupDayMax);
  if (earlier !== undefined) {
    const own = earlier.vendor_uid === target.source.vendorUid ? earlier.lead_uid : null;
    return { type: 'Duplicate_Lead', detail: duplicateWords(own, usDate(earlier.received_at)) };
  }
  const over = overMax(world, target);
  if (over !== undefined) return { type: 'Post_Over_Max', detail: over };
  return { ...target, values, keys, call: call?.details ?? null, orderId };
}

/** Create Call Lead: the called number and the seconds are required, result and date (Pacific Time) are not. */
function readCall(given: ReadonlyMap<string, string>) {
  const [number = '', duration = '', result = '', date = ''] = [
    'ivrnumber',
    'callduration',
    'callresult',
    'calldate',
  ].map((name) => given.get(name) ?? '');
  const at = date === '' ? undefined : readCallDate(date);
  const errors = [
    ...(number === '' ? ['ivrnumber is required'] : []),
    ...(/^\d+$/.test(duration) ? [] : ['callduration is required in seconds']),
    ...(date !== '' && at === undefined ? ['calldate is not in the correct format'] : []),
  ];
  const details = { number, seconds: Number(duration), result, ...(at === undefined ? {} : { at }) };
  return { errors, details };
}

function orderProblem({ store, now }: World, { campaign }: Target, orderId: string): string | undefined {
  if (orderId === '') return campaign.channel === CHANNEL_PING_POST ? 'Order ID is required' : undefined;
  const order = store.order.get(orderId);
  if (order === undefined || order.campaign_uid !== campaign.campaignUid) return 'Order ID was not found';
  if (order.used_by !== null) return 'Order ID has already been used';
  return now >= order.expires_at ? 'Order ID has expired' : undefined;
}

/** The latest lead of the same type with one of these keys, within a number of days; 0 searches all. */
export function findDuplicate(
  { store, now }: World,
  { leadType }: Pick<Target, 'leadType'>,
  keys: readonly string[],
  days: number,
): LeadRow | undefined {
  const since = days === 0 ? 0 : now - days * DAY_MS;
  return keys
    .flatMap((key) => store.byKey.get(leadType.leadTypeUid, key, since) ?? [])
    .sort((left, right) => right.received_at - left.received_at)[0];
}

function overMax({ store, now }: World, { campaign }: Target): string | undefined {
  const { campaignUid, hourMax, dayMax, monthMax, countReturns } = campaign;
  if (hourMax === null && dayMax === null && monthMax === null) return undefined;
  const { day, month } = pacificStarts(now);
  const full = (most: number | null, since: number) =>
    most !== null && (store.takenSince.get(campaignUid, since, countReturns ? 1 : 0)?.n ?? 0) >= most;
  if (full(hourMax, now - HOUR_MS)) return 'Hourly maximum has been reached';
  if (full(dayMax, day - 1)) return 'Daily maximum has been reached';
  return full(monthMax, month - 1) ? 'Monthly maximum has been reached' : undefined;
}

/** Stores a checked lead, and sells it now unless it has to wait. */
export function keepLead(world: World, posted: Posted, checked: CheckedPost): PostResult {
  const { store, behaviour, now } = world;
  const { postId, kind, source, lead } = posted;
  const { campaign, values, keys, call, orderId } = checked;
  const noSell = /^(?:true|1)$/i.test(lead.properties.get('nosell') ?? '');
  const leadUid = store.addLead({
    post_id: postId,
    vendor_uid: checked.source.vendorUid,
    campaign_uid: campaign.campaignUid,
    lead_type_uid: checked.leadType.leadTypeUid,
    account_type: TYPE_OF[kind],
    received_at: now,
    fields: fieldsText(values),
    call: call === null ? null : JSON.stringify(call),
    no_sell: noSell ? 1 : 0,
    price: campaign.leadPrice,
    review: campaign.useQcBin ? 'pending' : 'none',
  });
  for (const key of keys) store.addKey.run(checked.leadType.leadTypeUid, key, leadUid);
  if (orderId !== '') store.useOrder.run(postId, orderId);
  const later = (ms: number, what: string) => store.addDue.run(now + ms, what, String(leadUid));
  const delayHours = Number(source.get('senddelay') ?? 0) || 0;
  const queued = campaign.useDeliveryQueue && (kind === 'general' || kind === 'calldata');
  if (campaign.useQcBin) {
    if (behaviour.reviewMs !== null) later(behaviour.reviewMs, 'review');
  } else if (delayHours > 0) later(delayHours * HOUR_MS, 'deliver');
  else if (queued) later(behaviour.deliveryMs, 'deliver');
  else sell(world, leadUid);
  if (behaviour.returnsEvery > 0 && (store.leadCount.get()?.n ?? 0) % behaviour.returnsEvery === 0) {
    later(behaviour.returnMs, 'return');
  }
  if (orderId !== '' && behaviour.priceDrop > 0) dropPrice(world, leadUid);
  return acceptedResult(world, postId, leadUid, 'Lead was accepted');
}

function dropPrice({ store, behaviour }: World, leadUid: number): void {
  const price = store.lead.get(leadUid)?.price ?? 0;
  store.setPrice.run(cents(price * (1 - behaviour.priceDrop / 100)), leadUid);
}

/** The answer for a stored lead. It includes sends and agents if the campaign is approved for them. */
export function acceptedResult(
  { store, account, behaviour }: World,
  postId: string,
  leadUid: number,
  detail: string,
): PostResult {
  const lead = store.lead.get(leadUid);
  if (lead === undefined) return refused(postId, { type: 'Data_Errors', detail: 'Lead was not found' });
  const campaign = account.campaigns.find((one) => one.campaignUid === lead.campaign_uid);
  const sends = store.sends.all(leadUid).map(({ client_account_uid, client_uid, valid, price }) => ({
    buyer: account.deliveryAccounts.find((one) => one.clientAccountUid === client_account_uid),
    clientUid: client_uid,
    clientName: account.clients.find((one) => one.clientUid === client_uid)?.name ?? '',
    valid: valid === 1,
    price,
  }));
  const valid = sends.filter((one) => one.valid);
  return {
    postId,
    type: 'No_Error',
    detail,
    leadUid,
    campaignUid: lead.campaign_uid,
    pendingReview: lead.review === 'pending',
    price: lead.price,
    redirectUrl: valid.find(({ buyer }) => buyer?.redirectUrl)?.buyer?.redirectUrl ?? '',
    sends: isApproved(behaviour, campaign?.allowSendResponse ?? false)
      ? sends.map(({ buyer, ...send }) => ({ ...send, redirectUrl: buyer?.redirectUrl ?? '' }))
      : [],
    agents: isApproved(behaviour, campaign?.allowTransfer ?? false)
      ? valid.flatMap(({ buyer, clientUid, clientName }) =>
          buyer === undefined || buyer.agentPhone === ''
            ? []
            : [{ clientUid, clientName, agentName: buyer.agentName, agentPhone: buyer.agentPhone }],
        )
      : [],
  };
}
