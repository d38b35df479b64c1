import { describe, expect, it } from 'vitest';
import { bodyOf, CAMPAIGN, general, LEAD, leadexec, type Post, person, post, send, TYPES } from './support.ts';

describe('the samples that break their own format', () => {
  it('are sent as they stand in the document', async () => {
    const vendor = await leadexec();
    vendor.admin.setBehaviour({
      malformed: [
        'agent-phone-quote',
        'client-infos-unclosed',
        'second-client-named',
        'redirect-post-id',
        'duplicate-says-ping',
      ],
    });
    const at = async (path: string, n: number) =>
      (await post(vendor, `/processor/${path}`, 'form', { leads: [person(n)] })).text;
    const json = await at('insert/transfer/json', 1);
    expect(json).toContain('"AgentPhone":"7025551212""');
    expect(json).toContain('"AgentPhone":"6025551212"}');
    expect(() => JSON.parse(json)).toThrow();
    expect(await at('insert/transfer/xml', 2)).toMatch(/<\/ClientInfo><\/PostResponse>$/);
    expect(await at('insert/returnsends/xml', 3)).toContain('<ClientUID>Acme Company</ClientUID><ClientName />');
    expect(await at('insert/manualredirect/xml', 4)).toContain(
      '<PostID>true</isValidPost><isValidPost>true</isValidPost>',
    );
    expect(await at('insert/general/xml', 5)).toMatch(/<PostID>[0-9a-f-]{36}<\/PostID>/);
    const body = bodyOf('json', { leads: [{ Email: person(1).Email ?? '' }] });
    const checked = await send(`${vendor.url}/processor/duplicate/check`, TYPES.json, body, {
      accept: 'application/json',
    });
    expect(JSON.parse(checked.text)).toMatchObject({
      IsDuplicate: true,
      Response: 'Coverage found, please supply Order ID in POST',
    });
  });
});

describe('what the document shows in several ways', () => {
  it('numbers or names, detail or details, prices and booleans as text, an object or an array', async () => {
    const vendor = await leadexec();
    const answer = async (n: number, what: Post = {}) =>
      (await post(vendor, '/processor/insert/general/json', 'json', { leads: [person(n)], ...what })).text;
    vendor.admin.setBehaviour({
      responseType: 'name',
      detailName: 'ResponseDetail',
      price: 'text',
      textBooleans: true,
    });
    expect(JSON.parse(await answer(1))).toMatchObject({
      isValidPost: 'true',
      ResponseType: 'No_Error',
      ResponseDetail: 'Lead was accepted',
      PendingQCReview: 'false',
      Price: '25',
    });
    vendor.admin.setBehaviour({ responseType: 'number', price: 'number', textBooleans: false, jsonShape: 'array' });
    expect(JSON.parse(await answer(2))).toMatchObject([{ isValidPost: true, ResponseType: 0, Price: 25 }]);
    vendor.admin.setBehaviour({ jsonShape: 'object' });
    const sends = await post(vendor, '/processor/insert/returnsends/json', 'json', { leads: [person(3)] });
    expect(JSON.parse(sends.text)).toMatchObject({ isValidPost: true, Sends: [{ Valid: true }, {}] });
    vendor.admin.setBehaviour({ xmlPostId: 'always', responseType: 'number' });
    const xml = await post(vendor, '/processor/insert/transfer/xml', 'xml', { leads: [person(4)] });
    expect(xml.text).toMatch(/<PostID>[0-9a-f-]{36}<\/PostID>.*<ResponseType>0</);
  });

  it('the lead of a refused post is 0, null or empty, and a status address none, own or elsewhere', async () => {
    const vendor = await leadexec();
    const refusal = async () => (await general(vendor, { leads: [{ ...LEAD, Zip: 'x' }] })).LeadIdentifier;
    expect(await refusal()).toBe(0);
    vendor.admin.setBehaviour({ refusedLead: 'null' });
    expect(await refusal()).toBeNull();
    const xml = await post(vendor, '/processor/insert/general/xml', 'json', { leads: [{ ...LEAD, Zip: 'x' }] });
    expect(xml.text).toContain('<LeadIdentifier xsi:nil="true" />');
    vendor.admin.setBehaviour({ refusedLead: 'empty', statusUrl: 'elsewhere' });
    expect(await refusal()).toBe('');
    expect((await general(vendor, { leads: [person(1)] })).StatusURL).toMatch(/^https:\/\/leads\.example\.com\//);
    vendor.admin.setBehaviour({ statusUrl: 'empty' });
    expect((await general(vendor, { leads: [person(2)] })).StatusURL).toBe('');
  });

  it('dates without a zone are UTC or Pacific Time, and the name of one is misspelt', async () => {
    const vendor = await leadexec();
    await general(vendor);
    const ping = async () => {
      const source = { aid: String(CAMPAIGN.pingPost) };
      const reply = await post(vendor, '/processor/insert/ping/json', 'form', { source, leads: [{ State: 'NV' }] });
      return (JSON.parse(reply.text) as { OrderExpiresOn: string }).OrderExpiresOn;
    };
    expect(await ping()).toBe('11/4/2026 10:34:22 PM');
    vendor.admin.setBehaviour({ bareDates: 'pacific' });
    expect(await ping()).toBe('11/4/2026 2:34:22 PM');
    vendor.admin.setBehaviour({ dates: 'iso', receivedOnName: 'ReceviedOn' });
    expect(await ping()).toBe('2026-11-04T22:34:22Z');
    const body = bodyOf('json', { leads: [{ Email: 'ann@example.com' }] });
    const reply = await send(`${vendor.url}/processor/duplicate/check`, TYPES.json, body, {
      accept: 'application/json',
    });
    expect(JSON.parse(reply.text)).toMatchObject({ ReceviedOn: '2026-11-04T22:29:22Z' });
  });
});
