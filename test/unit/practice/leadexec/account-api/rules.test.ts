import { describe, expect, it } from 'vitest';
import { SAMPLE } from '../../../../../src-main/practice/leadexec/account/sample-ids.ts';
import { DAY, leadexec, START } from '../support.ts';
import { BODIES, CAMPAIGN_BODY, METHOD_BODY } from './bodies.ts';
import { caller, postLead, send } from './support.ts';

type Row = Readonly<Record<string, unknown>>;
const { demo, acme, harbor } = SAMPLE.client;
const accountBody = BODIES['Create or Modify Delivery Account']?.(0) as Row;
const orderBody = BODIES['Create or Modify Order']?.(0) as Row & { Items: Row[] };

describe('what is set by the account decides what the receiver does', () => {
  it('price, status, schedule and maxima of an account', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const first = await postLead(vendor);
    expect((await call<Row[]>(`GET /v1/delivery/sends/${first}`)).value.map((one) => one.ClientUID)).toEqual([
      demo,
      acme,
    ]);
    // A new method that is open on Mondays from 8 to 17; START is a Wednesday afternoon in Pacific Time.
    const { value: method } = await call<number>(`PUT /v1/delivery/${demo}/methods`, METHOD_BODY);
    const change = { ...accountBody, ClientAccountUID: 501, DeliveryUID: method, Price: 60, Criteria: [] };
    expect((await call(`PUT /v1/delivery/${demo}/accounts/`, change)).text).toBe('501');
    const second = await postLead(vendor, { Email: 'b@example.com', PrimaryPhone: '7025550124' });
    const { value: logs } = await call<Row[]>(`GET /v1/delivery/scanner/logs/${second}`);
    expect(logs.map((one) => one.Log)).toContain(`Demo Company (${demo}), account 501 "New": schedule is closed`);
    vendor.admin.moveOn(4 * DAY + 18 * 3_600_000);
    const third = await postLead(vendor, { Email: 'c@example.com', PrimaryPhone: '7025550125' });
    const later = await caller(vendor);
    const { value: sends } = await later<Row[]>(`GET /v1/delivery/sends/${third}`);
    expect(sends.map(({ ClientUID, Price }) => ({ ClientUID, Price }))).toEqual([
      { ClientUID: demo, Price: 60 },
      { ClientUID: acme, Price: 25 },
    ]);
    await later(`PUT /v1/delivery/${demo}/accounts/501/maxes`, { DailyMax: 1 });
    const fourth = await postLead(vendor, { Email: 'd@example.com', PrimaryPhone: '7025550126' });
    expect((await later<Row[]>(`GET /v1/delivery/sends/${fourth}`)).value.map((one) => one.ClientUID)).toEqual([acme]);
    expect((await later<Row>(`GET /v1/delivery/${demo}/accounts/501`)).value).toMatchObject({ DayMax: 1, HourMax: -1 });
  });

  it('orders fill, and a full one gets nothing more', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const change = { ...accountBody, ClientAccountUID: 501, Price: 60, useOrder: true, Criteria: [] };
    await call(`PUT /v1/delivery/${demo}/accounts/`, change);
    const lead = await postLead(vendor);
    const { value: order } = await call<number>('PUT /v1/orders', {
      ...orderBody,
      Items: [{ ...orderBody.Items[0], Qty: 1 }],
    });
    const sent = await call<Row>('POST /v1/delivery/autosend', {
      LeadUID: lead,
      AllowOverMax: true,
      ForceIDs: ['501'],
    });
    expect(sent.value).toMatchObject({ isValid: true, DeliveryAccountUID: 501, OrderUID: order });
    const query = { OrderUID: order, Skip: 0, Take: 1 };
    expect((await call<{ Orders: Row[] }>('POST /v1/orders', query)).value.Orders).toMatchObject([
      { Status: 'Filled', SentQty: 1, SentPriceTotal: 60 },
    ]);
    const next = await postLead(vendor, { Email: 'b@example.com', PrimaryPhone: '7025550124' });
    const nobody = await call<Row>('POST /v1/delivery/autosend', {
      LeadUID: next,
      AllowOverMax: true,
      ForceIDs: ['501'],
    });
    expect(nobody).toMatchObject({ status: 200, value: { isValid: false } });
  });

  it('campaigns, sources and clients', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const made = await call<{ identifier: number }>('PUT /v1/leadsources/campaigns', CAMPAIGN_BODY);
    const aid = String(made.value.identifier);
    expect(await postLead(vendor, {}, { aid })).toBeGreaterThan(0);
    // Outside of its rule.
    expect(await postLead(vendor, { State: 'NY', Email: 'e@example.com', PrimaryPhone: '2125550100' }, { aid })).toBe(
      0,
    );
    await call(`PATCH /v1/clients/${harbor}/status`, { Status: 'Suspended' });
    const logged = await postLead(vendor, {
      Insured: 'Yes',
      CreditRating: 'Good',
      Email: 'f@example.com',
      PrimaryPhone: '7025550177',
    });
    const { value: logs } = await call<Row[]>(`GET /v1/delivery/scanner/logs/${logged}`);
    expect(logs.map((one) => one.Log)).toContain(
      'Harbor Insurance (6001), account 521 "Auto, insured": client is Suspended',
    );
    const refused = await call('PUT /v1/leadsources/campaigns', { ...CAMPAIGN_BODY, VendorUID: 4711 });
    expect(refused).toMatchObject({ status: 200, value: { success: false } });
  });
});

describe('tokens', () => {
  it('run out, and are asked for', async () => {
    const vendor = await leadexec({ behaviour: { tokenSeconds: 60 } });
    const call = await caller(vendor);
    expect((await call('GET /v1/leadtypes')).status).toBe(200);
    expect((await send(vendor, 'GET /v1/leadtypes', undefined, '')).status).toBe(401);
    vendor.admin.moveOn(60_000);
    expect((await call('GET /v1/leadtypes')).status).toBe(401);
    const again = await caller(vendor);
    vendor.admin.expireTokens();
    expect((await again('GET /v1/leadtypes')).status).toBe(401);
    expect(vendor.admin.tokensGranted()).toBe(2);
  });

  it('are in no ledger, nor is the secret', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    await call('GET /v1/leadtypes');
    const kept = JSON.stringify(vendor.admin.accountRequests());
    expect(kept).toContain('Bearer …');
    expect(kept).toContain('client_secret');
    expect(kept).not.toContain('"practice"');
  });

  it('a wrong secret is a 401, or a 200 with an error', async () => {
    const vendor = await leadexec();
    const body = { client_id: SAMPLE.apiClientId, client_secret: 'wrong', grant_type: 'client_credentials' };
    expect((await send(vendor, 'POST /v1/authorization/token', body, '')).status).toBe(401);
    vendor.admin.setBehaviour({ tokenRefusal: 'error' });
    expect(await send(vendor, 'POST /v1/authorization/token', body, '')).toMatchObject({
      status: 200,
      value: { access_token: '', error: 'invalid_client' },
    });
  });
});

describe('deviations and switches', () => {
  it('unknown, missing and wrongly typed properties are told, the latter two refused', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const answer = await call('POST /v1/orders?page=1', { Skip: '0', Extra: 1 });
    expect(answer.status).toBe(400);
    expect(vendor.admin.accountDeviations()).toEqual([
      'POST /v1/orders: query parameter page is not documented',
      'POST /v1/orders: Extra is not documented',
      'POST /v1/orders: Skip must be an integer',
      'POST /v1/orders: Take is required',
    ]);
    expect((await call('POST /v1/orders', { Skip: 0, Take: 1, Extra: 1 })).status).toBe(200);
    await call('PATCH /v1/clients/1234/status', { Status: 'Sleeping' });
    expect(vendor.admin.accountDeviations().at(-1)).toContain('Status has no value "Sleeping"');
  });

  it('enumerations as names or numbers, both taken; unknown values stay', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const status = async () => (await call<Row>(`GET /v1/delivery/${demo}/accounts/501`)).value.Status;
    expect(await status()).toBe(12);
    vendor.admin.setBehaviour({ enumerations: 'name' });
    expect(await status()).toBe('Open');
    await call(`PUT /v1/delivery/${demo}/accounts/`, { ...accountBody, ClientAccountUID: 501, Status: 'OnHold' });
    vendor.admin.setBehaviour({ enumerations: 'number' });
    expect(await status()).toBe(11);
    const { value: clients } = await call<Row[]>('GET /v1/clients/list');
    expect(new Set(clients.map((one) => one.AutomationType))).toEqual(new Set([0, 1, 2]));
    const [client = expect.fail()] = vendor.admin.account().clients;
    vendor.admin.setAccount({ clients: [{ ...client, automationType: 'Weighted' }] });
    expect((await call<Row[]>('GET /v1/clients/list')).value[0]).toMatchObject({ AutomationType: 'Weighted' });
  });

  it('texts where the document shows them', async () => {
    const vendor = await leadexec();
    const call = await caller(vendor);
    const lead = await postLead(vendor);
    expect((await call(`PUT /v1/leads/cache/update/${lead}`)).text).toBe('200 OK');
    const run = `POST /v1/delivery/runautomation/${lead}`;
    expect((await call(run)).text).toBe('Record has been scheduled for automation');
    vendor.admin.setBehaviour({ okAnswer: 'empty', scheduledAnswer: 'result', campaignAnswer: 'object' });
    expect((await call(`PUT /v1/leads/cache/update/${lead}`)).text).toBe('');
    expect((await call(run)).value).toEqual({ Result: 'Record has been scheduled for automation' });
    expect((await call('GET /v1/leadsources/18/campaigns/23')).value).toMatchObject({ VendorAccountUID: 23 });
  });

  it('a colleague edits after each n-th read', async () => {
    const vendor = await leadexec({ behaviour: { colleagueEvery: 2 } });
    const call = await caller(vendor);
    for (let turn = 0; turn < 10; turn += 1) await call(`GET /v1/delivery/${demo}/accounts/501`);
    expect(vendor.admin.colleagueEdits().map((one) => one.what)).toEqual([
      'account',
      'client',
      'order',
      'campaign',
      'list item',
    ]);
  });

  it('a fault after serving has its effect once and is in the ledger', async () => {
    const vendor = await leadexec({ faults: [{ kind: 'answer-lost-reset', path: '/v1/orders', times: 1 }] });
    const call = await caller(vendor);
    const orders = vendor.admin.account().clientOrders.length;
    await expect(call('PUT /v1/orders', orderBody)).rejects.toThrow();
    expect(vendor.admin.account().clientOrders).toHaveLength(orders + 1);
    expect(vendor.admin.accountRequests().at(-1)).toMatchObject({ fault: 'answer-lost-reset', served: true });
  });
});

it('scheduled automation sells when its time has come', async () => {
  const vendor = await leadexec();
  const call = await caller(vendor);
  const lead = await postLead(vendor, {}, { senddelay: '48' });
  const at = new Date(START + DAY).toISOString();
  await call(`POST /v1/delivery/scheduleautomation/${lead}`, { SendDateUtc: at });
  expect((await call<Row[]>(`GET /v1/delivery/sends/${lead}`)).value).toEqual([]);
  vendor.admin.moveOn(DAY);
  const again = await caller(vendor);
  expect((await again<Row[]>(`GET /v1/delivery/sends/${lead}`)).value).toHaveLength(2);
});
