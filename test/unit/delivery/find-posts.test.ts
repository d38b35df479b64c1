import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import { findPosts, matchingAmong } from '../../../src-main/delivery/find-posts.ts';
import { factsOfJobs } from '../../../src-main/delivery/show.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
import { jobReasons, listJobs, matchingIds } from '../../../src-main/job-log/query.ts';
import type { JobFilter, PostFilter } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts, type MadePost } from '../../support/fill-posts.ts';

function filled(count: number) {
  const folder = testFolder('find-posts');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  const made = fillPosts(store, count);
  const facts = new JobFacts();
  facts.add(factsOfJobs);
  facts.posts = { find: findPosts, among: matchingAmong };
  return { store, made, facts };
}

function fits(one: MadePost, filter: PostFilter, state: string | undefined): boolean {
  const { priceFrom = 0, priceTo = 1e9, text } = filter;
  return (
    (filter.kind ?? one.kind) === one.kind &&
    (filter.batchId ?? one.batchId) === one.batchId &&
    (filter.review ?? one.review) === one.review &&
    (filter.returnState ?? one.returnState) === one.returnState &&
    (filter.campaign ?? one.campaign) === one.campaign &&
    (filter.client === undefined || filter.client === one.client) &&
    one.price >= priceFrom &&
    one.price <= priceTo &&
    (text === undefined || one.reference === text || one.phone.endsWith(text)) &&
    (state ?? one.state) === one.state
  );
}

test('each filter gives the posts that it names, and no other, page by page in order', async () => {
  const { store, made, facts } = filled(25_000);
  const [, second] = [...new Set(made.map(({ batchId }) => batchId))];
  const phone = made[777]?.phone.slice(-6) ?? '';
  const filters: readonly (readonly [PostFilter, JobFilter['state']?])[] = [
    [{}],
    [{ review: 'rejected' }],
    [{ review: 'pending', campaign: 24 }],
    [{ returnState: 'returned' }],
    [{ returnState: 'none', review: 'passed' }],
    [{ campaign: 25 }],
    [{ campaign: 23, client: 'Demo' }],
    [{ client: 'Tiny' }],
    [{ client: 'Acme', priceFrom: 10, priceTo: 11 }],
    [{ priceFrom: 99.5 }],
    [{ priceTo: 60, kind: 'general' }],
    [{ kind: 'returnsends' }],
    [{ ...(second === undefined ? {} : { batchId: second }), review: 'passed' }],
    [{ text: 'ref-12' }],
    [{ text: phone }],
    [{ text: 'nothing like it' }],
    [{ campaign: 23 }, 'unknown'],
    [{ client: 'Acme' }, 'rejected'],
    [{ priceFrom: 50 }, 'delivered'],
  ];
  for (const [post, state] of filters) {
    const filter: JobFilter = { post, ...(state === undefined ? {} : { state }) };
    const wanted = made.filter((one) => fits(one, post, state)).map(({ id }) => id);
    const name = JSON.stringify(filter);
    for (const order of ['newest', 'oldest'] as const) {
      const sorted = order === 'newest' ? wanted.toReversed() : wanted;
      const first = await listJobs(store, { filter, after: null, limit: 40, order }, facts);
      expect([name, first.jobs.map(({ reference }) => reference)]).toEqual([
        name,
        sorted.slice(0, 40).map((id) => `ref-${id}`),
      ]);
      expect([name, first.cursor === null]).toEqual([name, wanted.length <= 40]);
      if (first.cursor === null) continue;
      const next = await listJobs(store, { filter, after: first.cursor, limit: 1000, order }, facts);
      expect([name, next.jobs.map(({ reference }) => reference)]).toEqual([
        name,
        sorted.slice(40, 1040).map((id) => `ref-${id}`),
      ]);
    }
    let ids = 0;
    for (let behind = 0; ; ) {
      const page = await matchingIds(store, filter, behind, 700, facts);
      if (page === null) break;
      ids += page.ids.length;
      behind = page.behind;
    }
    expect([name, ids]).toEqual([name, wanted.length]);
  }
  expect(await jobReasons(store, { post: { campaign: 23 } }, facts)).toEqual([]);
}, 120_000);
