import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answeringServer } from '../support/answering-server.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

test('a terminal that is killed while changes of an account are on their way makes none of them twice', async () => {
  const ledger: string[] = [];
  const groups: object[] = [];
  let arrived: () => void = () => {};
  /** A change whose answer never comes. */
  let silent = '';
  const server = await answeringServer(async ({ method, url, body, headers }) => {
    if (url === '/v1/authorization/token') {
      expect(JSON.parse(body)).toMatchObject({ client_id: 'client-1', client_secret: PASSWORD });
      return { body: '{"access_token":"tok-4711","token_type":"Bearer","expires_in":3600,"error":null}' };
    }
    expect(headers.authorization).toBe('Bearer tok-4711');
    if (method === 'GET') return { body: JSON.stringify(groups) };
    ledger.push(`${method} ${url} ${body}`);
    if (url === '/v1/clients/groups')
      groups.push({ ...(JSON.parse(body) as object), ClientGroupUID: groups.length + 1 });
    if (url === silent) {
      arrived();
      await new Promise(() => {});
    }
    if (url === '/v1/clients/groups') return { body: '200 OK' };
    return { body: '{"ClientTranUID":77,"IsValid":true,"Response":"approved"}' };
  });
  onTestFinished(() => server.close());
  const folder = testFolder('leadexec-kill');
  mkdirSync(folder, { recursive: true });
  const desk = join(folder, 'desk');
  await runCli(desk, ['connect', 'leadexec', '--name', 'Account', '--url', server.url, '--client-id', 'client-1']);

  const read = await runCli(desk, ['leadexec', 'Account', 'GET /v1/clients/groups', '--json']);
  expect(read.out.trim()).toBe('[]');
  const refused = await runCli(desk, ['leadexec', 'Account', 'GET /v1/client/groups'], [1]);
  expect(refused.remarks).toContain('GET /v1/clients/groups');

  const run = 'POST /v1/orders/4/billing/paymentmethods/run';
  const group = '{"ClientGroupUID":0,"Description":"Solar","DisplayOrder":1,"ClientCount":0}';
  for (const [request, body] of [
    [run, '{"Amount":12.5}'],
    ['PUT /v1/clients/groups', group],
  ] as const) {
    silent = request.split(' ')[1] ?? '';
    const taken = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const killed = cli(desk, ['leadexec', 'Account', request, body, '--wait']);
    await Promise.race([taken, killed.ended]);
    killed.kill();
    await killed.ended;
  }
  silent = '';
  // The group is found by listing; of the card run nobody can tell.
  await runCli(desk, ['run', '--until-idle'], [0, 3]);
  const { out } = await runCli(desk, ['jobs', '--json']);
  const jobs = JSON.parse(out) as { importName: string; state: string; leadId: string | null }[];
  expect(jobs.map(({ importName, state, leadId }) => [importName, state, leadId]).sort()).toEqual([
    ['Create / Modify Client Group', 'delivered', '1'],
    ['Run Payment', 'unknown', null],
  ]);
  expect(ledger).toHaveLength(2);

  const paid = await runCli(desk, ['leadexec', 'Account', run, '{"Amount":7}', '--wait']);
  expect(paid.out).toContain('delivered: 77');
  expect(ledger).toHaveLength(3);
}, 180_000);
