import { expect, onTestFinished } from 'vitest';
import { answeringServer } from '../support/answering-server.ts';
import { until } from '../support/fault-until.ts';
import type { Call } from './small-inbox.ts';

/** Reads from a LeadExec account, and changes something in it. */
export async function useAccount(call: Call): Promise<void> {
  const server = await answeringServer(({ method, url }) => {
    if (url.endsWith('/token')) return { body: '{"access_token":"tok","token_type":"Bearer","expires_in":3600}' };
    return { body: method === 'GET' ? '[]' : 'true' };
  });
  onTestFinished(() => server.close());
  const account = { kind: 'leadexec', name: 'Account', url: server.url, user: 'client-1', password: 'secret' } as const;
  const { id: connectionId } = await call('connections.save', account);
  expect(await call('leadexec.request', { connectionId, request: 'GET /v1/leadtypes' })).toMatchObject({
    is: 'answer',
  });
  const change = { connectionId, request: 'PATCH /v1/clients/4/status', body: '{"Status":"Active"}' };
  const reply = await call('leadexec.request', { ...change, keepUndocumented: false, showSecrets: false });
  const id = reply.is === 'job' ? reply.jobId : 0;
  await until(async () => (await call('jobs.get', { id })).state === 'delivered', 'the change is made');
}
