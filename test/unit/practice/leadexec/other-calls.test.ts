import { describe, expect, it } from 'vitest';
import type { PracticeLeadExec } from '../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import {
  bodyOf,
  CAMPAIGN,
  DAY,
  FIRST_LEAD,
  type Format,
  general,
  LEAD,
  leadexec,
  MINUTE,
  type Post,
  type PostAnswer,
  post,
  send,
  TYPES,
  UUID,
} from './support.ts';

const PING_XML =
  '<?xml version="1.0" encoding="utf-8"?>\n<PingResponse xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';
const BODIES = ['form', 'json'] as const;

interface Ping {
  readonly WillAccept: boolean;
  readonly OrderID: string;
  readonly Response: string;
}

const DATA = { State: 'NV', Zip: '89101', Insured: 'Yes', CreditRating: 'Good' };
const pingPost = { aid: String(CAMPAIGN.pingPost) };
async function ping(vendor: PracticeLeadExec, fields: Readonly<Record<string, string>> = DATA, body: Format = 'json') {
  const reply = await post(vendor, '/processor/insert/ping/json', body, { source: pingPost, leads: [fields] });
  return JSON.parse(reply.text) as Ping;
}

describe('ping', () => {
  it.each(BODIES)('%s: as the samples show', async (body) => {
    const vendor = await leadexec();
    const told = await ping(vendor, DATA, body);
    expect(told).toEqual({
      WillAccept: true,
      RequestID: expect.stringMatching(UUID),
      OrderID: expect.stringMatching(UUID),
      EstimatedPrice: '39',
      OrderExpiresOn: '11/4/2026 10:34:22 PM',
      Response: 'Coverage found, please supply Order ID in POST',
    });
    const { text } = await post(vendor, '/processor/insert/ping/xml', body, { source: pingPost, leads: [DATA] });
    expect(text).toMatch(
      new RegExp(
        `^${PING_XML.replace(/[?.]/g, '\\$&')}<WillAccept>true</WillAccept><RequestID>[0-9a-f-]+</RequestID><OrderID>[0-9a-f-]+</OrderID><EstimatedPrice>39</EstimatedPrice><OrderExpiresOn>11/4/2026 10:34:22 PM</OrderExpiresOn><Response>Coverage found, please supply Order ID in POST</Response></PingResponse>$`,
      ),
    );
    expect(vendor.admin.count(), 'a ping is no lead').toBe(0);
    expect(vendor.admin.contactDetailsInPings()).toEqual([]);
  });

  it.each(BODIES)('%s, async: queued, and no status tells its order', async (body) => {
    const vendor = await leadexec();
    const reply = await post(vendor, '/processor/insert/ping/json/async', body, { source: pingPost, leads: [DATA] });
    const { PostID, StatusURL } = JSON.parse(reply.text) as { PostID: string; StatusURL: string };
    vendor.admin.moveOn(MINUTE);
    const told = await (await fetch(StatusURL)).json();
    expect(told).toMatchObject({ PostID, IsValid: true, LeadIdentifier: 0 });
    expect(JSON.stringify(told)).not.toContain(vendor.admin.orders()[0]?.order_id);
  });

  it('an order is good for one post while it lasts; the price may fall in between', async () => {
    const vendor = await leadexec({ behaviour: { priceDrop: 10 } });
    const { OrderID } = await ping(vendor);
    const withOrder = async (orderid: string, lead = LEAD) => {
      const source = { ...pingPost, orderid };
      const reply = await post(vendor, '/processor/insert/general/json', 'form', {
        source,
        leads: [{ ...lead, ...DATA }],
      });
      return JSON.parse(reply.text) as PostAnswer;
    };
    expect(await withOrder(crypto.randomUUID())).toMatchObject({ ResponseDetails: 'Order ID was not found' });
    expect(await withOrder(OrderID)).toMatchObject({ isValidPost: true, Price: 35.1 });
    expect(await withOrder(OrderID, { ...LEAD, Email: 'x@example.com', PrimaryPhone: '7025550177' })).toMatchObject({
      ResponseDetails: 'Order ID has already been used',
    });
    const late = await ping(vendor);
    vendor.admin.moveOn(5 * MINUTE);
    expect(await withOrder(late.OrderID)).toMatchObject({
      isValidPost: false,
      ResponseDetails: 'Order ID has expired',
    });
    const paths = vendor.admin.ledger().map(({ kind, orderId }) => [kind, orderId === OrderID]);
    expect(paths.filter(([, same]) => same)).toEqual([
      ['ping', true],
      ['general', true],
      ['general', true],
    ]);
  });

  it('says no where nobody buys, data is wrong or the campaign is another; and who sent contact details is found out', async () => {
    const vendor = await leadexec();
    vendor.admin.setAccount({ deliveryAccounts: [] });
    expect(await ping(vendor)).toMatchObject({ WillAccept: false, OrderID: '', Response: 'No coverage found' });
    expect(await ping(vendor, { ...DATA, Zip: '9' })).toMatchObject({ Response: 'Zip must have 5 digits' });
    const web = await post(vendor, '/processor/insert/ping/json', 'json', { leads: [DATA] });
    expect(JSON.parse(web.text)).toMatchObject({
      WillAccept: false,
      Response: 'Campaign does not accept PING requests',
    });
    const nowhere = await post(vendor, '/processor/insert/ping/json', 'form', { source: { aid: '' }, leads: [DATA] });
    expect(JSON.parse(nowhere.text)).toMatchObject({ WillAccept: false, Response: 'Campaign identifier is missing' });
    await ping(vendor, { ...DATA, email: 'ann@example.com' });
    expect(vendor.admin.contactDetailsInPings()).toEqual(['email']);
  });
});

describe('duplicate check', () => {
  async function check(vendor: PracticeLeadExec, accept: string, what: Post = {}, body: Format = 'json') {
    const fields = { leads: [{ Email: 'ann@example.com' }], ...what };
    return (await send(`${vendor.url}/processor/duplicate/check`, TYPES[body], bodyOf(body, fields), { accept })).text;
  }

  it.each(BODIES)('%s: as the samples show, JSON or XML by what is asked for', async (body) => {
    const vendor = await leadexec();
    const none = { IsDuplicate: false, DuplicateLeadId: null, ReceivedOn: null, Response: 'No duplicate found' };
    expect(JSON.parse(await check(vendor, 'application/json', {}, body))).toEqual(none);
    await general(vendor);
    const words = `Duplicate Lead, ${FIRST_LEAD} Last Received On: 11/4/2026 10:29:22 PM UTC`;
    expect(JSON.parse(await check(vendor, 'application/json', {}, body))).toEqual({
      IsDuplicate: true,
      DuplicateLeadId: FIRST_LEAD,
      ReceivedOn: '11/4/2026 10:29:22 PM',
      Response: words,
    });
    expect(await check(vendor, '*/*', {}, body)).toBe(
      `${PING_XML}<IsDuplicate>true</IsDuplicate><DuplicateLeadId>${FIRST_LEAD}</DuplicateLeadId><ReceivedOn>2026-11-04T22:29:22Z</ReceivedOn><Response>${words}</Response></PingResponse>`,
    );
    vendor.admin.moveOn(31 * DAY);
    expect(JSON.parse(await check(vendor, 'application/json', {}, body))).toEqual(none);
  });

  it('must say for which campaign', async () => {
    const vendor = await leadexec();
    expect(JSON.parse(await check(vendor, 'application/json', { source: { aid: '' } }))).toMatchObject({
      IsDuplicate: false,
      Response: 'Campaign identifier is missing',
    });
  });

  it('names no lead of another source', async () => {
    const vendor = await leadexec();
    vendor.admin.setAccount({
      sources: vendor.admin.account().sources.map((one) => ({ ...one, token: null })),
    });
    await general(vendor, { source: { vid: '19', aid: String(CAMPAIGN.token) } });
    expect(JSON.parse(await check(vendor, 'application/json'))).toMatchObject({
      IsDuplicate: true,
      DuplicateLeadId: null,
      Response: 'Duplicate Lead, Last Received On: 11/4/2026 10:29:22 PM UTC',
    });
  });

  it('without approval it says so, or plainly no, whatever is there', async () => {
    const vendor = await leadexec();
    const source = { aid: String(CAMPAIGN.unapproved) };
    await general(vendor, { source });
    const asked = async () => JSON.parse(await check(vendor, 'application/json', { source })) as unknown;
    expect(await asked()).toMatchObject({
      IsDuplicate: false,
      Response: 'Access to duplicate check has not been approved',
    });
    vendor.admin.setBehaviour({ unapprovedDuplicateCheck: 'says-no' });
    expect(await asked()).toMatchObject({ IsDuplicate: false, Response: 'No duplicate found' });
  });
});

describe('update', () => {
  it.each(BODIES)('%s: changes the fields that are given, of a lead of the same source', async (body) => {
    const vendor = await leadexec();
    const { LeadIdentifier } = await general(vendor, { properties: { noSell: 'false' } });
    const update = async (uid: string, leads: Post['leads'], more = {}) => {
      const properties = { [body === 'form' ? 'lpleaduid' : 'leadUID']: uid, ...more };
      const reply = await post(vendor, '/processor/update/json', body, { leads: leads ?? [], properties });
      return JSON.parse(reply.text) as PostAnswer;
    };
    expect(await update(String(LeadIdentifier), [{ FirstName: 'Anna', Zip: '89109' }])).toEqual({
      PostID: expect.stringMatching(UUID),
      isValidPost: true,
      ResponseType: 0,
      ResponseDetails: 'Lead information updated',
      LeadIdentifier: FIRST_LEAD,
      VendorAccountAssigned: CAMPAIGN.general,
      PendingQCReview: false,
      Price: 25,
      RedirectURL: '',
      StatusURL: '',
    });
    expect(vendor.admin.lead(FIRST_LEAD)?.fields).toMatchObject({ FirstName: 'Anna', LastName: 'Davis', Zip: '89109' });
    expect(await update(String(LeadIdentifier), [{ Zip: '' }])).toMatchObject({ ResponseDetails: 'Zip is required' });
    expect(await update('1', [{ Zip: '89109' }])).toMatchObject({ ResponseDetails: 'Lead was not found' });
    const asXml = await post(vendor, '/processor/update/xml', body, {
      leads: [{ Email: 'new@example.com' }],
      properties: { [body === 'form' ? 'lpleaduid' : 'leadUID']: String(LeadIdentifier) },
    });
    expect(asXml.text).toContain('<ResponseDetails>Lead information updated</ResponseDetails>');
    expect(await general(vendor), 'its phone is still there').toMatchObject({ isValidPost: false });
    const other = { ...LEAD, PrimaryPhone: '7025550177' };
    expect(await general(vendor, { leads: [other] }), 'its old e-mail is not').toMatchObject({ isValidPost: true });
    expect(vendor.admin.ledger().map(({ kind }) => kind)).toEqual([
      'general',
      'update',
      'update',
      'update',
      'update',
      'general',
      'general',
    ]);
  });

  it.each(BODIES)('%s: with processDelivery it is sold to whom it has not been sold', async (body) => {
    const vendor = await leadexec();
    vendor.admin.setAccount({
      campaigns: vendor.admin.account().campaigns.map((one) => ({ ...one, maxSell: 0 })),
    });
    const { LeadIdentifier } = await general(vendor);
    const update = (processDelivery: string) => {
      const id = body === 'form' ? 'lpleaduid' : 'leadUID';
      const properties = { [id]: String(LeadIdentifier), processDelivery };
      const leads = [{ Insured: 'Yes', CreditRating: 'Excellent' }];
      return post(vendor, '/processor/update/json', body, { leads, properties });
    };
    const buyers = () => vendor.admin.lead(FIRST_LEAD)?.sends.map(({ clientUid }) => clientUid);
    await update('false');
    expect(buyers()).toEqual([1234, 5679]);
    await update('true');
    expect(buyers()).toEqual([1234, 5679, 6001]);
    await update('true');
    expect(buyers()).toEqual([1234, 5679, 6001]);
  });

  it('sells nothing that was returned, nor that quality control has rejected', async () => {
    const vendor = await leadexec();
    const source = { aid: String(CAMPAIGN.review) };
    await general(vendor, { source });
    await general(vendor, { leads: [{ ...LEAD, Email: 'b@example.com', PrimaryPhone: '7025550177' }] });
    vendor.admin.review(FIRST_LEAD, false);
    vendor.admin.returnLead(FIRST_LEAD + 1);
    for (const uid of [FIRST_LEAD, FIRST_LEAD + 1]) {
      const properties = { leadUID: String(uid), processDelivery: 'true' };
      const reply = await post(vendor, '/processor/update/json', 'json', { leads: [{ Zip: '89109' }], properties });
      expect(JSON.parse(reply.text)).toMatchObject({ isValidPost: true, Price: 0 });
    }
    expect([0, 1].map((n) => vendor.admin.lead(FIRST_LEAD + n)?.sends.length)).toEqual([0, 2]);
  });
});
