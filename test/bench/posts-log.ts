import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src-main/db/open.ts';
import type { Store } from '../../src-main/db/store.ts';
import { PostLog } from '../../src-main/delivery/log/post-log.ts';
import { factsOfJobs } from '../../src-main/delivery/show.ts';
import { JobFacts } from '../../src-main/job-log/facts.ts';
import { jobReasons, listJobs } from '../../src-main/job-log/query.ts';
import type { JobFilter } from '../../src-preload/contract/index.ts';
import { fillPosts } from '../support/fill-posts.ts';

const TARGET_MS = 33;
/** A page of the log as the screen asks for it. */
const PAGE = 200;
const ROUNDS = 2;
/** How far into a list its deep page is: as far as anybody scrolls. */
const DEEP = 0.7;

/** One filter each, with a frequent and with a rare value. */
const ONE: readonly JobFilter[] = [
  { state: 'delivered' },
  { state: 'unknown' },
  { state: 'held' },
  { connectionId: 1 },
  { reason: 'No campaign takes this lead' },
  { from: 6_000_000_000 },
  { until: 7_000_000 },
  { post: { kind: 'general' } },
  { post: { batchId: 2 } },
  { post: { campaign: 23 } },
  { post: { campaign: 25 } },
  { post: { client: 'Acme' } },
  { post: { client: 'Tiny' } },
  { post: { client: 'Nobody' } },
  { post: { priceFrom: 20 } },
  { post: { priceFrom: 99.99 } },
  { post: { priceTo: 60 } },
  { post: { review: 'passed' } },
  { post: { review: 'rejected' } },
  { post: { returnState: 'none' } },
  { post: { returnState: 'returned' } },
];
/** Texts: frequent words, rare ones, none at all, the end of a phone, whole names. */
const TEXTS: readonly JobFilter[] = [
  'accepted',
  'refused',
  'order outside',
  'tiny',
  'nothing like it',
  '4321',
  '5551234',
  'ref-77777',
  'ann4242@example.com',
  '700000',
].map((text) => ({ text }));

const joined = (a: JobFilter, b: JobFilter): JobFilter => ({
  ...{ ...a, ...b },
  ...(a.post === undefined && b.post === undefined ? {} : { post: { ...a.post, ...b.post } }),
});
/** Every filter and text alone, every two of them, and each two with a state that most have and with one that few have. */
function combinations(): JobFilter[] {
  const all = [...ONE, ...TEXTS];
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => joined(a, b)));
  const three = pairs.flatMap((pair) => [joined(pair, { state: 'delivered' }), joined(pair, { state: 'rejected' })]);
  const named = new Map([...all, ...pairs, ...three].map((filter) => [JSON.stringify(filter), filter]));
  return [...named.values()];
}

/** As wide as leads are: 40 fields. */
const FIELDS = JSON.stringify(
  Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Field${at}`, `value number ${at}`])),
);

/** How long a question took: by the clock, and of the processor, which others on the machine don't change. */
interface Took {
  readonly name: string;
  readonly ms: number;
  readonly cpuMs: number;
}

const at = (sorted: readonly Took[], share: number) =>
  (sorted[Math.floor((sorted.length - 1) * share)]?.ms ?? 0).toFixed(1);

function told(what: string, took: readonly Took[]): void {
  const sorted = took.toSorted((a, b) => a.ms - b.ms);
  const cpu = took.map(({ name, cpuMs }) => ({ name, cpuMs, ms: cpuMs })).toSorted((a, b) => a.ms - b.ms);
  const longest = sorted.slice(-3).map(({ ms, name }) => `${ms.toFixed(1)} ms ${name}`);
  console.log(
    `${what}: p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms (target ${TARGET_MS}; ${took.length} questions; of the processor p50 ${at(cpu, 0.5)} ms, p99 ${at(cpu, 0.99)} ms, longest ${at(cpu, 1)} ms ${cpu.at(-1)?.name}); longest ${longest.toReversed().join(', ')}`,
  );
}

async function timed<T>(took: Took[], name: string, work: () => Promise<T>): Promise<T> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  took.push({ name, ms: performance.now() - began, cpuMs: (user + system) / 1000 });
  return result;
}

async function ask(store: Store, facts: JobFacts): Promise<void> {
  const [first, deep, reasons]: Took[][] = [[], [], []];
  const filters = combinations();
  const end = store.prepare<[], number>('SELECT max(id) FROM delivery_post').pluck().get() ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? ('newest' as const) : ('oldest' as const);
    const after = `post ${Math.floor(end * (order === 'newest' ? 1 - DEEP : DEEP))}`;
    for (const filter of filters) {
      const name = JSON.stringify(filter);
      await timed(first ?? [], name, () => listJobs(store, { filter, after: null, limit: PAGE, order }, facts));
      await timed(deep ?? [], name, () => listJobs(store, { filter, after, limit: PAGE, order }, facts));
      if (round === 0) await timed(reasons ?? [], name, () => jobReasons(store, filter, facts));
    }
  }
  told(`${filters.length} filters, first page`, first ?? []);
  told(`${filters.length} filters, page behind ${DEEP} of the posts`, deep ?? []);
  told(`${filters.length} filters, their reasons`, reasons ?? []);
}

/** Prints how long the log of so many posts takes for its pages by each combination of filters, from both ends. */
export async function benchPostsLog({ posts }: { posts: number }): Promise<void> {
  const bench = join(process.cwd(), '.bench');
  mkdirSync(bench, { recursive: true });
  const folder = mkdtempSync(join(bench, 'log-'));
  const file = join(folder, 'posts.db');
  try {
    const filled = openStore(file);
    fillPosts(filled, posts, 5, FIELDS);
    filled.close();
    const store = openStore(file);
    const facts = new JobFacts();
    facts.add(factsOfJobs);
    facts.posts = new PostLog(store);
    const before = process.memoryUsage();
    const began = performance.now();
    await listJobs(store, { filter: { post: {} }, after: null, limit: 1, order: 'newest' }, facts);
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    const [columns, heap] = [arrayBuffers - before.arrayBuffers, heapUsed - before.heapUsed];
    console.log(
      `log of ${posts.toLocaleString('en-US')} posts: read once in ${(performance.now() - began).toFixed(0)} ms, ${(columns / posts).toFixed(0)} bytes a post, heap ${(heap / 1e6).toFixed(0)} MB more`,
    );
    await ask(store, facts);
    store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await benchPostsLog({ posts: Number(process.argv[2] ?? 1_000_000) });
