import { describe, expect, it } from 'vitest';
import { describeCalls } from '../../../../../src-main/leadexec/describe-calls.ts';
import { callSubject, recordKind } from '../../../../../src-preload/contract/index.ts';
import { daysLeft, daysLeftText } from '../../../../../src-renderer/screens/account/records/order-pace.ts';
import { placed, pointsOf, scaleMiles } from '../../../../../src-renderer/screens/account/requests/radius-plot.tsx';
import {
  fieldKey,
  firstValue,
  localOf,
  utcOf,
  writeRequest,
} from '../../../../../src-renderer/screens/account/requests/request-values.ts';
import { buttonWords, cannotUndo } from '../../../../../src-renderer/screens/account/requests/request-words.ts';
import { ELSEWHERE, SUBJECT_LOOKS, subjectOf } from '../../../../../src-renderer/screens/account/subjects.ts';
import {
  accountAt,
  listWithin,
  readAccountPlace,
  recordAt,
  requestAt,
} from '../../../../../src-renderer/state/account-address.ts';

const CALLS = describeCalls();
const callOf = (name: string) => {
  const found = CALLS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no call ${name}`);
  return found;
};

describe('what of an account a screen shows', () => {
  it('every documented request is on the screen of one subject, but for the token', () => {
    expect(CALLS).toHaveLength(65);
    const shown = Object.values(SUBJECT_LOOKS).flatMap(({ calls }) => calls);
    const missing = CALLS.filter(({ subject }) => !shown.includes(subject) && !ELSEWHERE.has(subject));
    expect(missing.map(({ section }) => section)).toEqual([]);
    expect(shown).toHaveLength(new Set(shown).size);
    expect([...shown, ...ELSEWHERE].sort()).toEqual([...callSubject.options].sort());
    expect(CALLS.filter(({ subject }) => ELSEWHERE.has(subject)).map(({ section }) => section)).toEqual([
      'Authentication',
    ]);
  });

  it('every kind of record has a list, but for the values of one client', () => {
    expect(recordKind.options.filter((kind) => subjectOf(kind) === undefined)).toEqual(['clientValues']);
  });

  it('every address leads back to what it was made for', () => {
    expect(readAccountPlace(accountAt('clients'))).toMatchObject({ subject: 'clients', kind: null, requests: false });
    expect(readAccountPlace(accountAt('clients', 'clientGroups'))).toMatchObject({ kind: 'clientGroups' });
    expect(readAccountPlace(recordAt('accounts', 'accounts', 4, 9))).toMatchObject({ record: { parent: 4, id: 9 } });
    expect(readAccountPlace(requestAt('orders', 'runPayment'))).toMatchObject({
      requests: true,
      request: 'runPayment',
    });
    expect(readAccountPlace(listWithin('lists', 'listItems', 81))).toMatchObject({ kind: 'listItems', within: 81 });
    for (const wrong of [
      '/account',
      '/account/nothing',
      '/account/clients/cars',
      '/account/clients/clients/1',
      '/account/clients/clients/1/x',
      '/account/lists/listItems/x',
      '/leads/clients',
    ]) {
      expect(readAccountPlace(wrong), wrong).toBeNull();
    }
  });
});

describe('a request that is filled in', () => {
  it('is written with its path, query and body; what is empty and optional is left out', () => {
    const radius = { 'path ZipCode': '90210', 'path Radius': '10', 'query InState': 'true' };
    expect(writeRequest(callOf('getUsZipCodesByRadius'), radius)).toEqual({
      request: 'GET /v1/data/validation/us/zips/90210/radius/10?InState=true',
      body: undefined,
    });
    const county = { 'path State': 'MD', 'path County': 'Prince George’s / X' };
    expect(writeRequest(callOf('getUsZipCodesByStateAndCounty'), county)).toMatchObject({
      request: 'GET /v1/data/validation/us/zips/state/MD/Prince%20George%E2%80%99s%20%2F%20X',
    });
    const active = {
      ...{ 'path leadtypeuid': '1', 'body DeliveryAccountType': 'Web', 'body SortBy': 'Name' },
      ...{ 'body SortDirection': 'Ascending', 'body Skip': '0', 'body Take': '100' },
      ...{ 'body Filters.HasActiveOrder': 'true', 'body Filters.ClientGroupUIDs': '301, 302' },
    };
    const written = writeRequest(callOf('clientActiveListByLeadType'), active);
    expect(JSON.parse(('body' in written ? written.body : '') ?? '')).toEqual({
      ...{ DeliveryAccountType: 'Web', SortBy: 'Name', SortDirection: 'Ascending', Skip: 0, Take: 100 },
      Filters: { HasActiveOrder: true, ClientGroupUIDs: [301, 302] },
    });
    const criteria = { 'path LeadTypeUID': '1', 'body Name': 'State', 'body Value': 'CA' };
    expect(writeRequest(callOf('clientScannerByCriteria'), criteria)).toMatchObject({
      body: '[{"Name":"State","Value":"CA"}]',
    });
  });

  it('says what can’t be sent, by its field', () => {
    expect(writeRequest(callOf('runPayment'), { 'path ClientUID': '0', 'body Amount': 'ten' })).toEqual({
      problems: { 'path ClientUID': 'Enter 1 or more.', 'body Amount': 'Enter a number.' },
    });
    expect(writeRequest(callOf('createModifyClient'), { 'body FieldData': '[1' })).toMatchObject({
      problems: { 'body FieldData': expect.stringContaining('isn’t JSON'), 'body Info.ClientUID': 'Enter a value.' },
    });
  });

  it('begins with something for what has only a few values', () => {
    const first = Object.fromEntries(
      callOf('clientScanner').fields.map((field) => [fieldKey(field), firstValue(field)]),
    );
    expect(first).toMatchObject({ 'body LeadUID': '', 'body Automated': 'false', 'body ScanType': 'General' });
  });

  it('is entered in local time and sent in UTC', () => {
    const at = new Date(2026, 0, 31, 8, 5).toISOString().replace(/\.\d+Z$/, 'Z');
    expect(utcOf('2026-01-31T08:05')).toBe(at);
    expect(localOf(at)).toBe('2026-01-31T08:05');
    expect([utcOf(''), localOf('')]).toEqual(['', '']);
  });

  it('has its numbers on the button, and says what can’t be undone', () => {
    const pay = callOf('runPayment');
    expect(buttonWords(pay, { 'body Amount': '25' })).toBe('Charge the card $25.00');
    expect(buttonWords(callOf('deleteLead'), { 'path LeadUID': '77' })).toBe('Delete lead 77');
    expect(buttonWords(callOf('listClients'), {})).toBe('Send request');
    const once = CALLS.filter(({ reads, repeatable }) => !reads && !repeatable);
    const created = once.filter(({ name }) => name.startsWith('create') && name !== 'createOrderPayment');
    expect(once.filter((call) => !created.includes(call) && cannotUndo(call) === null).map(({ name }) => name)).toEqual(
      [],
    );
    // A phone and a code stand on no button.
    expect(buttonWords(callOf('send2faSmsCode'), { 'path phoneNumber': '7025550123' })).not.toContain('702');
  });
});

describe('pictures', () => {
  it('an order lasts as long as its pace says', () => {
    const now = Date.UTC(2026, 10, 11);
    const order = { Qty: 100, SentQty: 50, StartDate: Date.UTC(2026, 10, 1), Status: 'Open' };
    const text = (change: object) => daysLeftText(daysLeft({ ...order, ...change }, now));
    expect(text({})).toBe('10 days');
    expect(text({ SentQty: 100 })).toBe('full');
    expect(text({ SentQty: 99 })).toBe('under a day');
    expect(text({ SentQty: 0 })).toBe('');
    expect(text({ StartDate: now + 1 })).toBe('not started');
    expect(text({ Status: 'Open? (1)' })).toBe('10 days');
    expect(text({ Status: 'Paused' })).toBe('');
    expect(text({ Qty: null, PriceTotal: 300, SentPriceTotal: 100 })).toBe('20 days');
  });

  it('ZIP codes stand where they are: north on top, miles alike in both directions', () => {
    const points = pointsOf([
      { ZIP: '1', Lat: 34, Long: -118 },
      { ZIP: '2', Lat: 34.1, Long: -118 },
      { ZIP: '3', Lat: 34, Long: -117.9 },
      { ZIP: '4', Lat: 0, Long: 0 },
      { City: 'none' },
    ]);
    expect(points.map(({ zip }) => zip)).toEqual(['1', '2', '3']);
    const {
      scale,
      points: [south, north, east],
    } = placed(points);
    expect(Number(north?.y)).toBeLessThan(Number(south?.y));
    expect(Number(east?.x)).toBeGreaterThan(Number(south?.x));
    expect((Number(south?.y) - Number(north?.y)) / scale).toBeCloseTo(6.909, 1);
    expect((Number(east?.x) - Number(south?.x)) / scale).toBeCloseTo(5.73, 1);
    expect(scaleMiles(20)).toBe(5);
  });
});
