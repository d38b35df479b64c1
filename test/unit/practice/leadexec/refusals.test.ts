import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CALL,
  CAMPAIGN,
  DAY,
  FIRST_LEAD,
  folder,
  general,
  HOUR,
  LEAD,
  leadexec,
  type Post,
  type PostAnswer,
  person,
  post,
  SOURCE,
  send,
} from './support.ts';

const aid = (campaign: number) => ({ source: { aid: String(campaign) } });

describe('each response type of the document', () => {
  const cases: readonly (readonly [string, Post, string])[] = [
    ['System_ID_Missing', { source: { vid: '', lid: '' } }, 'System identifier is missing'],
    ['LeadType_ID_Missing', { source: { lid: '' } }, 'Lead type identifier is missing'],
    ['LeadType_ID_Missing', { source: { lid: '77' } }, 'Lead type was not found'],
    ['Vendor_ID_Missing', { source: { vid: '' } }, 'Lead source identifier is missing'],
    ['Vendor_ID_Missing', { source: { vid: '77' } }, 'Lead source was not found'],
    ['No_Account_Found', aid(77), 'No campaign was found'],
    ['No_Account_Found', aid(CAMPAIGN.home), 'No campaign was found'],
    ['No_Account_Found', { source: { password: 'wrong' } }, 'Password is invalid'],
    ['Account_Disabled', aid(CAMPAIGN.inactive), 'Campaign is not active'],
    ['Data_Errors', { leads: [] }, 'No leads were supplied'],
    [
      'Data_Errors',
      { leads: [{ ...LEAD, Email: 'none', Zip: '' }] },
      'Email must be an e-mail address; Zip is required',
    ],
    ['Data_Errors', aid(CAMPAIGN.pingPost), 'Order ID is required'],
    ['No_Error', { source: { aid: '' } }, 'Lead was accepted'],
    ['No_Error', aid(CAMPAIGN.open), 'Lead was accepted'],
  ];
  it.each(cases)('%s: %j', async (type, what, detail) => {
    const vendor = await leadexec({ behaviour: { responseType: 'name' } });
    const posted = await post(vendor, '/processor/insert/general/json', 'json', what);
    const answer = JSON.parse(posted.text) as PostAnswer;
    expect(posted.status, 'a refusal is an HTTP 200').toBe(200);
    expect(answer).toMatchObject({ isValidPost: type === 'No_Error', ResponseType: type, ResponseDetails: detail });
    if (type === 'No_Error') return;
    expect(answer).toMatchObject({ LeadIdentifier: 0, VendorAccountAssigned: 0, Price: 0, StatusURL: '' });
    expect(vendor.admin.count()).toBe(0);
  });

  it('by rules of the campaign, duplicates within its days, and its maxima', async () => {
    const vendor = await leadexec({ behaviour: { responseType: 'name' } });
    const home = { source: { lid: '2', aid: String(CAMPAIGN.home) } };
    const roof = { ...LEAD, Service: 'Roofing' };
    expect(await general(vendor, { ...home, leads: [roof] })).toMatchObject({ isValidPost: true, Price: 18 });
    expect(await general(vendor, { ...home, leads: [{ ...roof, State: 'TX' }] })).toMatchObject({
      ResponseType: 'Outside_Criteria',
    });

    const first = await general(vendor);
    expect(
      await general(vendor, { leads: [{ ...LEAD, Email: 'ANN@example.com', PrimaryPhone: '7025550199' }] }),
    ).toMatchObject({
      ResponseType: 'Duplicate_Lead',
      ResponseDetails: `Duplicate Lead, ${first.LeadIdentifier} Last Received On: 11/4/2026 10:29:22 PM UTC`,
    });
    vendor.admin.moveOn(30 * DAY + 1);
    expect(await general(vendor)).toMatchObject({ isValidPost: true });

    const limited = (n: number) => general(vendor, { ...aid(CAMPAIGN.limited), leads: [person(n)] });
    expect([(await limited(1)).isValidPost, (await limited(2)).isValidPost]).toEqual([true, true]);
    expect(await limited(3)).toMatchObject({
      ResponseType: 'Post_Over_Max',
      ResponseDetails: 'Hourly maximum has been reached',
    });
    vendor.admin.moveOn(HOUR);
    expect(await limited(3)).toMatchObject({ isValidPost: true });
  });

  it('a day is one of Pacific Time, and returned leads count only where the campaign counts them', async () => {
    // 06:59 UTC: a minute before midnight in Los Angeles.
    const vendor = await leadexec({ clock: () => Date.UTC(2026, 6, 15, 6, 59) });
    const once = (n: number) => general(vendor, { ...aid(CAMPAIGN.onceADay), leads: [person(n)] });
    const { LeadIdentifier } = await once(1);
    expect(await once(2)).toMatchObject({ ResponseType: 8, ResponseDetails: 'Daily maximum has been reached' });
    vendor.admin.returnLead(Number(LeadIdentifier));
    expect(await once(2)).toMatchObject({ isValidPost: true });
    expect(await once(3)).toMatchObject({ isValidPost: false });
    vendor.admin.moveOn(60_000);
    expect(await once(3)).toMatchObject({ isValidPost: true });
  });

  it('call details: number and seconds are required, the date is Pacific Time', async () => {
    const vendor = await leadexec();
    const call = async (properties: Readonly<Record<string, string>>) =>
      JSON.parse((await post(vendor, '/processor/insert/calldata/json', 'form', { properties })).text) as PostAnswer;
    expect(await call({ ...CALL, callDuration: '', callDate: '2026-11-03 14:15' })).toMatchObject({
      ResponseType: 9,
      ResponseDetails: 'callduration is required in seconds; calldate is not in the correct format',
    });
    expect(await call({ callDate: '13/01/2026 02:15 PM' })).toMatchObject({
      ResponseDetails: expect.stringMatching(/^ivrnumber is required.*calldate/),
    });
    expect(await call(CALL)).toMatchObject({ ResponseType: 0 });
    expect(vendor.admin.lead(FIRST_LEAD)?.call).toEqual({
      number: '8005550199',
      seconds: 75,
      result: 'Transferred',
      at: Date.UTC(2026, 10, 3, 22, 15),
    });
  });

  it('bodies that are not what they say are told so, also of bare XML', async () => {
    const vendor = await leadexec();
    const bad = async (path: string, type: string, body: string) => (await send(vendor.url + path, type, body)).text;
    expect(await bad('/processor/insert/general/json', 'application/json', '{"source":')).toContain('"ResponseType":9');
    expect(await bad('/processor/insert/general/json', 'application/json', '{"leads":[]}')).toContain(
      'not as documented',
    );
    expect(await bad('/processor/insert/general/xml', 'application/xml', '<Leads><Lead></Leads>')).toContain(
      '<ResponseType>Data_Errors</ResponseType>',
    );
    expect(await bad('/processor/insert/general/json/async', 'application/xml', '<Lead/>')).toContain(
      '"QueueSuccessful":false',
    );
    expect(await bad('/processor/insert/general/json', 'text/plain', 'vid=18')).toContain('Unsupported Media Type');
  });
});

describe('who may post', () => {
  it('a token, a password, both or neither, as the source and the campaign ask', async () => {
    const vendor = await leadexec();
    const as = async (source: Readonly<Record<string, string>>, token?: string) => {
      const body = new URLSearchParams({ ...SOURCE, ...LEAD, ...source }).toString();
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const reply = await send(
        `${vendor.url}/processor/insert/general/json`,
        'application/x-www-form-urlencoded',
        body,
        headers,
      );
      return reply.status === 200 ? (JSON.parse(reply.text) as PostAnswer).ResponseDetails : reply.status;
    };
    const token = { vid: '19', aid: String(CAMPAIGN.token), password: '' };
    const both = { vid: '20', aid: String(CAMPAIGN.both) };
    expect(await as(token)).toBe(401);
    expect(await as(token, 'wrong')).toBe(401);
    expect(await as(token, 'practice')).toBe('Lead was accepted');
    expect(await as(both)).toBe(401);
    expect(await as({ ...both, password: '' }, 'practice')).toBe('Password is invalid');
    expect(await as(both, 'practice')).toBe('Lead was accepted');
    expect(await as({ aid: String(CAMPAIGN.open), password: '' })).toBe('Lead was accepted');
    vendor.admin.setBehaviour({ passwordRefusal: 'http401' });
    expect(await as({ password: '' })).toBe(401);
  });

  it('passwords are kept in no row of the vendor', async () => {
    const file = join(await folder(), 'leadexec.db');
    const vendor = await leadexec({ secret: 'planted-password', file });
    await general(vendor, { source: { password: 'planted-password' } });
    await post(vendor, '/processor/insert/general/json/async', 'xml', {
      source: { password: 'planted-password' },
      leads: [person(1)],
    });
    vendor.admin.moveOn(HOUR);
    expect(vendor.admin.ledger().map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    await vendor.close();
    expect(await readFile(file, 'latin1')).toContain('person1@example.com');
    expect(await readFile(file, 'latin1')).not.toContain('planted-password');
  });
});
