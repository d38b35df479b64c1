import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src-main/db/open.ts';
import { findPosts, matchingAmong } from '../../src-main/delivery/find-posts.ts';
import { factsOfJobs } from '../../src-main/delivery/show.ts';
import { JobFacts } from '../../src-main/job-log/facts.ts';
import { listJobs } from '../../src-main/job-log/query.ts';
import type { JobFilter } from '../../src-preload/contract/index.ts';
import { fillPosts } from '../support/fill-posts.ts';

const TARGET_MS = 33;
/** A page of the log as the screen asks for it. */
const PAGE = 200;
const ROUNDS = 20;

/** Rare and frequent values, alone and together, with and without a state. */
const FILTERS: readonly JobFilter[] = [
  { post: { review: 'rejected' } },
  { post: { review: 'pending', campaign: 24 } },
  { post: { returnState: 'returned' } },
  { post: { returnState: 'returned', review: 'passed', kind: 'general' } },
  { post: { campaign: 25 } },
  { post: { campaign: 25, returnState: 'returned' } },
  { post: { campaign: 23, client: 'Demo' } },
  { post: { client: 'Tiny' } },
  { post: { client: 'Acme', priceFrom: 10, priceTo: 11 } },
  { post: { client: 'Demo', review: 'rejected' } },
  { post: { priceFrom: 99.5 } },
  { post: { priceTo: 60, kind: 'general' } },
  { post: { kind: 'general' } },
  { post: { text: 'ref-12' } },
  { post: { campaign: 23 }, state: 'unknown' },
  { post: { client: 'Acme' }, state: 'rejected' },
  { post: { priceFrom: 50 }, state: 'delivered' },
];

/** Prints how long the log of so many posts takes for its first page by each filter, from both ends, and which filter took longest. */
export async function benchPostsLog({ posts }: { posts: number }): Promise<void> {
  const bench = join(process.cwd(), '.bench');
  mkdirSync(bench, { recursive: true });
  const folder = mkdtempSync(join(bench, 'log-'));
  const store = openStore(join(folder, 'posts.db'));
  try {
    fillPosts(store, posts);
    const facts = new JobFacts();
    facts.add(factsOfJobs);
    facts.posts = { find: findPosts, among: matchingAmong };
    const took: { readonly ms: number; readonly filter: JobFilter }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const filter of FILTERS) {
        const order = round % 2 === 0 ? 'newest' : 'oldest';
        const began = performance.now();
        await listJobs(store, { filter, after: null, limit: PAGE, order }, facts);
        took.push({ ms: performance.now() - began, filter });
      }
    }
    const sorted = took.toSorted((a, b) => a.ms - b.ms);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.ms.toFixed(1);
    const longest = sorted.at(-1);
    console.log(
      `log of ${posts.toLocaleString('en-US')} posts, ${FILTERS.length} filters: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (target ${TARGET_MS}); longest ${longest?.ms.toFixed(1)} ms: ${JSON.stringify(longest?.filter)}`,
    );
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await benchPostsLog({ posts: Number(process.argv[2] ?? 1_000_000) });
