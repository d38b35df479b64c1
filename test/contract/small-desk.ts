import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Core, startCore } from '../../src-main/core/start-core.ts';
import { checkFile } from '../../src-main/dialing/check-file.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import {
  type CommandInput,
  type CommandOutput,
  type CoreCommandName,
  coreCommands,
  type DeskEvent,
  dialSettings,
} from '../../src-preload/contract/index.ts';
import { directPostChecker } from '../support/direct-post-checker.ts';
import { memorySecrets, PASSWORD, testDialer, USER } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import { useAccount } from './small-account.ts';
import { useBatches } from './small-batches.ts';
import { useDelivery } from './small-delivery.ts';
import { useInbox } from './small-inbox.ts';
import { useOffers } from './small-offers.ts';

/** A desk with a dialer, a list that has rows of every kind, and leads of two vendors, on which each command of the core has been called. */
export interface SmallDesk {
  readonly core: Core;
  /** The input that each command was called with last. */
  readonly inputs: ReadonlyMap<CoreCommandName, object>;
  readonly told: readonly DeskEvent[];
}

/** Calls every command of the core at least once, and proves of each answer that it is the contract's. */
export async function useEveryCommand(): Promise<SmallDesk> {
  const dialer = await testDialer();
  dialer.admin.setFaults([{ kind: 'answer-lost-reset', phone: '7272000007' }]);
  const folder = testFolder('list');
  const core = await startCore(
    {
      dataDir: join(folder, 'desk'),
      secrets: memorySecrets(),
      clock: systemClock,
      random: () => 0.5,
      sends: true,
      replace: async () => ({ words: ['Done.'], keptAt: null }),
    },
    { checker: { check: (order, store) => checkFile(order, store) }, postChecker: directPostChecker },
  );
  onTestFinished(() => core.close());
  const told: DeskEvent[] = [];
  core.subscribe((event) => told.push(event));
  const inputs = new Map<CoreCommandName, object>();

  async function call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    inputs.set(name, input);
    const { output } = coreCommands[name];
    // Parsed a second time, as on the other side of the bridge, nothing of it changes; nor does it on its way there.
    expect([name, output.parse(reply.value)]).toEqual([name, reply.value]);
    expect([name, JSON.parse(JSON.stringify(reply.value))]).toEqual([name, reply.value]);
    return reply.value as CommandOutput<N>;
  }
  const write = (name: string, text: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const stateIs = (id: number, state: string) =>
    until(async () => (await call('imports.get', { id })).state === state, `import ${id} is ${state}`);

  // Its dialer drops more than it is taken to: what is read back proposes another profile.
  const traits = { profile: 'as-is', accents: 'keep', plus: 'keep' } as const;
  const connection = { name: 'Dialer', url: dialer.url, user: USER, password: PASSWORD, traits };
  const { id: connectionId } = await call('connections.save', connection);
  await call('connections.pause', { id: connectionId });
  await call('connections.list', {});
  await call('connections.test', { id: connectionId });
  await call('connections.fetchChoices', { id: connectionId });
  await call('connections.choices', { id: connectionId });
  await call('connections.readings', { id: connectionId });
  await call('dnc.add', { phones: ['7272000005', 'abc'], source: 'by hand' });
  await call('dnc.import', { path: write('dnc.csv', 'Name,Phone\nAnn,7272000006\n'), name: 'dnc.csv' });

  const rows = [
    ...['1,7272000001,Ann & Co,FL', '2,123,José,Florida', '3,7272000001,Ann,FL', '4,7272000005,Ann,ZZ'],
    // Sent without the state, which says nothing.
    '5,7272000002,Ann,Nowhere',
    '6,7272000003,Ann,FL,more',
  ];
  const path = write('list.csv', `Lead Code,Phone,First Name,State\n${rows.join('\n')}\n`);
  const { id, suggestion } = await call('imports.open', { path, name: 'list.csv' });
  await call('imports.reformat', { id, format: { header: true } });
  const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
  await call('imports.configure', { id, connectionId, settings, mapping: suggestion.mapping });
  const template = await call('templates.save', { importId: id, name: 'Leads' });
  await call('templates.list', {});
  await call('templates.use', { importId: id, name: template.name });
  await call('templates.remove', { id: template.id });
  await call('imports.check', { id, thenStart: false });
  await stateIs(id, 'checked');
  const [first] = await call('imports.reasons', { id });
  await call('imports.rows', { id, reasonId: first?.id ?? 0, verdict: null, after: 0, limit: 10 });
  await call('imports.rows', { id, reasonId: null, verdict: 'send', after: 0, limit: 10 });
  await call('imports.editRow', { id, row: 2, edits: { phone_number: '7272000007', first_name: null } });
  await call('imports.decideRow', { id, row: 3, decision: 'send' });
  await call('imports.fixReason', { id, reasonId: first?.id ?? 0, fix: { act: 'leave-out' } });
  await call('imports.summary', { id });
  await call('imports.start', { id });
  await stateIs(id, 'started');
  await call('imports.pause', { id });
  await call('imports.resume', { id });
  // Row 6 is held for it.
  await call('dnc.add', { phones: ['7272000003'], source: 'by hand' });
  await call('connections.resume', { id: connectionId });
  await until(async () => (await call('desk.status', {})).idle, 'all is sent');
  await call('imports.rejects', { id, path: join(folder, 'rejects.csv') });
  await call('imports.list', {});
  await until(async () => (await call('imports.readBack', { id }))?.proposal != null, 'a profile is proposed');
  await call('imports.adoptProfile', { id });

  const filter = { importId: id, connectionId, from: 0, until: 9e15, text: 'ad' };
  const page = { after: null, limit: 2, order: 'oldest' as const };
  const { jobs } = await call('jobs.list', { ...page, filter });
  await call('jobs.get', { id: jobs[0]?.id ?? 0 });
  const settled = await call('jobs.counts', { importId: id, connectionId });
  expect(settled).toMatchObject({ delivered: 3, held: 1, unknown: 1, total: 5 });
  await call('jobs.reasons', { filter });
  await call('jobs.concerns', { importId: id, connectionId });
  await call('jobs.export', { filter, path: join(folder, 'jobs.csv') });
  await call('jobs.export', { filter, path: join(folder, 'jobs.json'), format: 'json' });
  expect(await call('jobs.exportProgress', { exportId: 'none' })).toBeNull();
  expect(await call('jobs.cancelExport', { exportId: 'none' })).toEqual({ canceled: false });
  const { jobs: held } = await call('jobs.list', { ...page, filter: { importId: id, state: 'held' } });
  expect(await call('jobs.resend', { filter: { importId: id, state: 'held' } })).toEqual({ changed: 1 });
  expect(await call('jobs.cancel', { ids: held.map((job) => job.id) })).toEqual({ changed: 1 });
  const unknown = { filter: { importId: id, state: 'unknown' as const } };
  expect(await call('jobs.stopChecks', unknown)).toEqual({ changed: 0 });
  expect(await call('jobs.resolve', { which: unknown, as: 'delivered' })).toEqual({ changed: 1 });
  await call('imports.cancel', { id });
  const draft = await call('imports.open', { path });
  await call('imports.remove', { id: draft.id });
  await call('dnc.list', { text: '727', after: '', limit: 10 });
  await call('dnc.remove', { phones: ['7272000005'] });

  await useInbox(call, folder);
  await useOffers(call, folder, { id: connectionId, listId: settings.list_id });
  await useDelivery(call, write, 1);
  await useAccount(call);
  await useBatches(call);
  const { sourceIds } = await call('practice.start', {});
  // Otherwise the desk would fetch and index thousands of practice leads beside all that follows, and no call is about them.
  for (const sourceId of sourceIds) await call('connections.pause', { id: sourceId });
  await call('practice.setFaults', { vendor: 'dialer', on: ['duplicate'], every: 3 });
  await call('practice.setFaults', { vendor: 'dialer', on: [] });
  await call('practice.faults', {});
  const other = await call('connections.save', { ...connection, id: undefined, name: 'Other' });
  await call('connections.remove', { id: other.id });
  await call('updates.status', {});
  const feedKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await call('updates.set', { enabled: false, url: 'https://127.0.0.1:9/feed.json', publicKey: feedKey });
  // Nobody answers there, and the look that failed is told.
  expect((await call('updates.check', {})).lastCheck?.result).toBe('failed');
  await call('updates.dismiss', { version: '9.9.9' });
  await call('desk.dismissNotice', {});
  await call('desk.checkDisk', {});
  await call('desk.damage', {});
  await call('desk.check', {});
  await call('index.verify', {});
  await call('index.rebuild', {});
  await call('desk.encryptBackups', { passphrase: 'a long passphrase' });
  await call('desk.encryptBackups', { passphrase: null });
  const { name } = await call('desk.backUpNow', {});
  await call('desk.data', {});
  await call('desk.saveDiagnostics', {});
  await call('desk.pageFailed', { where: 'inbox', name: 'Error', stack: '' });
  await call('desk.restore', { name });
  await call('desk.backup', { path: join(folder, 'backup.db') });
  await call('desk.restoreFile', { path: join(folder, 'backup.db'), passphrase: 'a long passphrase' });
  await call('desk.salvage', {});
  await call('desk.startEmpty', {});
  await call('desk.reopen', {});
  return { core, inputs, told };
}
