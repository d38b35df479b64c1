import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { PracticeLeadExec } from '../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { CAMPAIGN, DAY, FIRST_LEAD, general, leadexec, person, START, status } from './support.ts';

async function ask(vendor: PracticeLeadExec, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${vendor.adminUrl}/${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, value: (await answer.json()) as Record<string, unknown> };
}

describe('the control interface', () => {
  it('tells the state and the ledger, by reference too', async () => {
    const vendor = await leadexec();
    await general(vendor, { leads: [person(1)], properties: { reference: 'row 1' } });
    await general(vendor, { leads: [person(2)], properties: { reference: 'row 2' } });
    await status(vendor, vendor.admin.ledger()[0]?.postId ?? '');
    const state = await ask(vendor, 'state?limit=1&offset=1');
    expect(state.value).toMatchObject({
      counts: { requests: 3, taken: 2, inFlight: 0, byCall: { general: 2, status: 1 } },
      now: START,
      leads: 2,
      entries: 2,
      faults: [],
      ledger: [{ reference: 'row 2', leadUid: FIRST_LEAD + 1 }],
    });
    expect((await ask(vendor, 'ledger?reference=row%201')).value).toMatchObject({ ledger: [{ leadUid: FIRST_LEAD }] });
    expect((await ask(vendor, `lead?uid=${FIRST_LEAD}`)).value).toMatchObject({ price: 25, sends: [{}, {}] });
    expect((await ask(vendor, 'lead?uid=1')).status).toBe(404);
    expect((await ask(vendor, 'until?taken=2')).value).toMatchObject({ counts: { taken: 2 } });
  });

  it('names what was taken more than once', async () => {
    const vendor = await leadexec();
    vendor.admin.setAccount({
      campaigns: vendor.admin.account().campaigns.map((one) => ({ ...one, dupDayMax: 0 })),
    });
    for (const n of [1, 2, 2, 3]) {
      await general(vendor, { leads: [person(n)], properties: { reference: `row ${n}` } });
    }
    expect((await ask(vendor, 'twice')).value).toEqual({ leads: 4, twice: { 'row 2': 2 } });
    expect((await ask(vendor, 'twice?field=Email')).value).toEqual({ leads: 4, twice: { 'person2@example.com': 2 } });
  });

  it('turns faults, behaviour, account and time, and refuses what it does not know', async () => {
    const vendor = await leadexec();
    expect((await ask(vendor, 'faults', [{ kind: 'http503', times: 1 }])).value).toMatchObject({
      faults: [{ kind: 'http503' }],
    });
    await ask(vendor, 'faults', { faults: [], seed: 4 });
    expect((await ask(vendor, 'behaviour', { queueMs: 5 })).value).toMatchObject({ behaviour: { queueMs: 5 } });
    const sources = [{ vendorUid: 99, name: 'Another' }];
    expect((await ask(vendor, 'account', { sources })).value).toMatchObject({
      sources: [{ vendorUid: 99, status: 1 }],
    });
    expect((await ask(vendor, 'account')).value).toMatchObject({
      sources: [{ vendorUid: 99 }],
      clients: expect.arrayContaining([expect.objectContaining({ clientUid: 1234 })]),
    });
    expect((await ask(vendor, 'time', { moveMs: DAY })).value).toMatchObject({ now: START + DAY });
    for (const [path, body] of [
      ['faults', [{ kind: 'no such fault' }]],
      ['behaviour', { noSuchSwitch: 1 }],
      ['account', { noSuchPart: [] }],
      ['time', { moveMs: -1 }],
      ['review', { leadUid: 1, accept: true }],
      ['return', { leadUid: 1 }],
    ] as const) {
      expect([path, (await ask(vendor, path, body)).status]).toEqual([path, 400]);
    }
    expect((await ask(vendor, 'nothing')).status).toBe(404);
    expect((await ask(vendor, 'nothing', {})).status).toBe(404);
    expect(vendor.admin.counts().requests, 'its own requests are none of the vendor’s').toBe(0);
  });

  it('reviews and returns', async () => {
    const vendor = await leadexec();
    await general(vendor, { source: { aid: String(CAMPAIGN.review) } });
    expect((await ask(vendor, 'review', { leadUid: FIRST_LEAD, accept: true })).value).toMatchObject({
      review: 'accepted',
      sends: [{}, {}],
    });
    expect((await ask(vendor, 'return', { leadUid: FIRST_LEAD, reason: 'Wrong number' })).value).toMatchObject({
      returnedAt: START,
      price: 0,
    });
  });

  it('is closed to web pages and to other names of this machine', async () => {
    const vendor = await leadexec();
    expect((await ask(vendor, 'state', undefined, { origin: 'https://example.com' })).status).toBe(403);
    const asOther = await new Promise<number | undefined>((resolve) => {
      request(`${vendor.url}/practice/state`, { headers: { host: 'rebound.example.com' } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      }).end();
    });
    expect(asOther).toBe(403);
  });
});
