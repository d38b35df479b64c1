import { describe, expect, test } from 'vitest';
import { byHttp, outcomeOf } from '../../../src-main/delivery/outcomes.ts';
import { RESPONSE_TYPES } from '../../../src-main/vendors/leadreceiver/answer-types.ts';
import { askedOf } from '../../../src-main/vendors/leadreceiver/asked.ts';
import { readPost } from '../../../src-main/vendors/leadreceiver/read-post.ts';
import { deliveryDesk, sampleCsv, sampleLead } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';

const access = { url: 'https://leads.example', vid: 18, lid: 1, aid: 23, password: '', token: '' };
const answer = (body: unknown, status = 200, retryAfter = '') => ({
  ...{ kind: 'answer' as const, status, contentType: '', retryAfter, ms: 1 },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const outcome = (body: unknown, status = 200, posted: Partial<Parameters<typeof outcomeOf>[2]> = {}) =>
  outcomeOf(readPost(answer(body, status), askedOf(access, 'general')), '', {
    ...{ namesCampaign: true, asksFor: null },
    ...posted,
  });
const refusal = (ResponseType: unknown) => ({ isValidPost: false, ResponseType, ResponseDetails: 'No' });
const TAKEN = { isValidPost: true, ResponseType: 0, LeadIdentifier: 7, PostID: 'a-1' };

describe('what an answer means for its job', () => {
  const WITH: Record<string, string> = {
    ...{ System_ID_Missing: 'group-stopped', LeadType_ID_Missing: 'group-stopped', Vendor_ID_Missing: 'group-stopped' },
    ...{ No_Account_Found: 'group-stopped', Outside_Criteria: 'rejected', Duplicate_Lead: 'duplicate' },
    ...{ Account_Disabled: 'group-stopped', Post_Over_Max: 'group-stopped', Data_Errors: 'rejected' },
  };
  test.each(RESPONSE_TYPES.slice(1))('%s, by name and number, with and without a campaign', (type) => {
    for (const told of [type, RESPONSE_TYPES.indexOf(type)]) {
      expect(outcome(refusal(told)), String(told)).toMatchObject({ to: WITH[type] });
      const alone = type === 'No_Account_Found' || type === 'Post_Over_Max' ? 'rejected' : WITH[type];
      expect(outcome(refusal(told), 200, { namesCampaign: false })).toMatchObject({ to: alone });
    }
  });

  test('a refusal that a wrong password may be says so', () => {
    for (const namesCampaign of [true, false]) {
      const said = outcome(refusal(4), 200, { namesCampaign });
      expect(said).toMatchObject({ reason: expect.stringMatching(/password/) });
    }
  });

  test('HTTP speaks where no body does', () => {
    expect(outcome('', 401)).toMatchObject({ to: 'stopped' });
    expect(outcome('<h1>no</h1>', 403)).toMatchObject({ to: 'stopped' });
    expect(outcome('', 429)).toMatchObject({ to: 'throttled' });
    expect(byHttp(answer('', 403))).toMatchObject({ to: 'stopped' });
    expect(byHttp(answer('', 429, '7'))).toMatchObject({ to: 'throttled', retryAfter: '7' });
    expect(byHttp(answer('', 500))).toBeNull();
  });

  test('what is unfamiliar is never accepted', () => {
    for (const odd of [
      { isValidPost: true },
      { ...TAKEN, ResponseType: 'Sold_Later' },
      { ...TAKEN, ResponseType: '' },
    ]) {
      expect(outcome(odd)).toMatchObject({ to: 'unknown', recognised: false });
    }
  });

  test('an acceptance says what of it can’t be used or is missing', () => {
    expect(outcome(TAKEN)).toMatchObject({ to: 'delivered', warning: null });
    const odd = outcome({ ...TAKEN, Price: 'plenty', RedirectURL: 'http://plain.example/a' });
    expect(odd).toMatchObject({ warning: expect.stringMatching(/plenty/) });
    expect(odd).toMatchObject({ warning: expect.stringMatching(/http:\/\/plain\.example/) });
    for (const asksFor of ['sends', 'agents'] as const)
      expect(outcome(TAKEN, 200, { asksFor })).toMatchObject({ warning: expect.stringMatching(/approval/) });
  });
});

test('a campaign at its maximum keeps what is left for later, and loses nothing', async () => {
  const desk = await deliveryDesk({ receiver: { aid: 26 } });
  await desk.call('delivery.post', { connectionId: desk.connectionId, path: desk.write('leads.csv', sampleCsv(4)) });
  const stopped = await until(async () => {
    const [batch] = await desk.call('delivery.batches', {});
    return batch?.paused === true && batch.jobs.sending === 0 ? batch : null;
  }, 'the posts stop');
  expect(stopped).toMatchObject({ pausedReason: expect.stringContaining('maximum'), jobs: { delivered: 2, held: 2 } });
  desk.vendor.admin.moveOn(61 * 60_000);
  await desk.call('delivery.resume', { id: stopped.id });
  await until(async () => (await desk.settled()).filter(({ state }) => state === 'delivered').length === 4, 'all go');
  expect(desk.vendor.admin.takenTwice((entry) => entry.fields.Email ?? '')).toEqual(new Map());
});

test('a wrong password stops the posts of the campaign and says what to check', async () => {
  const desk = await deliveryDesk({ secrets: { password: 'wrong-one', token: '' } });
  await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [sampleLead(1), sampleLead(2)] });
  const batch = await until(async () => {
    const [one] = await desk.call('delivery.batches', {});
    return one?.paused === true && one.jobs.sending === 0 ? one : null;
  }, 'the posts stop');
  expect(batch).toMatchObject({ pausedReason: expect.stringMatching(/password/), jobs: { held: 2 } });
  expect(desk.vendor.admin.count()).toBe(0);
});
