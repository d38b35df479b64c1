import { expect, onTestFinished } from 'vitest';
import { answeringServer } from '../support/answering-server.ts';
import { until } from '../support/fault-until.ts';
import type { Call } from './small-inbox.ts';

const SOLAR = '{"LeadTypeUID":1,"Descriptor":"Solar","Status":true}';

/** Reads from a LeadExec account, and changes something in it. */
export async function useAccount(call: Call): Promise<void> {
  let group = '{"ClientGroupUID":5,"Description":"Agencies","DisplayOrder":1,"ClientCount":2}';
  const server = await answeringServer(({ method, url, body }) => {
    if (url.endsWith('/token')) return { body: '{"access_token":"tok","token_type":"Bearer","expires_in":3600}' };
    if (url.endsWith('/groups')) {
      if (method === 'PUT') group = body;
      return { body: method === 'PUT' ? '200 OK' : `[${group}]` };
    }
    if (url.endsWith('/leadtypes')) return { body: `[${SOLAR}]` };
    if (url.endsWith('/clients/list')) return { body: '[{"ClientUID":4,"Status":"Active"}]' };
    if (url.endsWith('/delivery/4/accounts'))
      return { body: '[{"ClientAccountUID":5,"ClientUID":4,"Status":12,"AccountType":2}]' };
    if (url.endsWith('/fields')) return { body: '[{"LeadFieldUID":1,"Descriptor":"Zip","Status":true}]' };
    if (url.endsWith('/redirectconfirmation')) return { body: '{"isValid":true,"Status":"","Response":""}' };
    return { body: method === 'GET' ? '[]' : 'true' };
  });
  onTestFinished(() => server.close());
  const account = { kind: 'leadexec', name: 'Account', url: server.url, user: 'client-1', password: 'secret' } as const;
  const { id: connectionId } = await call('connections.save', account);
  expect(await call('leadexec.request', { connectionId, request: 'GET /v1/leadtypes' })).toMatchObject({
    is: 'answer',
  });
  const types = { connectionId, kind: 'leadTypes', parent: 0 } as const;
  expect(await call('leadexec.refresh', types)).toMatchObject({ refreshing: false, error: null });
  await call('leadexec.open', { ...types, olderThanMs: 60_000 });
  const sort = { field: 'Descriptor', descending: false };
  const query = { ...types, text: 'solar', filters: [{ field: 'Status', values: [true] }], sort, from: 0, count: 10 };
  expect(await call('leadexec.records', query)).toMatchObject({ total: 1 });
  expect(await call('leadexec.values', { ...types, field: 'Status', count: 10 })).toEqual([{ value: true, count: 1 }]);
  expect(await call('leadexec.record', { ...types, id: 1 })).toMatchObject({ record: SOLAR });
  expect(await call('leadexec.fields', { kind: 'leadTypes' })).toMatchObject({ edits: false });
  expect(await call('leadexec.calls', {})).toHaveLength(65);
  const receiver = (await call('connections.list', {})).find(({ kind }) => kind === 'receiver');
  const accountId = connectionId;
  const source = await call('delivery.readAccountFields', { connectionId: receiver?.id ?? 0, accountId });
  expect(source).toMatchObject({ from: 'account', account: { name: 'Account' } });
  const redirect = await until(
    async () => (await call('jobs.list', { filter: { post: { kind: 'manualredirect' }, state: 'delivered' } })).jobs[0],
    'a lead is redirected',
  );
  const told = { jobId: redirect.id, url: redirect.redirectUrl ?? '', valid: true, accountId };
  expect(await call('delivery.confirmRedirect', told)).toMatchObject({ jobId: expect.any(Number) });
  await editGroup(call, connectionId);
  await whatIfs(call, connectionId);
  const change = { connectionId, request: 'PATCH /v1/clients/4/status', body: '{"Status":"Active"}' };
  const reply = await call('leadexec.request', { ...change, keepUndocumented: false, showSecrets: false });
  const id = reply.is === 'job' ? reply.jobId : 0;
  await until(async () => (await call('jobs.get', { id })).state === 'delivered', 'the change is made');
}

/** Edits a record, and takes it back. */
async function editGroup(call: Call, connectionId: number): Promise<void> {
  const groups = { connectionId, kind: 'clientGroups', parent: 0 } as const;
  await call('leadexec.refresh', groups);
  const { revision } = (await call('leadexec.record', { ...groups, id: 5 })) ?? { revision: '' };
  const edit = [{ field: 'Description', value: 'Agencies, West' }];
  const { now } = await call('leadexec.preview', { ...groups, id: 5, revision, edit });
  const { jobId } = await call('leadexec.save', { ...groups, id: 5, revision: now, edit });
  await until(async () => (await call('leadexec.saved', { jobId }))?.canUndo, 'the edit is read again');
  expect(await call('leadexec.secret', { ...groups, id: 5, field: 'Description' })).toEqual({ value: null });
  const undo = await call('leadexec.undo', { jobId });
  await until(async () => (await call('leadexec.saved', { jobId: undo.jobId }))?.differs, 'it is taken back');
}

/** What-ifs of the lead that was posted before; a test of its own compares what they tell. */
async function whatIfs(call: Call, connectionId: number): Promise<void> {
  await call('leadexec.refresh', { connectionId, kind: 'clients', parent: 0 });
  await call('leadexec.refresh', { connectionId, kind: 'accounts', parent: 4 });
  const rules = await call('leadexec.rules', { connectionId });
  expect(await call('leadexec.setRules', { connectionId, rules })).toEqual(rules);
  const input = { connectionId, runId: 'small', from: 0, until: Date.now() + 60_000, changes: [] };
  const { leads } = await call('leadexec.whatIf', input);
  expect(leads).toBeGreaterThan(0);
  expect(await call('leadexec.whatIfProgress', { runId: 'small' })).toBeNull();
  expect(await call('leadexec.cancelWhatIf', { runId: 'small' })).toEqual({ canceled: false });
  expect(await call('leadexec.exportWhatIf', { runId: 'small', table: 'days' })).toMatchObject({
    rows: expect.any(Number),
  });
  const { jobs } = await call('jobs.list', {
    filter: { state: 'delivered', post: { kind: 'transfer' } },
    limit: 1,
    order: 'newest',
  });
  const { facts } = await call('delivery.timeline', { jobId: jobs[0]?.id ?? 0 });
  expect(await call('leadexec.explain', { connectionId, postNo: facts.postNo })).toMatchObject({
    accounts: [{ outcome: 'no-method' }],
  });
  expect(await call('leadexec.scannerLog', { connectionId, postNo: facts.postNo })).toBeNull();
}
