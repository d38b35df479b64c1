import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '../../../src-main/db/migrate.ts';
import { postsInMemory } from '../../../src-main/db/migrations/0032-posts-in-memory.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { Store } from '../../../src-main/db/store.ts';
import { answerWords, isAnswerWord } from '../../../src-main/delivery/log/answer-words.ts';
import { PostLog } from '../../../src-main/delivery/log/post-log.ts';
import { TextCodes } from '../../../src-main/delivery/log/text-codes.ts';
import { factsOfJobs } from '../../../src-main/delivery/show.ts';
import { JobFacts } from '../../../src-main/job-log/facts.ts';
import { jobReasons, listJobs, matchingIds } from '../../../src-main/job-log/query.ts';
import { setGroupPaused } from '../../../src-main/queue/rows/groups.ts';
import { setRunState } from '../../../src-main/queue/run-state.ts';
import type { JobFilter } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts, type MadePost } from '../../support/fill-posts.ts';

function emptyFile(): string {
  const folder = testFolder('post-log');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'posts.db');
}

function factsOf(store: Store): JobFacts {
  const facts = new JobFacts();
  facts.add(factsOfJobs);
  facts.posts = new PostLog(store);
  return facts;
}

function filled(count: number) {
  const store = openStore(emptyFile());
  onTestFinished(() => store.close());
  const made = fillPosts(store, count);
  return { store, made, facts: factsOf(store) };
}

const LETTERS = /[a-z]/i;

function hasText(one: MadePost, text: string): boolean {
  if ([one.reference, one.email, `post-${one.id}`, String(500_000 + one.id)].includes(text)) return true;
  if (!LETTERS.test(text)) return one.phone.endsWith(text);
  const said = `${one.answer} ${one.reason ?? ''}`.toLowerCase();
  return text.split(' ').every((word) => said.includes(word) || (/^\d{4,}$/.test(word) && one.phone.endsWith(word)));
}

function fits(one: MadePost, filter: JobFilter): boolean {
  const { post = {}, connectionId = 1, state, reason, from = 0, until = 1e15, text } = filter;
  const { priceFrom = 0, priceTo = 1e9 } = post;
  return (
    connectionId === 1 &&
    (post.kind ?? one.kind) === one.kind &&
    (post.batchId ?? one.batchId) === one.batchId &&
    (post.review ?? one.review) === one.review &&
    (post.returnState ?? one.returnState) === one.returnState &&
    (post.campaign ?? one.campaign) === one.campaign &&
    (post.client === undefined || post.client === one.client) &&
    one.price >= priceFrom &&
    one.price <= priceTo &&
    (post.text === undefined || one.reference === post.text || one.phone.endsWith(post.text)) &&
    (state ?? one.state) === one.state &&
    (reason ?? one.reason) === one.reason &&
    one.updatedAt >= from &&
    one.updatedAt < until &&
    (text === undefined || hasText(one, text))
  );
}

/** All that a filter gives, page by page from either end, and as an act on all of them has it. */
async function expectFound(store: Store, facts: JobFacts, filter: JobFilter, wanted: readonly MadePost[]) {
  const name = JSON.stringify(filter);
  for (const order of ['newest', 'oldest'] as const) {
    const sorted = (order === 'newest' ? wanted.toReversed() : wanted).map(({ reference }) => reference);
    const first = await listJobs(store, { filter, after: null, limit: 40, order }, facts);
    expect([name, first.jobs.map(({ reference }) => reference)]).toEqual([name, sorted.slice(0, 40)]);
    expect([name, first.cursor === null]).toEqual([name, wanted.length <= 40]);
    if (first.cursor === null) continue;
    const next = await listJobs(store, { filter, after: first.cursor, limit: 1000, order }, facts);
    expect([name, next.jobs.map(({ reference }) => reference)]).toEqual([name, sorted.slice(40, 1040)]);
  }
  const pageOf = matchingIds(store, filter, facts);
  let ids = 0;
  for (let behind = 0; ; ) {
    const page = await pageOf(behind, 700);
    if (page === null) break;
    ids += page.ids.length;
    behind = page.behind;
  }
  expect([name, ids]).toEqual([name, wanted.length]);
}

test('each filter gives the posts that it names, and no other, page by page in order', async () => {
  const { store, made, facts } = filled(12_000);
  const [, second = 0] = [...new Set(made.map(({ batchId }) => batchId))];
  const phone = made[777]?.phone.slice(-6) ?? '';
  const filters: readonly JobFilter[] = [
    { post: {} },
    { post: { review: 'rejected' } },
    { post: { review: 'pending', campaign: 24 } },
    { post: { returnState: 'returned' } },
    { post: { returnState: 'none', review: 'passed' } },
    { post: { campaign: 25 } },
    { post: { campaign: 99 } },
    { post: { campaign: 23, client: 'Demo' } },
    { post: { client: 'Tiny' } },
    { post: { client: 'Nobody' } },
    { post: { client: 'Acme', priceFrom: 10, priceTo: 11 } },
    { post: { priceFrom: 99.5 } },
    { post: { priceTo: 60, kind: 'general' } },
    { post: { kind: 'returnsends' } },
    { post: { batchId: second, review: 'passed' } },
    { post: { text: 'ref-12' } },
    { post: { text: phone } },
    { post: { text: 'nothing like it' } },
    { post: { campaign: 23 }, state: 'unknown' },
    { post: { client: 'Acme' }, state: 'rejected' },
    { post: { priceFrom: 50 }, state: 'delivered' },
    { post: { priceFrom: 50 }, state: 'held' },
    { connectionId: 1, state: 'duplicate' },
    { connectionId: 2 },
    { reason: 'No campaign takes this lead' },
    { reason: 'No campaign takes this lead', post: { client: 'Demo' } },
    { reason: 'never given' },
    { from: 7_000 * 2_000, until: 7_000 * 2_100 },
    { from: 7_000 * 2_000 + 500, until: 7_000 * 2_002 + 500, post: { returnState: 'none' } },
    { text: 'refused' },
    { text: 'sent tiny' },
    { text: 'sent tiny', post: { campaign: 24 }, state: 'delivered' },
    { text: 'refused acme', post: { campaign: 23 } },
    { text: 'nothing like it' },
    { text: phone },
    { text: `accepted ${phone}` },
    { text: 'ref-4242' },
    { text: 'ann77@example.com' },
    { text: 'post-9000' },
    { text: '509000' },
    { text: 'order 1400' },
  ];
  for (const filter of filters) {
    const wanted = made.filter((one) => fits(one, filter));
    const byWord = filter.text === 'order 1400' ? made.filter(({ reason }) => reason?.includes('order 1400')) : wanted;
    await expectFound(store, facts, filter, byWord);
  }
  // No part of what differs from lead to lead is a word of an answer.
  await expectFound(store, facts, { text: 'ost-9000' }, []);
}, 120_000);

test('the reasons of a filter are counted, also where they are too many to be kept', async () => {
  const { store, made, facts } = filled(12_000);
  const counted = (filter: JobFilter) => {
    const counts = new Map<string, number>();
    for (const { state, reason } of made.filter((one) => fits(one, filter)))
      if (reason !== null) counts.set(`${state} ${reason}`, (counts.get(`${state} ${reason}`) ?? 0) + 1);
    return [...counts].filter(([, jobs]) => jobs > 1).sort();
  };
  for (const filter of [{ post: { campaign: 23 } }, { state: 'rejected' as const }, { text: 'tiny' }]) {
    const reasons = await jobReasons(store, filter, facts);
    const often = reasons.filter(({ jobs }) => jobs > 1);
    expect(often.map(({ state, reason, jobs }) => [`${state} ${reason}`, jobs]).sort()).toEqual(counted(filter));
  }
  const few = new TextCodes(2);
  expect(['a', 'b', 'c', 'a', null].map((text) => few.codeOf(text))).toEqual([2, 3, 1, 2, 0]);
  // Of a text that is not kept nobody can tell: its rows are read.
  expect([...few.passing((text) => text === 'b')]).toEqual([0, 1, 0, 1]);
  expect(few.find('c')).toBe(1);
}, 60_000);

test('what changes is found as it is then, and what is rolled back as it was', async () => {
  const { store, made, facts } = filled(3_000);
  const found = async (filter: JobFilter) => {
    const { jobs } = await listJobs(store, { filter, after: null, limit: 1000, order: 'oldest' }, facts);
    return jobs.map(({ reference }) => reference);
  };
  const named = (filter: JobFilter) => made.filter((one) => fits(one, filter)).map(({ reference }) => reference);
  const pending = { post: { review: 'pending' as const } };
  expect(await found(pending)).toEqual(named(pending));
  store.write(() => {
    store.prepare("UPDATE delivery_post SET review = 'pending' WHERE id = 5").run();
    store.prepare("INSERT INTO delivery_send (post_id, no, client_uid, client_name) VALUES (6, 2, '9', 'Late')").run();
    store.prepare("UPDATE job SET state = 'unknown', reason = 'just so' WHERE source = 7").run();
  });
  expect(await found(pending)).toEqual([...new Set(['ref-5', ...named(pending)])]);
  expect(await found({ post: { client: 'Late' } })).toEqual(['ref-6']);
  expect(await found({ reason: 'just so' })).toEqual(['ref-7']);
  store.prepare('DELETE FROM delivery_send WHERE post_id = 6').run();
  expect(await found({ post: { client: 'Late' } })).toEqual([]);
  expect(() =>
    store.write(() => {
      store.prepare("UPDATE delivery_post SET review = 'rejected' WHERE id = 5").run();
      throw new Error('no');
    }),
  ).toThrow('no');
  expect((await found(pending))[0]).toBe('ref-5');
  // Left out, it is no longer in the log.
  store.prepare('UPDATE delivery_post SET left_out = 1 WHERE id = 5').run();
  expect(await found(pending)).toEqual(named(pending).filter((reference) => reference !== 'ref-5'));
});

test('a ready post is shown as held while its receiver or its file is paused', async () => {
  const { store, facts } = filled(400);
  store.prepare("UPDATE job SET state = 'ready' WHERE source IN (3, 399)").run();
  const found = async (state: 'ready' | 'held') => {
    const filter = { state, post: {} };
    const { jobs } = await listJobs(store, { filter, after: null, limit: 10, order: 'oldest' }, facts);
    return jobs.map((job) => [job.reference, job.state]);
  };
  const both = (state: string) => ['ref-3', 'ref-399'].map((reference) => [reference, state]);
  expect([await found('ready'), await found('held')]).toEqual([both('ready'), []]);
  setGroupPaused(store, 1, true);
  expect([await found('ready'), await found('held')]).toEqual([[['ref-399', 'ready']], [['ref-3', 'held']]]);
  setRunState(store, 1, { runState: 'paused', runReason: 'x' });
  expect([await found('ready'), await found('held')]).toEqual([[], both('held')]);
});

test('the posts of an older desk are found', async () => {
  const file = emptyFile();
  const db = new Database(file);
  migrate(
    db,
    migrations.filter(({ version }) => version < postsInMemory.version),
  );
  const made = fillPosts(new Store(db), 2_000);
  db.close();
  const store = openStore(file);
  onTestFinished(() => store.close());
  const filter = { post: { client: 'Demo' }, state: 'delivered' as const };
  await expectFound(
    store,
    factsOf(store),
    filter,
    made.filter((one) => fits(one, filter)),
  );
});

test('answers of one kind have the same words, whatever they tell of a lead', () => {
  const one =
    '{"PostID":"9f-a1-77","LeadID":5512,"Price":12.50,"Url":"https://a.test/r/XbcdefghijklmnopqrstuvwxyzAB","Details":"Sent to Acme"}';
  const other =
    '{"PostID":"00-b2-1","LeadID":"X9","Price":1,"Url":"https://a.test/r/ZZcdefghijklmnopqrstuvwxyzAB","Details":"Sent to Acme"}';
  expect(answerWords(one)).toBe(answerWords(other.replace('"X9"', 'X9')));
  expect(answerWords(one)).toContain('sent to acme');
  expect(['accepted', '12.5', 'a1', 'abcdefghijklmnopqrstuvwxyz'].map(isAnswerWord)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
