import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import { Follower } from '../../../src-main/delivery/follower.ts';
import { exchangesOf } from '../../../src-main/delivery/rows/exchanges.ts';
import { jobOfPost } from '../../../src-main/delivery/rows/job-of-post.ts';
import { getPost } from '../../../src-main/delivery/rows/post.ts';
import type { Clock } from '../../../src-main/platform/clock.ts';
import type { HttpResult } from '../../../src-main/platform/http-messages.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts } from '../../support/fill-posts.ts';

/** A clock that jumps from one thing that is due to the next. */
class StepClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #waiting = new Set<{ readonly at: number; readonly fn: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const one = { at: this.#now + Math.max(0, ms), fn };
    this.#waiting.add(one);
    return () => this.#waiting.delete(one);
  }

  /** Lets what is due next happen, and all that follows from it at once. @returns whether anything was */
  async step(): Promise<boolean> {
    const [next] = [...this.#waiting].sort((a, b) => a.at - b.at);
    if (next === undefined) return false;
    this.#waiting.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.fn();
    await setImmediate();
    return true;
  }
}

const undecided = { IsValid: false, RejectionReason: '' };
const FAILS = {};
const answer = (body: object): HttpResult => ({
  ...{ kind: 'answer', status: 200, contentType: '', retryAfter: '', ms: 1 },
  body: JSON.stringify(body),
});

/** A follower of so many posts that the receiver queued, and what it asked for. */
function following(count: number) {
  const folder = testFolder('follower');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  fillPosts(store, count);
  const clock = new StepClock();
  store.raw.exec(
    `UPDATE delivery_post SET review = '', return_state = '', accepted_at = NULL, follow_at = ${clock.now()}, follows = 0;
     UPDATE job SET state = 'awaiting-vendor';
     DELETE FROM job_count;
     INSERT INTO job_count (connection_id, group_id, state, jobs)
       SELECT connection_id, group_id, state, count(*) FROM job GROUP BY connection_id, group_id, state`,
  );
  const asked: { readonly at: number; readonly post: number }[] = [];
  const says = new Map<number, object>();
  let changes = 0;
  const follower = new Follower({
    ...{ store, clock, secretOf: () => null },
    ask: async ({ url }) => {
      const post = Number(/post-(\d+)$/.exec(url)?.[1]);
      asked.push({ at: clock.now(), post });
      if (says.get(post) === FAILS) throw new Error('It fails');
      return answer(says.get(post) ?? undecided);
    },
    changed: () => changes++,
  });
  onTestFinished(() => follower.stop());
  follower.start();
  const until = async (done: () => boolean) => {
    while (!done()) expect(await clock.step()).toBe(true);
  };
  return { store, asked, says, until, follower, changes: () => changes };
}

const gaps = (asked: readonly { readonly at: number }[]) =>
  asked.slice(1).map(({ at }, before) => at - (asked[before]?.at ?? 0));

describe('posts that are pending', () => {
  test('10,000 of them cost one request a second, the newest first', async () => {
    const { asked, until } = following(10_000);
    await until(() => asked.length === 150);
    expect(asked.map(({ post }) => post)).toEqual(Array.from({ length: 150 }, (_, at) => 10_000 - at));
    expect(Math.min(...gaps(asked))).toBeGreaterThanOrEqual(1_000);
    expect((asked.at(-1)?.at ?? 0) - (asked[0]?.at ?? 0)).toBeLessThan(160_000);
  });

  test('are all asked for within three rounds, the newest more often', async () => {
    const { asked, until } = following(60);
    await until(() => asked.length === 180);
    const times = new Map<number, number>();
    for (const { post } of asked) times.set(post, (times.get(post) ?? 0) + 1);
    expect(times.size).toBe(60);
    expect(times.get(60)).toBeGreaterThan(times.get(1) ?? 0);
    expect(Math.min(...gaps(asked))).toBeGreaterThanOrEqual(1_000);
  });

  test('few of them are asked for within seconds, then after ever longer, a quarter of an hour at most', async () => {
    const { asked, until } = following(2);
    await until(() => asked.length === 40);
    const ofOne = gaps(asked.filter(({ post }) => post === 1));
    expect(ofOne[0]).toBeLessThan(5_000);
    expect(Math.max(...ofOne)).toBeLessThan(16 * 60_000);
    expect(ofOne.at(-1)).toBeGreaterThan(14 * 60_000);
  });
});

test('what becomes final is shown as it is next asked for, and asked for no more', async () => {
  const { store, asked, says, until, changes } = following(3);
  await until(() => asked.length === 6);
  expect(changes()).toBe(0);
  const final = { IsValid: false, RejectionReason: 'No coverage' };
  for (const post of [1, 2, 3]) says.set(post, final);
  const before = asked.length;
  await until(() => new Set(asked.slice(before).map(({ post }) => post)).size === 3);
  await until(() => changes() === 3);
  for (const post of [1, 2, 3]) expect(jobOfPost(store, post)).toMatchObject({ state: 'rejected' });
  expect(asked.length).toBe(before + 3);
});

test('a status that can’t be read is shown with its post and kept as it came, once, until one can be read', async () => {
  const { store, asked, says, until, changes } = following(1);
  store.raw.exec(`UPDATE job SET reason = 'Queued'`);
  says.set(1, { Phase: 'Being looked at' });
  const kept = () => exchangesOf(store, 1, null).filter(({ what }) => what === 'status');
  const reason = () => jobOfPost(store, 1)?.reason;
  await until(() => asked.length === 4);
  expect(reason()).toBe('Queued. Last check: The receiver gave an undocumented answer.');
  expect(kept()).toMatchObject([{ httpStatus: 200, answer: '{"Phase":"Being looked at"}' }]);
  expect(changes()).toBe(1);
  says.set(1, undecided);
  await until(() => asked.length === 6);
  expect(reason()).toBe('Queued.');
  says.set(1, { IsValid: false, RejectionReason: 'No coverage' });
  await until(() => jobOfPost(store, 1)?.state === 'rejected');
  expect(reason()).toBe('Refused by the receiver: No coverage');
  expect(kept()).toHaveLength(2);
});

test('a status that names the lead of another post of the person resolves nothing, and is shown with its post', async () => {
  const { store, says, until, asked } = following(2);
  store.raw.exec(`UPDATE job SET lane = '+17275550100'`);
  const accepted = { IsValid: true, LeadIdentifier: 700_001, RejectionReason: '' };
  says.set(1, { ...accepted, Price: 10 });
  await until(() => jobOfPost(store, 1)?.state === 'delivered');
  says.set(2, { ...accepted, Price: 99 });
  const before = asked.length;
  await until(() => asked.slice(before).filter(({ post }) => post === 2).length === 2);
  expect(jobOfPost(store, 2)).toMatchObject({
    state: 'awaiting-vendor',
    reason: expect.stringContaining('Its status is that of lead 700001, which is from another post'),
  });
  expect(getPost(store, 2)).toMatchObject({ leadUid: '500002', acceptedAt: null, price: expect.not.closeTo(99) });
  says.set(2, { ...accepted, LeadIdentifier: 700_002 });
  await until(() => jobOfPost(store, 2)?.state === 'delivered');
});

test('a connection that stopped by itself is still asked, and is idle only once nothing is awaited', async () => {
  const { store, asked, says, until, follower } = following(1);
  store.raw.exec(`UPDATE connection SET run_state = 'tripped'`);
  expect(follower.idle()).toBe(false);
  says.set(1, { IsValid: false, RejectionReason: 'No coverage' });
  await until(() => asked.length === 1 && jobOfPost(store, 1)?.state === 'rejected');
  expect(follower.idle()).toBe(true);
});

test('a newer post goes before all that wait', async () => {
  const { store, asked, until, follower } = following(50);
  store.raw.exec('UPDATE delivery_post SET follow_at = NULL WHERE id = 50');
  await until(() => asked.length === 10);
  expect(asked.at(-1)?.post).toBe(40);
  store.raw.exec('UPDATE delivery_post SET follow_at = 1 WHERE id = 50');
  follower.wake();
  await until(() => asked.length === 11);
  expect(asked.at(-1)?.post).toBe(50);
});

test('what fails does not take the turns of the others', async () => {
  const { asked, says, until } = following(4);
  says.set(4, FAILS);
  await until(() => asked.length === 9);
  expect(asked.filter(({ post }) => post === 4)).toHaveLength(1);
});
