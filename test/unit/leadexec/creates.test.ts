import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../support/account-desk.ts';
import type { Answering, Arrived } from '../../support/answering-server.ts';
import { until } from '../../support/fault-until.ts';

/** An account of client groups that loses the answers it is told to lose. */
function groups(lose: readonly number[], keep = true) {
  const held = [{ ClientGroupUID: 1, Description: 'Solar', DisplayOrder: 1, ClientCount: 4 }];
  let puts = 0;
  const answer = ({ method, body }: Arrived): Answering => {
    if (method === 'GET') return { body: JSON.stringify(held) };
    const isLost = lose.includes(++puts);
    const { Description, DisplayOrder } = JSON.parse(body) as { Description: string; DisplayOrder: number };
    if (keep || !isLost) held.push({ ClientGroupUID: held.length + 1, Description, DisplayOrder, ClientCount: 0 });
    return isLost ? { reset: true } : { body: '200 OK' };
  };
  return { answer, held, puts: () => puts };
}
const GROUP = { ClientGroupUID: 0, Description: 'Solar', DisplayOrder: 1, ClientCount: 0 };

describe('a record that is created', () => {
  test('is created after a look at what is there, once', async () => {
    const account = groups([]);
    const desk = await accountDesk(account.answer);
    expect(await desk.change('PUT /v1/clients/groups', GROUP)).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(desk.arrived().map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });

  test('is found by listing where the answer was lost, though one like it was there before', async () => {
    const account = groups([1]);
    const desk = await accountDesk(account.answer);
    const { id } = await desk.change('PUT /v1/clients/groups', GROUP);
    expect(await desk.inState(id, 'delivered')).toMatchObject({ leadId: '2' });
    expect(account.puts()).toBe(1);
  });

  test('that is not there is left to the operator, and never sent by itself', async () => {
    const account = groups([1], false);
    const desk = await accountDesk(account.answer);
    const { id } = await desk.change('PUT /v1/clients/groups', GROUP);
    const left = await desk.inState(id, 'unknown');
    expect(left.state).toBe('unknown');
    expect(account.puts()).toBe(1);
    // On the operator's word it is sent again, after another look.
    await desk.call('jobs.resolve', { which: { ids: [id] }, as: 'send-again' });
    expect(await desk.inState(id, 'delivered')).toMatchObject({ state: 'delivered' });
    expect(account.puts()).toBe(2);
    expect(account.held).toHaveLength(2);
  });

  test('that the operator has sent again is not made twice where it is there by then', async () => {
    const account = groups([1]);
    let listed = true;
    const desk = await accountDesk((request) =>
      request.method === 'GET' && account.puts() > 0 && listed ? { status: 503 } : account.answer(request),
    );
    const { id } = await desk.change('PUT /v1/clients/groups', GROUP);
    await desk.call('jobs.resolve', { which: { ids: [id] }, as: 'send-again' });
    listed = false;
    expect(await desk.inState(id, 'delivered')).toMatchObject({ leadId: '2' });
    expect(account.puts()).toBe(1);
  });

  test('is settled by its user name where that is unique, and not sent where it is taken', async () => {
    const names = new Set(['taken']);
    let puts = 0;
    const desk = await accountDesk(({ method, url, body }) => {
      const name = decodeURIComponent(url.split('/').at(-1) ?? '');
      if (method === 'GET') return { body: String(names.has(name)) };
      puts++;
      names.add((JSON.parse(body) as { Info: { Username: string } }).Info.Username);
      return { reset: true };
    });
    const info = (Username: string) => ({
      Info: { ClientUID: 0, DateAdded: '2026-01-01T00:00:00Z', Status: 'New', Username, Password: 'pass-4711' },
    });
    expect(await desk.change('PATCH /v1/clients', info('taken'))).toMatchObject({
      state: 'rejected',
      reason: expect.stringContaining('there is already a client with this user name'),
    });
    expect(puts).toBe(0);
    const { id } = await desk.change('PATCH /v1/clients', info('new/one'));
    expect((await desk.inState(id, 'delivered')).state).toBe('delivered');
    expect(puts).toBe(1);
  });

  /** A client with so many orders, in pages of so many; answers to puts are lost where told. */
  function orders(count: number, { page = 100, total = true, keep = true, first = false } = {}) {
    const held: Record<string, unknown>[] = Array.from({ length: count }, (_, at) => ({
      ...{ ClientOrderUID: 1 + at, ClientUID: 4, Status: at === 3 ? 'Open' : 'Closed', Items: [] },
      ...{ StartDate: '2026-01-01T00:00:00Z', EndDate: null, Renewal: 'No_Renewal', AutoCharge: false },
    }));
    let puts = 0;
    const answer = ({ method, body }: Arrived): Answering => {
      const given = JSON.parse(body) as Record<string, unknown>;
      if (method === 'PUT') {
        puts++;
        const made = { ...given, ClientOrderUID: held.length + 1 };
        if (keep) first ? held.unshift(made) : held.push(made);
        return { reset: true };
      }
      const { Skip, Take } = given as { Skip: number; Take: number };
      const Orders = held.slice(Skip, Skip + Math.min(Take, page));
      return {
        body: JSON.stringify({ QueryTotal: total ? held.length : 0, Count: Orders.length, Skip, Take, Orders }),
      };
    };
    return { answer, puts: () => puts };
  }
  const ORDER = {
    ...{ ClientOrderUID: 0, ClientUID: 4, StartDate: '2026-01-01T00:00:00Z', EndDate: null, Status: 'Open' },
    ...{ Renewal: 'No_Renewal', AutoCharge: false, Items: [] },
  };

  test.each([
    ['behind its first page', 240, {}, '241'],
    ['behind pages without a total', 200, { total: false }, '201'],
    ['behind pages that are shorter than asked for', 90, { page: 40 }, '91'],
    ['before those that were there', 240, { first: true }, '241'],
    ['on the only page', 3, {}, '4'],
  ])('is found on whatever page it is listed: %s', async (_, count, as, leadId) => {
    const account = orders(count, as);
    const desk = await accountDesk(account.answer);
    const { id } = await desk.change('PUT /v1/orders', ORDER);
    expect(await desk.inState(id, 'delivered')).toMatchObject({ leadId });
    expect(account.puts()).toBe(1);
  });

  test('that is on no page is left to the operator, and made once when sent again', async () => {
    const account = orders(240, { keep: false });
    const desk = await accountDesk(account.answer);
    const { id } = await desk.change('PUT /v1/orders', ORDER);
    const isLeft = async () => (await desk.call('jobs.get', { id })).reason?.includes('probably not created') === true;
    await until(isLeft, 'the operator is told');
    expect(account.puts()).toBe(1);
    await desk.call('jobs.resolve', { which: { ids: [id] }, as: 'send-again' });
    await until(() => Promise.resolve(account.puts() === 2), 'it is sent again');
    const skips = desk.arrived().flatMap(({ body }) => {
      const { Skip } = JSON.parse(body) as { Skip?: number };
      return Skip === undefined ? [] : [Skip];
    });
    expect(skips.slice(0, 9)).toEqual([0, 100, 200, 0, 100, 200, 0, 100, 200]);
  });

  test('is not taken for another like it that stood there before where the first look had no answer', async () => {
    const account = groups([]);
    let fails = 2;
    const desk = await accountDesk((request) =>
      request.method === 'GET' && fails-- > 0 ? { status: 503 } : account.answer(request),
    );
    const { id } = await desk.change('PUT /v1/clients/groups', GROUP);
    expect((await desk.inState(id, 'delivered')).state).toBe('delivered');
    expect(account.puts()).toBe(1);
  });
});

describe('a record that is changed', () => {
  const BODY = {
    ...{
      ClientAccountUID: 9,
      ClientUID: 4,
      DeliveryUID: 2,
      Price: 25,
      HourMax: -1,
      DayMax: -1,
      MonthMax: -1,
      WeekMax: -1,
    },
    ...{
      useOrder: false,
      Status: 'Open',
      DeliveryDelay: 0,
      Description: 'CA',
      RedirectURL: '',
      AutomationEnabled: true,
    },
    ...{ AlternatePosting: 0, AccountType: 0, AgentName: '', AgentPhone: '' },
    Criteria: [
      { ClientCriteriaUID: 0, LeadFieldUID: 3, Type: 'FieldValue', Expression: '', Operator: 'In', Value: 'CA|NV' },
    ],
  };

  test.each([
    ['as it was to be', 25, 'delivered'],
    ['otherwise', 30, 'unknown'],
  ])('is read again after a lost answer, and is %s', async (_, price, state) => {
    const read = [{ ...BODY, Price: price, Status: 12, Criteria: [{ ...BODY.Criteria[0], ClientCriteriaUID: 77 }] }];
    const desk = await accountDesk(({ method }) =>
      method === 'PUT' ? { reset: true } : { body: JSON.stringify(read) },
    );
    const { id } = await desk.change('PUT /v1/delivery/4/accounts/', BODY);
    if (state === 'delivered') await desk.inState(id, 'delivered');
    expect(desk.arrived().filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(JSON.parse(desk.arrived()[0]?.body ?? '')).toMatchObject({ Status: 12 });
  });
});
