import { randomUUID } from 'node:crypto';
import { checkFields, duplicateKeys } from '../account/fields.ts';
import { ACCOUNT_TYPES, CHANNEL_PING_POST } from '../account/model.ts';
import { usDate } from '../account/pacific.ts';
import { estimate, fieldsText, sell, valuesOf } from '../automation.ts';
import { isApproved } from '../behaviour.ts';
import type { World } from '../world.ts';
import { findCampaign, findSource, isRefusal } from './find-campaign.ts';
import type { GivenLead } from './read-request.ts';
import { type DuplicateResult, duplicateWords, type PingResult, type PostResult, refused } from './results.ts';
import { acceptedResult, findDuplicate } from './take-lead.ts';

type Given = ReadonlyMap<string, string>;
/** Unlike posts, ping and duplicate check require a campaign. */
const namesCampaign = (source: Given) => !['', '0'].includes(source.get('aid') ?? '');
const NO_CAMPAIGN = 'Campaign identifier is missing';
const NO_LEAD: GivenLead = { fields: new Map(), properties: new Map() };

/** PING: whether a lead with this data would be accepted, at which price, and the order to post it with. One lead per request. */
export function ping(world: World, source: Given, lead: GivenLead = NO_LEAD, queued = false): PingResult {
  const { account, store, behaviour, now } = world;
  const requestId = randomUUID();
  const no = (response: string): PingResult => ({ requestId, orderId: null, price: 0, expiresAt: null, response });
  if (!namesCampaign(source)) return no(NO_CAMPAIGN);
  const target = findCampaign(account, source, !queued);
  if (isRefusal(target)) return no(target.detail);
  const { campaign, leadType } = target;
  if (campaign.channel !== CHANNEL_PING_POST) return no('Campaign does not accept PING requests');
  const { values, errors } = checkFields(leadType, lead.fields, true);
  if (errors.length > 0) return no(errors.join('; '));
  const sellable = { leadTypeUid: leadType.leadTypeUid, accountType: ACCOUNT_TYPES.general, values };
  const { covered, price } = estimate(world, campaign, sellable);
  if (!covered) return no('No coverage found');
  const orderId = randomUUID();
  const expiresAt = now + behaviour.orderMs;
  store.addOrder.run(orderId, campaign.campaignUid, now, expiresAt, price);
  return { requestId, orderId, price, expiresAt, response: 'Coverage found, please supply Order ID in POST' };
}

/**
 * Duplicate Check: whether a lead with this data was received before, from any source. For a campaign without approval the answer says so,
 * or is simply no (`unapprovedDuplicateCheck`).
 */
export function checkDuplicate(world: World, source: Given, lead: GivenLead = NO_LEAD): DuplicateResult {
  const { account, behaviour } = world;
  const no = (response: string): DuplicateResult => ({ duplicate: false, leadUid: null, receivedAt: null, response });
  if (!namesCampaign(source)) return no(NO_CAMPAIGN);
  const target = findCampaign(account, source);
  if (isRefusal(target)) return no(target.detail);
  if (!isApproved(behaviour, target.campaign.allowDuplicateCheck)) {
    const says = behaviour.unapprovedDuplicateCheck === 'says-why';
    return no(says ? 'Access to duplicate check has not been approved' : behaviour.noDuplicateWords);
  }
  const { values } = checkFields(target.leadType, lead.fields, true);
  const earlier = findDuplicate(world, target, duplicateKeys(target.leadType, values), target.campaign.dupDayMax);
  if (earlier === undefined) return no(behaviour.noDuplicateWords);
  const leadUid = earlier.vendor_uid === target.source.vendorUid ? earlier.lead_uid : null;
  const response = duplicateWords(leadUid, usDate(earlier.received_at));
  return { duplicate: true, leadUid, receivedAt: earlier.received_at, response };
}

/** Update Lead: new values for fields of a lead of the same source and type. With `processDelivery` it is sold again if that is allowed. */
export function updateLead(world: World, postId: string, source: Given, lead: GivenLead = NO_LEAD): PostResult {
  const { account, store } = world;
  const found = findSource(account, source);
  if (isRefusal(found)) return refused(postId, found);
  const { properties } = lead;
  const named = properties.get('lpleaduid') ?? properties.get('leaduid') ?? '';
  const row = store.lead.get(/^\d+$/.test(named) ? Number(named) : 0);
  if (row?.vendor_uid !== found.source.vendorUid || row.lead_type_uid !== found.leadType.leadTypeUid) {
    return refused(postId, { type: 'Data_Errors', detail: 'Lead was not found' });
  }
  const { values, errors } = checkFields(found.leadType, lead.fields, true);
  if (errors.length > 0) return refused(postId, { type: 'Data_Errors', detail: errors.join('; ') });
  const merged = new Map([...valuesOf(row.fields), ...values]);
  store.setFields.run(fieldsText(merged), row.lead_uid);
  store.dropKeys.run(row.lead_uid);
  for (const key of duplicateKeys(found.leadType, merged)) store.addKey.run(row.lead_type_uid, key, row.lead_uid);
  if (/^(?:true|1)$/i.test(properties.get('processdelivery') ?? '')) sell(world, row.lead_uid);
  return acceptedResult(world, postId, row.lead_uid, 'Lead information updated');
}
