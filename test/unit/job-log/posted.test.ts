import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RunningWork } from '../../../src-main/commands/running-work.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { PostLog } from '../../../src-main/delivery/log/post-log.ts';
import { logChoices } from '../../../src-main/delivery/log-choices.ts';
import { factsOfJobs } from '../../../src-main/delivery/show.ts';
import { EXPORT_WORDS, exportJobs } from '../../../src-main/job-log/export-jobs.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
import { listJobs } from '../../../src-main/job-log/query.ts';
import { yieldToEventLoop } from '../../../src-main/platform/yielding.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts } from '../../support/fill-posts.ts';

function filled(count: number) {
  const folder = testFolder('posted-log');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  const made = count === 0 ? [] : fillPosts(store, count);
  const facts = new JobFacts();
  facts.add(factsOfJobs);
  facts.posts = new PostLog(store);
  return { folder, store, made, facts };
}

test('the log offers each campaign and client that was named, once', () => {
  expect(logChoices(filled(0).store)).toEqual({ posts: false, campaigns: [], clients: [] });
  expect(logChoices(filled(3_000).store)).toEqual({
    posts: true,
    campaigns: [23, 24, 25],
    clients: ['Acme', 'Demo', 'Tiny'],
  });
});

const portsOf = (folder: string, store: Store, facts: JobFacts) => ({
  ...{ store, facts, now: () => 0, exportsDir: folder },
  exports: new RunningWork(EXPORT_WORDS),
});

test('an export as JSON has all that the list has, and none is a list too', async () => {
  const { folder, store, facts } = filled(3_000);
  const ports = portsOf(folder, store, facts);
  for (const filter of [{ post: { client: 'Tiny' } }, { post: { client: 'Nobody' } }]) {
    const { jobs } = await listJobs(store, { filter, after: null, limit: 1000, order: 'oldest' }, facts);
    const { path, rows } = await exportJobs(ports, { filter, format: 'json' });
    expect([rows, path.endsWith('.json')]).toEqual([jobs.length, true]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(jobs);
  }
});

test('an export tells how far it is, and leaves no file where it is canceled', async () => {
  const { folder, store, facts } = filled(3_000);
  const ports = portsOf(folder, store, facts);
  const path = join(folder, 'all.json');
  const input = { filter: {}, path, format: 'json', exportId: 'mine' } as const;
  const first = exportJobs(ports, input);
  await expect(exportJobs(ports, input)).rejects.toThrow('This export is running already.');
  while (ports.exports.progress('mine')?.rows === 0) await yieldToEventLoop();
  expect([1_000, 2_000]).toContain(ports.exports.progress('mine')?.rows);
  expect(ports.exports.cancel('mine')).toBe(true);
  await expect(first).rejects.toThrow('Canceled: no file was written.');
  expect(readdirSync(folder).filter((name) => name.includes('json'))).toEqual([]);
  expect([ports.exports.progress('mine'), ports.exports.cancel('mine')]).toEqual([null, false]);
});

test('an export has what came back of each posted lead', async () => {
  const { folder, store, made, facts } = filled(3_000);
  const filter = { post: { client: 'Demo', campaign: 24, priceFrom: 20 } };
  const path = join(folder, 'log.csv');
  const wanted = made.filter(({ client, campaign, price }) => client === 'Demo' && campaign === 24 && price >= 20);
  const ports = portsOf(folder, store, facts);
  expect(await exportJobs(ports, { filter, path, format: 'csv' })).toEqual({ path, rows: wanted.length });
  const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(head.slice(head.indexOf('Posted as'))).toBe(
    'Posted as,Reference,Post id,Campaign,Price,Estimated price,Review,Return,Clients',
  );
  expect(rows.map((row) => row.split(',').slice(-9))).toEqual(
    wanted.map((one) => [
      ...[one.kind, one.reference, one.reference.replace('ref', 'post'), '24', String(one.price), ''],
      ...[one.review, one.returnState, 'Demo'],
    ]),
  );
});
