import { describe, expect, expectTypeOf, it } from 'vitest';
import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import type { deliveryAccountDetail } from '../../../../src-main/vendors/leadexec/calls/accounts.ts';
import type { clientLogin, listClients } from '../../../../src-main/vendors/leadexec/calls/clients.ts';
import type { confirmDelivery } from '../../../../src-main/vendors/leadexec/calls/delivery.ts';
import type { retrieveOrderDetailsOrList } from '../../../../src-main/vendors/leadexec/calls/orders.ts';
import { dateText, instantIn, minutesOfDay, readingOf } from '../../../../src-main/vendors/leadexec/dates.ts';
import {
  ACCOUNT_STATUS,
  AUTOMATION_TYPE,
  CAMPAIGN_STATUS,
  CLIENT_STATUS,
  shownValue,
  valueIn,
} from '../../../../src-main/vendors/leadexec/enumerations.ts';
import { type ClientUID, type LeadUID, toId } from '../../../../src-main/vendors/leadexec/ids.ts';
import { matchRequest } from '../../../../src-main/vendors/leadexec/match-request.ts';
import { readAnswer } from '../../../../src-main/vendors/leadexec/read-answer.ts';
import { CALLS } from '../../../../src-main/vendors/leadexec/registry.ts';
import { accountRequest } from '../../../../src-main/vendors/leadexec/request.ts';
import { answerWithoutSecrets, withoutSecrets } from '../../../../src-main/vendors/leadexec/secrets.ts';

const ASKED = { vendor: 'LeadExec', url: 'https://api.leadexec.net', secrets: [] };
const ACCESS = { url: 'https://api.leadexec.net', timeoutMs: 1000 };

const answered = (body: string, status = 200): HttpResult => ({
  kind: 'answer',
  status,
  contentType: 'application/json',
  retryAfter: '',
  body,
  ms: 1,
});

function read(name: string, body: string, status = 200) {
  const definition = CALLS.get(name);
  if (!definition) throw new Error(`There is no function ${name}`);
  return readAnswer(definition, answered(body, status), ASKED, 0);
}

function definitionOf(name: string) {
  const found = CALLS.get(name);
  if (!found) throw new Error(`There is no function ${name}`);
  return found;
}

describe('answers', () => {
  it.each([
    ['createModifyClient', '12345', 12_345],
    ['createModifyClient', '"12345"', 12_345],
    ['updateClientStatus', 'true', true],
    ['updateClientStatus', '"True"', true],
    ['checkClientUsername', 'false', false],
    ['createModifyClientGroup', '200 OK', '200 OK'],
    ['createModifyClientGroup', '', ''],
    ['createModifyClientGroup', '"200 OK"', '200 OK'],
    ['runLeadAutomation', 'Record has been scheduled for automation', 'Record has been scheduled for automation'],
    ['runLeadAutomation', '"Record has been scheduled for automation"', 'Record has been scheduled for automation'],
    [
      'runLeadAutomation',
      '{"Result":"Record has been scheduled for automation"}',
      'Record has been scheduled for automation',
    ],
    ['updateClientStatus', '{"success":true,"message":"Updated"}', true],
    ['createOrderPayment', '{"success":true}', ''],
    ['leadTypeList', '', []],
    ['leadTypeList', 'null', []],
    ['deliveryAccountDetail', 'null', null],
  ])('%s reads %j', (name, body, value) => {
    expect(read(name, body)).toEqual({ kind: 'answer', value, unread: [] });
  });

  it.each([
    ['processClientDelivery', '{"isValid":false,"Status":"Rejected","Response":"duplicate"}', 'duplicate'],
    ['runPayment', '{"IsValid":false,"Response":"card declined"}', 'card declined'],
    ['deleteLead', '{"success":false,"message":"No such lead"}', 'No such lead'],
    ['updateClientStatus', 'false', 'it answered false'],
    ['updateClientStatus', '{"success":false,"message":"unknown client"}', 'unknown client'],
    ['createOrModifyOrder', '{"message":"EndDate before StartDate"}', 'EndDate before StartDate'],
    [
      'authentication',
      '{"access_token":"","token_type":"Bearer","expires_in":0,"error":"invalid_client"}',
      'invalid_client',
    ],
    ['leadTypeList', '{"success":false,"message":"not allowed"}', 'not allowed'],
  ])('%s that is declined in a 200: %s', (name, body, words) => {
    expect(read(name, body)).toMatchObject({ kind: 'declined', words });
  });

  it.each([
    ['createModifyClient', '0'],
    ['createModifyClient', ''],
    ['createModifyClient', '{}'],
    ['updateClientStatus', ''],
    ['processClientDelivery', '{"Status":"Sent"}'],
    ['processClientDelivery', ''],
    ['runPayment', 'true'],
    ['listClients', '12'],
    ['listClients', '[{"ClientUID":1}'],
    ['createOrderPayment', 'Please wait'],
  ])('%s does not take %j for an answer', (name, body) => {
    expect(read(name, body)).toMatchObject({ kind: 'refused', why: 'unreadable' });
  });

  it('keeps what the document does not have, and rows that can’t be read', () => {
    const rows = [
      { ClientUID: '7', Status: 'Sleeping', AutomationType: 'Weighted', IsLocked: 0, Nickname: 'Al', Priority: '3' },
      { Status: 'Active' },
    ];
    expect(read('listClients', JSON.stringify(rows))).toEqual({
      kind: 'answer',
      value: [
        { ClientUID: 7, Status: 'Sleeping', AutomationType: 'Weighted', IsLocked: false, Nickname: 'Al', Priority: 3 },
      ],
      unread: [{ at: 1, reason: 'ClientUID is missing or can’t be read.', raw: { Status: 'Active' } }],
    });
  });

  it('reads members in another letter case than documented, and keeps one that is there twice', () => {
    const account =
      '[{"clientaccountUID":"5","Price":1,"price":2,"deliveryDetails":{"clientDeliveryUID":6,"ftpUser":"a"}}]';
    expect(read('listOfAccountsForClient', account)).toMatchObject({
      value: [{ ClientAccountUID: 5, Price: 1, price: 2, DeliveryDetails: { ClientDeliveryUID: 6, FTPUser: 'a' } }],
    });
    expect(read('deliveryAccountDetail', account)).toMatchObject({ value: { ClientAccountUID: 5 } });
    expect(read('runPayment', '{"clientTranUID":4,"isValid":true}')).toMatchObject({
      value: { ClientTranUID: 4, IsValid: true },
    });
    expect(read('retrieveOrderDetailsOrList', '{"queryTotal":9,"orders":[{"items":[{"qty":3}]}]}')).toMatchObject({
      unread: [{ at: 0 }],
      value: { page: { QueryTotal: 9 } },
    });
    expect(
      read(
        'retrieveOrderDetailsOrList',
        '{"orders":[{"clientOrderUid":4,"items":[{"clientorderitemuid":7,"qty":3}]}]}',
      ),
    ).toMatchObject({
      value: { rows: [{ ClientOrderUID: 4, Items: [{ Qty: 3 }] }] },
    });
  });

  it('reads one campaign of an array, categories within an object, and orders of a page', () => {
    expect(read('leadSourceCampaignDetails', '[{"VendorAccountUID":3,"LeadTypeUID":"4"}]')).toMatchObject({
      value: { VendorAccountUID: 3, LeadTypeUID: 4 },
    });
    expect(read('leadCategories', '{"LeadCategories":[{"LeadCatUID":1,"Caption":"a"}]}')).toMatchObject({
      value: [{ LeadCatUID: 1 }],
    });
    const page = '{"QueryTotal":9,"Count":1,"Skip":0,"Take":1,"Orders":[{"ClientOrderUID":5,"Qty":null}]}';
    expect(read('retrieveOrderDetailsOrList', page)).toMatchObject({
      value: { page: { QueryTotal: 9 }, rows: [{ ClientOrderUID: 5, Qty: null }] },
    });
  });
});

describe('ids', () => {
  it('are types of their own: a swapped one does not compile', () => {
    expectTypeOf<ClientUID>().not.toExtend<LeadUID>();
    expectTypeOf<number>().not.toExtend<ClientUID>();
    type Path = Parameters<typeof confirmDelivery>[1];
    expectTypeOf<{ ClientUID: ClientUID; LeadUID: LeadUID }>().toExtend<Path>();
    expectTypeOf<{ ClientUID: LeadUID; LeadUID: ClientUID }>().not.toExtend<Path>();
    type Detail = Parameters<typeof deliveryAccountDetail>[1];
    expectTypeOf<{ ClientUID: ClientUID; ClientAccountUID: ClientUID }>().not.toExtend<Detail>();
    type Orders = Parameters<typeof retrieveOrderDetailsOrList>[1];
    expectTypeOf<{ ClientUID: LeadUID; Skip: number; Take: number }>().not.toExtend<Orders>();
    expectTypeOf<Parameters<typeof listClients>>().toExtend<[unknown]>();
    expectTypeOf<Awaited<ReturnType<typeof clientLogin>>>().not.toBeAny();
    expect(toId<'ClientUID'>(5)).toBe(5);
  });
});

describe('enumerations', () => {
  it('are read by name and by number, and unknown ones as they came', () => {
    expect(valueIn(ACCOUNT_STATUS, 12)?.name).toBe('Open');
    expect(valueIn(ACCOUNT_STATUS, '12')?.name).toBe('Open');
    expect(valueIn(ACCOUNT_STATUS, 'open')?.number).toBe(12);
    expect(valueIn(CAMPAIGN_STATUS, 2)?.name).toBe('Inactive');
    expect(valueIn(AUTOMATION_TYPE, 'Weighted')).toBeNull();
    expect(shownValue(AUTOMATION_TYPE, 'Weighted')).toBe('Weighted');
    expect(shownValue(CLIENT_STATUS, 0)).toBe('New? (0)');
    expect(shownValue(CLIENT_STATUS, 'Active')).toBe('Active');
  });

  it('go out as the samples have them; an undocumented one only where a record was read with it', () => {
    const path = { ClientUID: 4 };
    const status = definitionOf('updateClientStatus');
    expect(accountRequest(status, ACCESS, { path, body: { Status: 6 } }).request.body).toBe('{"Status":"Active"}');
    const sleeping = { path, body: { Status: 'Sleeping' } };
    expect(() => accountRequest(status, ACCESS, sleeping)).toThrow(
      'Update Client Status: Status "Sleeping" is not a documented value: New, Pending, Working',
    );
    expect(accountRequest(status, ACCESS, sleeping, { kept: true }).request.body).toBe('{"Status":"Sleeping"}');
    const wrong = { path, body: { Status: 'Sleeping', More: 1 } };
    expect(() => accountRequest(status, ACCESS, wrong, { kept: true })).toThrow('More is not in the document');
  });
});

describe('dates', () => {
  it('are Pacific Time where the document says so, whatever their Z says', () => {
    expect(readingOf('List Clients', 'DateAdded')).toBe('pacific');
    expect(readingOf('Client Active List by Lead Type', 'DateCreated')).toBe('utc');
    const winter = instantIn('2026-01-10T08:00:00.250Z', 'pacific');
    expect(winter).toBe(Date.parse('2026-01-10T16:00:00.250Z'));
    expect(instantIn('2026-07-10T08:00:00', 'pacific')).toBe(Date.parse('2026-07-10T15:00:00Z'));
    expect(instantIn('2026-07-10T08:00:00+02:00', 'pacific')).toBe(Date.parse('2026-07-10T06:00:00Z'));
    expect(instantIn('2026-07-10T08:00:00Z', 'utc')).toBe(Date.parse('2026-07-10T08:00:00Z'));
    expect(dateText(winter ?? 0, 'pacific')).toBe('2026-01-10T08:00:00.250Z');
    expect(dateText(0, 'utc')).toBe('1970-01-01T00:00:00.000Z');
  });

  it('are none where there is no date', () => {
    for (const none of [null, undefined, '', '00-00-00T00:00:00Z', '0001-01-01T00:00:00Z', 'soon']) {
      expect(instantIn(none, 'pacific')).toBeNull();
    }
  });

  it('of a schedule count by their time of day alone', () => {
    expect(minutesOfDay('1900-01-01T09:30:00.000Z')).toBe(570);
    expect(minutesOfDay('09:30')).toBe(570);
    expect(minutesOfDay('2026-01-01')).toBeNull();
  });
});

describe('requests', () => {
  it('name every problem before anything leaves', () => {
    const order = definitionOf('createOrModifyOrder');
    const body = { ClientOrderUID: 0, ClientUID: -1, StartDate: 'tomorrow', Status: 'Opn', Extra: 1 };
    expect(() => accountRequest(order, ACCESS, { path: {}, body })).toThrow(
      /ClientUID.*StartDate.*Status.*Renewal.*Extra/,
    );
    expect(() => accountRequest(definitionOf('listClients'), ACCESS, { path: {}, body: {} })).toThrow('takes no body');
    const name = definitionOf('checkClientUsername');
    expect(() => accountRequest(name, ACCESS, { path: { Username: '..' } })).toThrow('Username can’t be “..”');
  });

  it('show no password, no phone and no code', () => {
    const verify = accountRequest(definitionOf('verify2faSmsCode'), ACCESS, {
      path: { phoneNumber: '4155550100', code: '012345' },
    });
    expect(verify.request.url).toBe('https://api.leadexec.net/v1/data/validation/2fa/4155550100/verify/012345');
    expect(verify.shownUrl).toBe('https://api.leadexec.net/v1/data/validation/2fa/[removed]/verify/[removed]');
    const login = accountRequest(definitionOf('clientLogin'), ACCESS, {
      path: {},
      body: { Username: 'ann', Password: 'hunter2' },
    });
    expect(login.shownBody).toBe('{"Username":"ann","Password":"[removed]"}');
    expect(login.request.url).not.toContain('hunter2');
  });

  it('take secrets out of answers, whole or cut', () => {
    expect(withoutSecrets([{ DeliveryDetails: { FTPPassword: 'a', SMTPPassword: '', Name: 'b' } }])).toEqual([
      { DeliveryDetails: { FTPPassword: '[removed]', SMTPPassword: '', Name: 'b' } },
    ]);
    expect(answerWithoutSecrets('[{"Password":"x\\"y","Name":"b"}]')).toBe('[{"Password":"[removed]","Name":"b"}]');
    expect(answerWithoutSecrets('[{"Name":"b","Password":"secr')).toBe('[{"Name":"b","Password":"[removed]"');
    expect(answerWithoutSecrets('200 OK')).toBe('200 OK');
  });
});

describe('a written request', () => {
  it.each([
    ['GET /v1/clients/fields', 'availableFieldsForClients', {}],
    ['GET /v1/clients/fields/12', 'fieldsForClient', { ClientUID: 12 }],
    ['get /v1/distribution/lists', 'getDistributionLists', {}],
    ['PUT /v1/delivery/3/accounts/', 'createOrModifyDeliveryAccount', { ClientUID: 3 }],
    ['GET /v1/leadtypes/locate/9', 'leadTypeForLead', { LeadUID: 9 }],
    [
      'GET /v1/data/validation/us/zips/02134/radius/12.5?InState=true',
      'getUsZipCodesByRadius',
      { ZipCode: '02134', Radius: 12.5, InState: true },
    ],
    [
      'GET /v1/data/validation/us/zips/state/MD/Prince%20George’s',
      'getUsZipCodesByStateAndCounty',
      { State: 'MD', County: 'Prince George’s' },
    ],
    [
      "GET /v1/data/validation/us/zips/state/MD/Prince George's",
      'getUsZipCodesByStateAndCounty',
      { State: 'MD', County: "Prince George's" },
    ],
    ['PUT /v1/leads/cache/update/5', 'updateLeadCache', { LeadUID: 5 }],
    ['PUT /v1/leads/cache/update/5 HTTP/1.1', 'updateLeadCache', { LeadUID: 5 }],
  ])('%s is %s', (written, name, path) => {
    expect(matchRequest(written)).toMatchObject({ name, path });
  });

  it.each([
    ['GET /v1/client/list', 'GET /v1/clients/list'],
    ['POST /v1/clients/4/status', 'PATCH /v1/clients/[ClientUID]/status'],
    ['GET /v1/orders', 'POST /v1/orders'],
    ['GET /v1/delivery/scaner/logs/5', 'GET /v1/delivery/scanner/logs/[LeadUID]'],
    ['DELETE /v1/lead/5', 'DELETE /v1/leads/[LeadUID]'],
  ])('%s is not in the document; nearest is %s', (written, nearest) => {
    const match = matchRequest(written);
    expect('nearest' in match ? match.nearest : match).toContain(nearest);
    expect('nearest' in match ? match.nearest[0] : '').toBe(nearest);
  });

  it('has the values that its path asks for', () => {
    expect(matchRequest('DELETE /v1/leads/abc')).toEqual({ problem: 'LeadUID must be a number above 0, not "abc".' });
    expect(matchRequest('DELETE /v1/leads/0')).toMatchObject({ problem: expect.stringContaining('LeadUID') });
    expect(matchRequest('GET /v1/data/validation/us/zips/02134/radius/5')).toMatchObject({
      problem: expect.stringContaining('InState'),
    });
    expect(matchRequest('GET /v1/clients/list?all=1')).toMatchObject({ problem: expect.stringContaining('all') });
  });
});
