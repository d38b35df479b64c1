import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accountDesk, CLIENT_SECRET } from '../../support/account-desk.ts';
import { answeringServer } from '../../support/answering-server.ts';
import { until } from '../../support/fault-until.ts';

const path = ({ method, url }: { method: string; url: string }) => `${method} ${url}`;

describe('a request that reads', () => {
  test('is answered at once, and is no job', async () => {
    const orders = '{"QueryTotal":0,"Count":0,"Skip":0,"Take":20,"Orders":[]}';
    const desk = await accountDesk(({ method }) => ({
      body: method === 'GET' ? '[{"ClientUID":7,"Status":"Active"}]' : orders,
    }));
    expect(await desk.request('GET /v1/clients/list')).toEqual({
      is: 'answer',
      section: 'List Clients',
      answer: '[{"ClientUID":7,"Status":"Active"}]',
      unread: [],
    });
    await desk.request('POST /v1/orders', { ClientUID: 7, Skip: 0, Take: 20 });
    expect(desk.arrived().map(path)).toEqual(['GET /v1/clients/list', 'POST /v1/orders']);
    expect(desk.tokens()).toBe(1);
    expect((await desk.call('jobs.list', {})).jobs).toEqual([]);
  });

  test('whose refusal repeats the password that it was asked with says it without', async () => {
    const desk = await accountDesk(() => ({ status: 400, body: 'There is no client “web” with “p4ss-w0rd”' }));
    const body = { Username: 'web', Password: 'p4ss-w0rd' };
    const refused = await desk.request('POST /v1/clients/login', body).catch((thrown: unknown) => String(thrown));
    expect(JSON.stringify(refused)).toContain('There is no client “web” with “[removed]”');
  });

  test('shows no password unless it is asked for, and one that reads [removed] goes back as it was', async () => {
    const source = { LPVendorUID: 18, UserName: 'web', Password: 'p4ss-w0rd' };
    const full = {
      ...{ Name: 'Web', Address: '', Address2: '', City: '', State: 0, Zip: '', Phone: '', Fax: '', Email: '' },
      ...{ ReturnString: '', ReturnPostURL: '', SystemVendor: false, Status: 1, AdminUID: 0, CherryAccountUID: 0 },
      ...{ AccountUID: 1, ImageURL: '', DefaultReturnDay: 3, ...source },
    };
    const desk = await accountDesk(({ method }) => ({ body: method === 'GET' ? JSON.stringify(full) : '18' }));
    const hidden = { ...full, Password: '[removed]' };
    await expect(desk.request('PUT /v1/leadsources', hidden)).rejects.toThrow('Password reads [removed]');
    const read = await desk.request('GET /v1/leadsources/18');
    expect(read).toMatchObject({ answer: expect.stringContaining('"Password":"[removed]"') });
    const shown = await desk.call('leadexec.request', {
      connectionId: desk.connectionId,
      request: 'GET /v1/leadsources/18',
      showSecrets: true,
    });
    expect(shown).toMatchObject({ answer: expect.stringContaining('p4ss-w0rd') });
    const job = await desk.change('PUT /v1/leadsources', hidden);
    expect(job).toMatchObject({ state: 'delivered', leadId: '18' });
    expect(JSON.parse(desk.arrived().at(-1)?.body ?? '')).toEqual(full);
    expect(JSON.stringify(job)).not.toContain('p4ss-w0rd');
    await desk.core.close(0);
    for (const name of readdirSync(desk.dataDir)) {
      const file = join(desk.dataDir, name);
      if (/\.db|\.log|\.json/.test(name)) expect(readFileSync(file, 'latin1')).not.toContain('p4ss-w0rd');
    }
  });

  test('with a wrong secret is asked once: the connection stops with its reason, and goes by the new one', async () => {
    const desk = await accountDesk(() => ({ body: '[]' }));
    const refusing = await answeringServer(() => ({ status: 401, body: '{"error":"invalid_client"}' }));
    onTestFinished(() => refusing.close());
    const account = { id: desk.connectionId, kind: 'leadexec', name: 'Account', user: 'client-1' } as const;
    await desk.call('connections.save', { ...account, url: refusing.url, password: 'not-the-secret' });
    await expect(desk.request('GET /v1/clients/list')).rejects.toThrow('refused the login');
    await expect(desk.request('GET /v1/clients/list')).rejects.toThrow('refused the login');
    expect(refusing.arrived).toHaveLength(1);
    expect(await desk.call('connections.list', {})).toMatchObject([{ runState: 'stopped' }]);
    await desk.call('connections.save', { ...account, url: desk.server.url, password: CLIENT_SECRET });
    expect(await desk.request('GET /v1/clients/list')).toMatchObject({ answer: '[]' });
  });

  test('tells in words what the vendor declines', async () => {
    const desk = await accountDesk(() => ({ body: '{"success":false,"message":"Not allowed for you"}' }));
    await expect(desk.request('GET /v1/leadtypes')).rejects.toThrow('Not allowed for you');
  });
});

describe('the token of an account', () => {
  test('is kept when name, timeout or pace of the connection change', async () => {
    const desk = await accountDesk(() => ({ body: '[]' }));
    const account = { id: desk.connectionId, kind: 'leadexec', url: desk.server.url, user: 'client-1' } as const;
    await desk.request('GET /v1/clients/list');
    await desk.call('connections.save', { ...account, name: 'Renamed', timeoutMs: 9_000, perSecond: 50 });
    await desk.request('GET /v1/clients/list');
    expect(desk.tokens()).toBe(1);
    await desk.call('connections.save', { ...account, name: 'Renamed', password: 'another-secret' });
    await desk.request('GET /v1/clients/list');
    expect(desk.tokens()).toBe(2);
  });
});

describe('what the document does not have', () => {
  test('is refused with the nearest that it has, and nothing leaves', async () => {
    const desk = await accountDesk(() => ({ body: '[]' }));
    await expect(desk.request('GET /v1/client/list')).rejects.toThrow('The nearest are: GET /v1/clients/list');
    await expect(desk.request('DELETE /v1/leads/x')).rejects.toThrow('LeadUID must be a number');
    await expect(desk.request('PATCH /v1/clients/4/status', { Status: 'Actve' })).rejects.toThrow(
      'Status "Actve" is not a documented value',
    );
    await expect(desk.request('PATCH /v1/clients/4/status')).rejects.toThrow('the body is missing');
    expect(desk.server.arrived).toEqual([]);
  });
});

describe('a change', () => {
  test('is a job, and its outcome is what the vendor says', async () => {
    const answers: Record<string, string> = {
      'PATCH /v1/clients/4/status': 'true',
      'PATCH /v1/clients/5/status': 'false',
      'DELETE /v1/leads/6': '{"success":false,"message":"Lead 6 is sold"}',
      'POST /v1/orders/4/billing/paymentmethods/run': '{"ClientTranUID":0,"IsValid":false,"Response":"card declined"}',
      'PUT /v1/leadsources/campaigns': '{"success":true,"message":"ok","identifier":23}',
    };
    const desk = await accountDesk((request) => ({ body: answers[path(request)] ?? '' }));
    expect(await desk.change('PATCH /v1/clients/4/status', { Status: 'Active' })).toMatchObject({
      state: 'delivered',
      importName: 'Update Client Status',
      attempts: 1,
    });
    expect(await desk.change('PATCH /v1/clients/5/status', { Status: 'Active' })).toMatchObject({ state: 'rejected' });
    expect(await desk.change('DELETE /v1/leads/6')).toMatchObject({
      state: 'rejected',
      reason: 'Delete Lead was refused: Lead 6 is sold',
    });
    expect(await desk.change('POST /v1/orders/4/billing/paymentmethods/run', { Amount: 12.5 })).toMatchObject({
      state: 'rejected',
      reason: 'Run Payment was refused: card declined',
    });
  });

  test('whose answer is lost stays unknown where only the operator can tell, and is not sent twice', async () => {
    const desk = await accountDesk(() => ({ reset: true }));
    const job = await desk.change('POST /v1/orders/4/billing/paymentmethods/run', { Amount: 12.5 });
    expect(job).toMatchObject({ state: 'unknown', nextAt: null, attempts: 1 });
    expect(desk.arrived()).toHaveLength(1);
  });

  test('that may be repeated is asked for again after a lost answer', async () => {
    let taken = 0;
    const desk = await accountDesk(() => (++taken === 1 ? { reset: true } : { body: 'true' }));
    const { id } = await desk.change('PATCH /v1/clients/4/status', { Status: 'Active' });
    expect(await desk.inState(id, 'delivered')).toMatchObject({ attempts: 2 });
  });

  test('renews the token once where it is refused, and stops the connection where the new one is too', async () => {
    const desk = await accountDesk(({ headers }) =>
      headers.authorization === 'Bearer tok-1' ? { status: 401 } : { body: 'true' },
    );
    const { jobId } = (await desk.request('PATCH /v1/clients/4/status', { Status: 'Active' })) as { jobId: number };
    expect(await desk.inState(jobId, 'delivered')).toMatchObject({ attempts: 2 });
    expect(desk.tokens()).toBe(2);

    const refusing = await accountDesk(() => ({ status: 401, body: '{"message":"gone"}' }));
    await refusing.request('PATCH /v1/clients/4/status', { Status: 'Active' });
    const stopped = await until(async () => {
      const [connection] = await refusing.call('connections.list', {});
      return connection?.runState === 'stopped' ? connection : null;
    }, 'the connection is stopped');
    expect(stopped.runReason).toContain('refused the login');
    expect(refusing.tokens()).toBe(2);
    expect(refusing.arrived()).toHaveLength(2);
  });

  test.each([
    ['is declined in a 200', '{"success":false,"message":"987654 is wrong for (415) 555-0100, not 4155550100"}'],
    ['can’t be read', 'sent 987654 to 415.555.0100'],
  ])('shows no phone and no code in what it says if it %s', async (_, body) => {
    const desk = await accountDesk(() => ({ body }));
    const job = await desk.change('POST /v1/data/validation/2fa/4155550100/verify/987654');
    expect(job.reason).toContain('[removed]');
    await desk.core.close(0);
    const file = readFileSync(join(desk.dataDir, 'trunkline.db'), 'latin1');
    expect(JSON.stringify(job) + file).not.toMatch(/987654|555.{0,2}0100/);
  });

  test('that is declined with its password in the vendor’s words says it without', async () => {
    const desk = await accountDesk(() => ({ body: '{"Message":"Password p4ss-w0rd is too weak"}' }));
    const Info = { ClientUID: 4, DateAdded: '2020-01-02T03:04:05Z', Status: 'Active', Password: 'p4ss-w0rd' };
    const job = await desk.change('PATCH /v1/clients', { Info });
    expect(job).toMatchObject({ state: 'rejected', reason: expect.stringContaining('Password [removed] is too weak') });
    expect(JSON.stringify(job)).not.toContain('p4ss-w0rd');
  });

  test.each([
    ['{"Message":"The order is closed."}', 'The order is closed.'],
    [
      '{"Message":"The request is invalid.","ModelState":{"body.Status":["Unknown"],"body.Info":["Missing"]}}',
      'The request is invalid. body.Status: Unknown; body.Info: Missing',
    ],
    ['{"title":"Bad Request","errors":{"Price":["is required"]}}', 'Bad Request Price: is required'],
    ['{"errors":{"Price":["is required"]}}', 'Price: is required'],
  ])('that is refused says so in the vendor’s words: %s', async (body, words) => {
    const desk = await accountDesk(() => ({ status: 400, body }));
    const job = await desk.change('PATCH /v1/clients/4/status', { Status: 'Active' });
    expect(job).toMatchObject({ state: 'rejected', reason: expect.stringContaining(`“${words}”`) });
  });

  test.each([
    ['POST /v1/orders', { Skip: 0, Take: 101 }, 'Take must be 100 or less'],
    ['PUT /v1/delivery/4/accounts/5/maxes', { HourMax: -1 }, 'HourMax must be 0 or more'],
    ['POST /v1/orders/4/billing/paymentmethods/run', { Amount: 0 }, 'Amount must be more than 0'],
    ['PATCH /v1/clients/4/status', {}, 'Status is missing'],
    ['PATCH /v1/clients/4/status', { Status: [] }, 'Status must be text or a number'],
    ['POST /v1/delivery/autosend', { LeadUID: 1.5, AllowOverMax: 'no' }, 'LeadUID must be a whole number'],
    ['POST /v1/delivery/autosend', { LeadUID: 1, AllowOverMax: 'no' }, 'AllowOverMax must be true or false'],
    ['PATCH /v1/clients/4/status', undefined, 'the body is missing'],
    ['GET /v1/data/validation/us/zips/state/..', undefined, 'State can’t be “..”'],
  ])('%s with %j is refused: it says %s', async (request, body, said) => {
    const desk = await accountDesk(() => ({ body: 'true' }));
    await expect(desk.request(request, body)).rejects.toThrow(said);
    expect(desk.arrived()).toEqual([]);
  });

  test.each([
    ['PATCH /v1/clients/4/group', { ClientGroupUID: '41' }, { ClientGroupUID: 41 }],
    [
      'POST /v1/delivery/redirectconfirmation',
      { LeadUID: 1, RedirectURL: 'https://example.com', IsValid: 0, Response: 200 },
      { LeadUID: 1, RedirectURL: 'https://example.com', IsValid: false, Response: '200' },
    ],
    ['PATCH /v1/clients/4/group', { ClientGroupName: '41' }, { ClientGroupName: '41' }],
  ])('%s with the types of the table, %j, has those of the example', async (request, body, sent) => {
    const answer = request.startsWith('POST') ? '{"isValid":true}' : 'true';
    const desk = await accountDesk(() => ({ body: answer }));
    expect(await desk.change(request, body)).toMatchObject({ state: 'delivered' });
    expect(JSON.parse(desk.arrived().at(-1)?.body ?? '')).toEqual(sent);
  });

  test('a campaign with the types of the table has those of the example', async () => {
    const flags = ['Flagged', 'OrderSystem', 'ShowOnCherryPick', 'ClientDataVendor', 'countReturns', 'useQCBin'];
    const more = ['EmailVerify', 'AppendCityStateFromPostalCode', 'AllowSendResponse', 'UseDeliveryQueue'];
    const campaign = {
      ...{ Channel: 0, VendorUID: 18, VendorAccountUID: 23, AccountName: 'Web', Status: 1, Validation: null },
      ...{ MonthMax: null, DayMax: null, HourMax: null, ReturnDayCount: 0, LeadPrice: 1, MaxSell: 1, DupDayMax: 0 },
      ...{ ExclusiveClientUID: 0, LeadCatUID: 0 },
      ...Object.fromEntries([...flags, ...more].map((name) => [name, false])),
    };
    const rule = { VendorRuleUID: 0, LeadFieldUID: 7, Operator: 'Equal', Delete: false };
    const desk = await accountDesk(() => ({ body: '{"success":true,"identifier":23}' }));
    const written = { ...campaign, LeadTypeUID: '7', Rules: [{ ...rule, Value: 5 }] };
    expect(await desk.change('PUT /v1/leadsources/campaigns', written)).toMatchObject({ state: 'delivered' });
    expect(JSON.parse(desk.arrived().at(-1)?.body ?? '')).toEqual({
      ...campaign,
      ...{ LeadTypeUID: 7, Rules: [{ ...rule, Value: '5' }] },
    });
  });

  test('whose body is about another record than its path is refused; 0 is none', async () => {
    const desk = await accountDesk(() => ({ body: 'true' }));
    const item = { CustomListItemUID: 0, Description: '', Tag1: '', Tag2: '', Value: 'NV', AssignedClient: 0 };
    const put = (CustomListUID: number) =>
      desk.request('PUT /v1/distribution/lists/81', { ...item, CustomListUID, AssignedClients: '' });
    await expect(put(82)).rejects.toThrow('CustomListUID is 82 in the body and 81 in the path');
    expect(await put(0)).toMatchObject({ is: 'job' });
    expect(await put(81)).toMatchObject({ is: 'job' });
  });

  test('shows no phone and no code of two-factor authentication, anywhere', async () => {
    const desk = await accountDesk(() => ({ body: '{"success":true,"message":"sent to 4155550100, code 987654"}' }));
    const job = await desk.change('POST /v1/data/validation/2fa/4155550100/verify/987654');
    expect(job.state).toBe('delivered');
    expect(path(desk.arrived()[0] ?? { method: '', url: '' })).toBe(
      'POST /v1/data/validation/2fa/4155550100/verify/987654',
    );
    const { jobs } = await desk.call('jobs.list', {});
    const told = JSON.stringify([job, jobs, await desk.call('desk.status', {})]);
    expect(told).not.toMatch(/4155550100|987654/);
    // It is done: nothing of it is kept in the secret store either.
    await until(async () => (await desk.secrets.get('leadexec-request-1')) === null, 'its secrets are forgotten');
    await desk.core.close(0);
    const file = readFileSync(join(desk.dataDir, 'trunkline.db'), 'latin1');
    expect(file).not.toMatch(/4155550100|987654|Wombat/);
    expect(CLIENT_SECRET).toContain('Wombat');
  });
});
