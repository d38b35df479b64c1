import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ReturnUrls } from '../../../../src-main/practice/leadexec/return-url.ts';
import {
  CAMPAIGN,
  DAY,
  FIRST_LEAD,
  folder,
  general,
  HOUR,
  LEAD,
  leadexec,
  MINUTE,
  type PostAnswer,
  person,
  post,
  START,
  status,
  UUID,
} from './support.ts';

const aid = (campaign: number) => ({ source: { aid: String(campaign) } });
const INSURED = { ...LEAD, Insured: 'yes', CreditRating: 'Good' };

describe('selling', () => {
  it('the clients whose criteria are met buy, who pays most first, as often as the campaign allows', async () => {
    const vendor = await leadexec();
    const [answer] = JSON.parse(
      (await post(vendor, '/processor/insert/returnsends/json', 'json', { leads: [INSURED] })).text,
    ) as PostAnswer[];
    expect(answer?.Sends.map(({ ClientName, Price }) => [ClientName, Price])).toEqual([
      ['Harbor Insurance', 40],
      ['Demo Company', 25],
    ]);
  });

  it('a client that declines is an invalid send without a price, and the next one buys', async () => {
    const vendor = await leadexec();
    for (let n = 1; n <= 3; n++) await general(vendor, { leads: [{ ...INSURED, ...person(n) }] });
    const posted = await post(vendor, '/processor/insert/returnsends/xml', 'xml', { leads: [INSURED] });
    const bought = [...posted.text.matchAll(/<ClientName>([^<]+)<.*?<Valid>(\w+)<.*?<Price>(\d+)</g)];
    expect(bought.map(([, name, valid, price]) => [name, valid, price])).toEqual([
      ['Harbor Insurance', 'false', '0'],
      ['Demo Company', 'true', '25'],
      ['Acme Company', 'true', '25'],
    ]);
  });

  it('without approval there is nobody to tell of, though the lead is taken', async () => {
    const vendor = await leadexec();
    const at = (kind: string, n: number) =>
      post(vendor, `/processor/insert/${kind}/json`, 'json', { ...aid(CAMPAIGN.unapproved), leads: [person(n)] });
    expect(JSON.parse((await at('returnsends', 1)).text)).toMatchObject([{ isValidPost: true, Sends: [] }]);
    expect(JSON.parse((await at('transfer', 2)).text)).toMatchObject([{ isValidPost: true, ClientInfos: [] }]);
    expect((await post(vendor, '/processor/insert/transfer/xml', 'form', aid(CAMPAIGN.unapproved))).text).toContain(
      '<ClientInfos />',
    );
    expect(vendor.admin.lead(FIRST_LEAD)?.sends).toHaveLength(2);
    vendor.admin.setBehaviour({ approvals: 'all' });
    expect(JSON.parse((await at('returnsends', 3)).text)).toMatchObject([{ Sends: [{}, {}] }]);
    vendor.admin.setBehaviour({ approvals: 'none' });
    const none = await post(vendor, '/processor/insert/transfer/json', 'json', { leads: [person(4)] });
    expect(JSON.parse(none.text)).toMatchObject([{ isValidPost: true, ClientInfos: [] }]);
  });

  it('noSell keeps a lead, sendDelay and a delivery queue make it wait', async () => {
    const vendor = await leadexec();
    const sends = (uid: number) => vendor.admin.lead(uid)?.sends.length;
    await general(vendor, { leads: [person(1)], properties: { noSell: 'true' } });
    await general(vendor, { leads: [person(2)], source: { sendDelay: '1.5' } });
    await general(vendor, { ...aid(CAMPAIGN.queued), leads: [person(3)] });
    expect([0, 1, 2].map((n) => sends(FIRST_LEAD + n))).toEqual([0, 0, 0]);
    vendor.admin.moveOn(MINUTE);
    expect([0, 1, 2].map((n) => sends(FIRST_LEAD + n))).toEqual([0, 0, 2]);
    vendor.admin.moveOn(1.5 * HOUR);
    expect([0, 1, 2].map((n) => sends(FIRST_LEAD + n))).toEqual([0, 2, 2]);
    expect(vendor.admin.lead(FIRST_LEAD + 1)?.sends[0]?.at, 'when it was due').toBe(START + 1.5 * HOUR);
  });

  it('several leads in one post are answered one by one, in XML and JSON, each with its reference in the ledger', async () => {
    const vendor = await leadexec();
    const three = [person(1), { ...person(2), Zip: 'x' }, person(3)];
    const json = await post(vendor, '/processor/insert/general/json', 'json', {
      leads: three,
      properties: { reference: 'batch-1' },
    });
    expect((JSON.parse(json.text) as PostAnswer[]).map((one) => [one.isValidPost, one.LeadIdentifier])).toEqual([
      [true, FIRST_LEAD],
      [false, 0],
      [true, FIRST_LEAD + 1],
    ]);
    const entries = vendor.admin.byReference('batch-1');
    expect(entries.map(({ state, leadUid }) => [state, leadUid])).toEqual([
      ['accepted', FIRST_LEAD],
      ['refused', null],
      ['accepted', FIRST_LEAD + 1],
    ]);
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(1);
    const xml = await post(vendor, '/processor/insert/general/xml', 'xml', { leads: [person(4), person(5)] });
    expect(xml.text).toMatch(/^<\?xml[^>]*>\n<ArrayOfPostResponse [^>]*><PostResponse>.*<\/PostResponse><\/ArrayOf/s);

    const order = async (severalAnswers: 'reversed' | 'short' | 'long', from: number) => {
      vendor.admin.setBehaviour({ severalAnswers });
      const leads = [person(from), person(from + 1)];
      const answer = await general<PostAnswer[]>(vendor, { leads });
      return answer.map(({ LeadIdentifier }) => Number(LeadIdentifier) - FIRST_LEAD);
    };
    expect(await order('reversed', 10)).toEqual([5, 4]);
    expect(await order('short', 20)).toEqual([6]);
    expect(await order('long', 30)).toEqual([8, 9, 9]);
  });
});

describe('status', () => {
  it('has the shape of the sample, at both addresses', async () => {
    const vendor = await leadexec();
    const { PostID, StatusURL } = await general(vendor);
    expect(StatusURL).toBe(`${vendor.url}/information/status/${PostID}`);
    const told = await (await fetch(StatusURL)).json();
    expect(told).toEqual({
      PostID,
      LeadIdentifier: FIRST_LEAD,
      IsValid: true,
      RejectionReason: '',
      VendorAccountAssigned: CAMPAIGN.general,
      DateReceived: '2026-11-04T22:29:22.147Z',
      QualityControlDetails: {
        PendingReview: false,
        DateOfReview: null,
        IsQualityControlRejected: false,
        RejectionReason: '',
      },
      ReturnDetails: { IsReturned: false, DateOfReturn: null, ReturnReason: '' },
      Price: 25,
    });
    expect(await status(vendor, PostID)).toEqual(told);
    expect((await fetch(`${vendor.url}/information/status/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('a queued post is undecided until its time has come, then accepted or refused', async () => {
    const vendor = await leadexec();
    const queue = async (leads: readonly Record<string, string>[], source = {}) => {
      const reply = await post(vendor, '/processor/insert/general/json/async', 'json', { leads, source });
      return (JSON.parse(reply.text) as { PostID: string }).PostID;
    };
    const good = await queue([LEAD]);
    const bad = await queue([{ ...LEAD, State: 'Nevada' }]);
    const stranger = await queue([LEAD], { password: 'wrong' });
    expect(await status(vendor, good)).toMatchObject({ IsValid: false, RejectionReason: '', LeadIdentifier: 0 });
    vendor.admin.setBehaviour({ waitingStatus: 'not-found' });
    expect((await fetch(`${vendor.url}/information/queuestatus/${good}`)).status).toBe(404);
    vendor.admin.moveOn(2_999);
    expect(vendor.admin.count()).toBe(0);
    vendor.admin.moveOn(1);
    expect(await status(vendor, good)).toMatchObject({ IsValid: true, LeadIdentifier: FIRST_LEAD, Price: 25 });
    expect(await status(vendor, bad)).toMatchObject({
      IsValid: false,
      RejectionReason: 'State is not an allowed value',
    });
    expect(await status(vendor, stranger)).toMatchObject({ IsValid: false, RejectionReason: 'Password is invalid' });
  });

  it('review: accepted and sold, or rejected, which leaves the post valid', async () => {
    const vendor = await leadexec();
    const reviewed = (n: number) => general(vendor, { ...aid(CAMPAIGN.review), leads: [person(n)] });
    const [first, second] = [await reviewed(1), await reviewed(2)];
    expect(first).toMatchObject({ isValidPost: true, PendingQCReview: true });
    expect(await status(vendor, first.PostID)).toMatchObject({ QualityControlDetails: { PendingReview: true } });
    vendor.admin.moveOn(DAY);
    vendor.admin.review(FIRST_LEAD, true);
    vendor.admin.review(FIRST_LEAD + 1, false, 'Phone is disconnected');
    expect(() => vendor.admin.review(FIRST_LEAD, true)).toThrow('awaits');
    const reviewedAt = new Date(START + DAY).toISOString();
    expect(await status(vendor, first.PostID)).toMatchObject({
      QualityControlDetails: { PendingReview: false, DateOfReview: reviewedAt, IsQualityControlRejected: false },
      Price: 25,
    });
    expect(vendor.admin.lead(FIRST_LEAD)?.sends).toHaveLength(2);
    expect(await status(vendor, second.PostID)).toMatchObject({
      IsValid: true,
      QualityControlDetails: { IsQualityControlRejected: true, RejectionReason: 'Phone is disconnected' },
      Price: 0,
    });
    expect(vendor.admin.lead(FIRST_LEAD + 1)?.sends).toHaveLength(0);
  });

  it('returns: within the days that the campaign allows, and by themselves where switched on', async () => {
    const vendor = await leadexec({ behaviour: { returnsEvery: 2, returnMs: 3 * DAY, reviewMs: HOUR } });
    const answers = [await general(vendor, { leads: [person(1)] }), await general(vendor, { leads: [person(2)] })];
    vendor.admin.moveOn(4 * DAY);
    const [kept, returned] = await Promise.all(answers.map(({ PostID }) => status(vendor, PostID)));
    expect(kept).toMatchObject({ ReturnDetails: { IsReturned: false }, Price: 25 });
    expect(returned).toMatchObject({
      IsValid: true,
      ReturnDetails: {
        IsReturned: true,
        DateOfReturn: new Date(START + 3 * DAY).toISOString(),
        ReturnReason: 'Disconnected number',
      },
      Price: 0,
    });
    vendor.admin.moveOn(26 * DAY + 1);
    expect(() => vendor.admin.returnLead(FIRST_LEAD)).toThrow('30 days');
    await general(vendor, { ...aid(CAMPAIGN.review), leads: [person(3)] });
    vendor.admin.moveOn(HOUR);
    expect(vendor.admin.lead(FIRST_LEAD + 2)?.review, 'every third is rejected').toMatch(/^(?:accepted|rejected)$/);
  });

  it('tells the address that a queued post gives, on this machine alone', async () => {
    const heard = Promise.withResolvers<{ type: string; body: string }>();
    const server = createServer((req, res) => {
      void text(req).then((body) => {
        heard.resolve({ type: req.headers['content-type'] ?? '', body });
        res.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const returnurl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`;
    const vendor = await leadexec();
    await post(vendor, '/processor/insert/returnsends/json/async', 'form', { source: { returnurl } });
    vendor.admin.moveOn(MINUTE);
    const { type, body } = await heard.promise;
    expect(type).toContain('application/json');
    expect(JSON.parse(body)).toMatchObject({
      PostID: expect.stringMatching(UUID),
      isValidPost: true,
      Sends: [{ ClientUID: 1234 }, { ClientUID: 5679 }],
    });
  });
});

it('tells no address elsewhere what became of a post', () => {
  const called = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => called.mockRestore());
  const urls = new ReturnUrls();
  for (const url of ['https://example.com/done', 'http://127.0.0.1.example.com/', 'nothing']) {
    urls.send(url, { status: 200, type: 'application/json', body: '{}' });
  }
  expect(called).not.toHaveBeenCalled();
});

it('leads, what is due and the time that was moved on outlast a stop', async () => {
  const file = join(await folder(), 'leadexec.db');
  const first = await leadexec({ file });
  await general(first);
  await post(first, '/processor/insert/general/json/async', 'json', { leads: [person(1)] });
  first.admin.moveOn(MINUTE / 60);
  await first.close();
  const second = await leadexec({ file });
  expect(second.admin.now()).toBe(START + MINUTE / 60);
  expect(second.admin.count()).toBe(1);
  second.admin.moveOn(MINUTE);
  expect(second.admin.ledger().map(({ leadUid }) => leadUid)).toEqual([FIRST_LEAD, FIRST_LEAD + 1]);
});
