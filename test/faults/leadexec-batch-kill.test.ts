import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src-main/platform/clock.ts';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import type { CommandInput, CommandOutput, CoreCommandName, RecordKind } from '../../src-preload/contract/index.ts';
import type { KilledBatch } from '../support/account-batch-child.ts';
import { type Answering, answeringServer } from '../support/answering-server.ts';
import { builtFile } from '../support/built-parts.ts';
import { testFolder } from '../support/fault-list.ts';
import { practiceAccount } from '../support/practice-account-desk.ts';
import { startWithoutThreads } from '../support/without-threads.ts';
import { postLead } from '../unit/practice/leadexec/account-api/support.ts';

const CHILD = builtFile('account-batch-child');
const COPIES = 6;
const NAME = 'A copy of the desk';
/** When a process is killed: with a change that arrived and is not made, with one that is made and not answered, or once it is answered. */
const MOMENTS = ['arrived', 'made', 'answered'] as const;

/** Requests that change nothing, though they are posts. */
const isRead = (method: string, url: string): boolean => method === 'GET' || /\/token$|\/accounts\/all\//.test(url);

/** A practice account behind a server that tells of each change when it arrives, is made, and is answered. */
async function account(changed: (moment: (typeof MOMENTS)[number]) => boolean) {
  const vendor = await practiceAccount();
  const server = await answeringServer(async ({ method, url, headers, body }): Promise<Answering> => {
    const isChange = !isRead(method, url);
    if (isChange && changed('arrived')) return { reset: true };
    const answer = await fetch(vendor.url + url, {
      method,
      headers: {
        ...(headers.authorization === undefined ? {} : { authorization: headers.authorization }),
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === '' ? {} : { body }),
    });
    const text = await answer.text();
    if (isChange && changed('made')) return { reset: true };
    // The next thing that arrives finds the process killed, or it is killed before it reads the answer.
    if (isChange) setImmediate(() => changed('answered'));
    return { status: answer.status, body: text };
  });
  onTestFinished(() => server.close());
  return { vendor, server };
}

interface Killing {
  readonly vendor: Awaited<ReturnType<typeof practiceAccount>>;
  readonly url: string;
  readonly dataDir: string;
  /** Runs processes that make a batch, each killed at another moment, until one comes to its end. @returns how many were killed */
  run(batch: KilledBatch): Promise<number>;
}

/** An account whose changes kill the process that makes them. */
async function killing(): Promise<Killing> {
  let kill: (() => void) | null = null;
  /** The changes that are still to pass until the process is killed, and when. */
  let left = Number.POSITIVE_INFINITY;
  let moment: (typeof MOMENTS)[number] = 'arrived';
  const { vendor, server } = await account((now) => {
    if (now !== moment || kill === null) return false;
    left--;
    if (left > 0) return false;
    kill();
    return true;
  });
  const dataDir = join(testFolder('account-batch'), 'desk');
  mkdirSync(dataDir, { recursive: true });
  /** Runs a process until it is done. @returns whether it was killed */
  const runOnce = async (batch: KilledBatch): Promise<boolean> => {
    const child = spawn(process.execPath, [CHILD, dataDir, JSON.stringify(batch)], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const closed = new Promise<NodeJS.Signals | number | null>((resolve) =>
      child.once('close', (code, signal) => resolve(signal ?? code)),
    );
    kill = () => child.kill('SIGKILL');
    const end = await closed;
    kill = null;
    expect([0, 'SIGKILL']).toContain(end);
    return end === 'SIGKILL';
  };
  return {
    ...{ vendor, url: server.url, dataDir },
    async run(batch) {
      let kills = 0;
      for (let round = 0; ; round++) {
        moment = MOMENTS[round % MOMENTS.length] ?? 'arrived';
        left = 1 + (Math.floor(round / MOMENTS.length) % 2);
        if (!(await runOnce(batch))) return kills;
        kills++;
      }
    },
  };
}

/** A desk in this process that sends nothing. */
async function quietDesk(dataDir: string) {
  const ports = { dataDir, secrets: openFileVault(dataDir), clock: systemClock, random: () => 0, sends: false };
  const core = await startWithoutThreads(ports);
  async function call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CommandOutput<N>;
  }
  return { core, call };
}

/** The connection of a desk to the account, with these lists read. */
async function connected(
  { url }: Killing,
  { call }: Awaited<ReturnType<typeof quietDesk>>,
  kinds: readonly RecordKind[],
) {
  const { id: connectionId } = await call('connections.save', {
    ...{ kind: 'leadexec', name: 'Account', url, user: SAMPLE.apiClientId, timeoutMs: 10_000 },
    ...{ password: 'practice', perSecond: 1_000 },
  });
  for (const kind of kinds) await call('leadexec.refresh', { connectionId, kind });
  return connectionId;
}

/** The jobs of a desk after all of it, none of which is still to be sent. */
async function endedJobs(dataDir: string, connectionId: number) {
  const { core, call } = await quietDesk(dataDir);
  onTestFinished(() => core.close());
  const { jobs } = await call('jobs.list', { filter: { connectionId }, limit: 200 });
  expect(jobs.filter(({ state }) => !['delivered', 'unknown', 'rejected', 'cancelled'].includes(state))).toEqual([]);
  return { jobs, call };
}

test('a batch of copies, a card run and sends that are killed again and again are each made once at most, and nothing is lost sight of', async () => {
  const desk = await killing();
  const { vendor, dataDir } = desk;
  const lead = await postLead(vendor);
  const other = await postLead(vendor, { email: 'other@leads.test', phone: '7025550177' });

  // What costs money is asked for once; the copies are asked for by each process.
  const first = await quietDesk(dataDir);
  const connectionId = await connected(desk, first, ['leadTypes', 'clients', 'accounts']);
  const money = [
    ['POST /v1/orders/1234/billing/paymentmethods/run', { Amount: 12.5 }],
    ['POST /v1/delivery/autosend', { LeadUID: lead }],
    ['POST /v1/delivery/process', { LeadUID: other, ClientUID: 1234, ClientAccountUID: 501 }],
  ] as const;
  for (const [request, body] of money) {
    await first.call('leadexec.request', { connectionId, request, body: JSON.stringify(body) });
  }
  const { rows } = await first.call('leadexec.records', { connectionId, kind: 'clients', count: 1_000 });
  const clients = rows.map(({ id }) => id);
  // An account whose lead type enough other clients have a method of.
  const accounts = await first.call('leadexec.records', { connectionId, kind: 'accounts', count: 1_000 });
  let chosen: readonly number[] = [];
  let source = { client: 0, account: 0 };
  for (const { id, parent } of accounts.rows) {
    source = { client: parent, account: id };
    const others = clients.filter((client) => client !== parent);
    const { copies } = await first.call('leadexec.planCopies', {
      connectionId,
      ...source,
      clients: others,
      name: NAME,
    });
    chosen = copies.filter(({ outcome }) => outcome === 'ready').map(({ client }) => client);
    if (chosen.length >= COPIES) break;
  }
  chosen = chosen.slice(0, COPIES);
  await first.core.close();
  expect(chosen).toHaveLength(COPIES);

  const kills = await desk.run({ copies: { connectionId, ...source, clients: [...chosen], name: NAME } });
  expect(kills).toBeGreaterThanOrEqual(4);

  const { jobs } = await endedJobs(dataDir, connectionId);
  const held = vendor.admin.account();
  const copies = held.deliveryAccounts.filter(({ description }) => description === NAME);
  // Each client has the copy at most once; where it has none, the operator knows.
  expect(new Set(copies.map(({ clientUid }) => clientUid)).size).toBe(copies.length);
  const creates = jobs.filter(({ importName }) => importName?.startsWith('Copies of '));
  const made = creates.filter(({ state }) => state === 'delivered').length;
  expect(made).toBeLessThanOrEqual(copies.length);
  expect(creates.filter(({ state }) => state === 'unknown').length + made).toBe(COPIES);
  expect(held.payments.filter(({ card }) => card).length).toBeLessThanOrEqual(1);
  const asked = (name: string) => vendor.admin.accountRequests().filter(({ call }) => call === name).length;
  for (const name of ['Run Payment', 'Auto Process Delivery', 'Process Client Delivery'])
    expect(asked(name)).toBeLessThanOrEqual(1);
}, 300_000);

test('a list that a file changes is killed again and again: no item is added twice, and every other is as the file has it', async () => {
  const desk = await killing();
  const { vendor, dataDir } = desk;
  const first = await quietDesk(dataDir);
  const connectionId = await connected(desk, first, ['clients', 'lists']);
  const list = vendor.admin.account().lists.find(({ items }) => items.length >= 4);
  if (list === undefined) throw new Error('no list has enough items');
  await first.core.close();
  // Two items are assigned to a client, one to two, one has another tag, and three are new.
  const [one, two, three, four] = list.items.map(({ value }) => value);
  const there = new Set(list.items.map(({ value }) => value));
  const added = ['WY', 'VT', 'AK', 'HI', 'ID', 'ME', 'MT'].filter((value) => !there.has(value)).slice(0, 3);
  const text = [
    'Value\tClient\tTag 1',
    ...[`${one}\t6101`, `${two}\t6102`, `${three}\t6101|6102`, `${four}\t\tNorth`],
    ...added.map((value) => `${value}\t6103\tNew`),
  ].join('\n');

  const kills = await desk.run({ list: { connectionId, list: list.listUid, text } });
  expect(kills).toBeGreaterThanOrEqual(4);

  const { call } = await endedJobs(dataDir, connectionId);
  const batches = await call('leadexec.batches', { connectionId, what: 'list', count: 200 });
  const rows = (await Promise.all(batches.map(({ batchId }) => call('leadexec.batch', { batchId })))).flatMap(
    (batch) => batch?.rows ?? [],
  );
  const items = vendor.admin.account().lists.find(({ listUid }) => listUid === list.listUid)?.items ?? [];
  const of = (value: string | undefined) => items.filter((item) => item.value === value);
  for (const value of added) {
    expect(of(value).length).toBeLessThanOrEqual(1);
    // Where it isn't there, the operator knows.
    const unknown = rows.filter(({ state, name }) => state === 'unknown' && name === value);
    expect(of(value).length + unknown.length).toBeGreaterThanOrEqual(1);
  }
  expect([of(one), of(two), of(three)].map(([item]) => item?.clients)).toEqual([
    expect.arrayContaining([6101]),
    expect.arrayContaining([6102]),
    expect.arrayContaining([6101, 6102]),
  ]);
  expect(of(four)).toMatchObject([{ tag1: 'North' }]);
}, 300_000);
