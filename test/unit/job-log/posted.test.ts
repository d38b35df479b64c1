import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import { PostLog } from '../../../src-main/delivery/log/post-log.ts';
import { logChoices } from '../../../src-main/delivery/log-choices.ts';
import { factsOfJobs } from '../../../src-main/delivery/show.ts';
import { exportJobs } from '../../../src-main/job-log/export-jobs.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
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

test('an export has what came back of each posted lead', async () => {
  const { folder, store, made, facts } = filled(3_000);
  const filter = { post: { client: 'Demo', campaign: 24, priceFrom: 20 } };
  const path = join(folder, 'log.csv');
  const wanted = made.filter(({ client, campaign, price }) => client === 'Demo' && campaign === 24 && price >= 20);
  const ports = { store, facts, now: () => 0, exportsDir: folder };
  expect(await exportJobs(ports, { filter, path })).toEqual({ path, rows: wanted.length });
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
