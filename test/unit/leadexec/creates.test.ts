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

  test('that a page of others may hide is left to the operator with those words', async () => {
    const others = Array.from({ length: 100 }, (_, at) => ({ ClientOrderUID: 1 + at, ClientUID: 4, Status: 'Open' }));
    const page = { QueryTotal: 240, Count: 100, Skip: 0, Take: 100, Orders: others };
    const desk = await accountDesk(({ method }) =>
      method === 'PUT' ? { reset: true } : { body: JSON.stringify(page) },
    );
    const { id } = await desk.change('PUT /v1/orders', {
      ...{ ClientOrderUID: 0, ClientUID: 4, StartDate: '2026-01-01T00:00:00Z', EndDate: null, Status: 'Open' },
      ...{ Renewal: 'No_Renewal', AutoCharge: false, Items: [] },
    });
    const asked = until(async () => {
      const { reason } = await desk.call('jobs.get', { id });
      return reason?.includes('on its first page, and there are more') ? reason : null;
    }, 'the operator is told');
    expect(await asked).toContain('Look in LeadExec');
    expect(desk.arrived().filter(({ method }) => method === 'PUT')).toHaveLength(1);
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
