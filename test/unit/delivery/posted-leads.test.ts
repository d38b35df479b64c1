import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import {
  countPostedLeads,
  postedLeads,
  soldSince,
  watchPostedLeads,
} from '../../../src-main/delivery/rows/posted-leads.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts } from '../../support/fill-posts.ts';

const HOUR = 3_600_000;

/** A store with accepted posts, many of them at the same time, and each 900 an hour later. */
function filled(count: number) {
  const folder = testFolder('posted-leads');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  fillPosts(store, count);
  store.write(() => store.raw.exec(`UPDATE delivery_post SET accepted_at = ${HOUR} * (1 + id / 900) WHERE id % 3 > 0`));
  return store;
}

test('posts and their sends are counted in portions, each once, also when thousands came at the same time', async () => {
  const store = filled(7_000);
  const number = (query: string) => Number(store.raw.prepare(query).pluck().get());
  const inHours = (from: number, until: number) =>
    number(
      `SELECT count(*) FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id
         WHERE accepted_at >= ${from * HOUR} AND accepted_at < ${until * HOUR} AND b.kind <> 'update'`,
    );
  const count = (from: number, until: number) =>
    countPostedLeads(store, { connectionIds: [1], from: from * HOUR, until: until * HOUR });
  expect(await count(0, 99)).toBe(inHours(0, 99));
  expect(await count(0, 99)).toBeGreaterThan(4_000);
  expect(await count(2, 5)).toBe(inHours(2, 5));
  expect(await count(50, 99)).toBe(0);
  store.write(() => store.raw.exec(`UPDATE delivery_post SET accepted_at = ${HOUR} WHERE accepted_at IS NOT NULL`));
  expect(await count(0, 99)).toBe(inHours(0, 99));
  const sold = await soldSince(store, { connectionIds: [1], from: 0 });
  const valid =
    'FROM delivery_send s JOIN delivery_post p ON p.id = s.post_id WHERE valid = 1 AND accepted_at IS NOT NULL';
  expect(sold.reduce((sum, { sends }) => sum + sends, 0)).toBe(number(`SELECT count(*) ${valid}`));
  expect(sold.reduce((sum, { sends, price }) => sum + sends * (price ?? 0), 0)).toBeCloseTo(
    number(`SELECT sum(s.price) ${valid}`),
    2,
  );
  expect(await soldSince(store, { connectionIds: [1], from: HOUR + 1 })).toEqual([]);
  expect(await soldSince(store, { connectionIds: [2], from: 0 })).toEqual([]);
});

test('the revision differs after what is reported of a lead changed, and not after its status was only asked for', () => {
  const store = filled(100);
  const revision = watchPostedLeads(store);
  const differsAfter = (statement: string) => {
    const before = revision();
    store.write(() => store.raw.exec(statement));
    return revision() !== before;
  };
  expect(differsAfter('UPDATE delivery_post SET follow_at = 5, follows = 1, review = review, price = 3')).toBe(false);
  expect(differsAfter("UPDATE delivery_send SET redirect_url = 'x'")).toBe(false);
  for (const change of [
    "UPDATE delivery_post SET review = 'passed' WHERE id = 1",
    "UPDATE delivery_post SET return_state = 'returned' WHERE id = 2",
    'UPDATE delivery_post SET accepted_at = 9 WHERE id = 3',
    `UPDATE delivery_post SET fields = '{"a":"b"}' WHERE id = 4`,
    "UPDATE delivery_post SET order_id = 'x' WHERE id = 5",
    'UPDATE delivery_send SET price = 77',
    'DELETE FROM delivery_send WHERE post_id = (SELECT max(post_id) FROM delivery_send)',
  ]) {
    expect(differsAfter(change), change).toBe(true);
  }
});

test('leads are told with their batch’s options', () => {
  const store = filled(100);
  const options = JSON.stringify({ noSell: true, sendDelay: 2 });
  store.write(() => {
    store.raw
      .prepare('UPDATE delivery_batch SET options = ? WHERE id = (SELECT min(id) FROM delivery_batch)')
      .run(options);
    store.raw.exec("UPDATE delivery_post SET order_id = 'x' WHERE id % 2 = 0");
  });
  const leads = postedLeads(store, { connectionIds: [1], from: 0, until: 99 * HOUR }, null, 1_000);
  const told = new Set(leads.map(({ noSell, isDelayed }) => `${noSell} ${isDelayed}`));
  expect([...told].sort()).toEqual(['false false', 'true true']);
  expect(leads.every(({ postNo, hasOrder }) => hasOrder === (postNo % 2 === 0))).toBe(true);
});
