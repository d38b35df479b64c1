import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import { revenue } from '../../../src-main/delivery/revenue.ts';
import { showBatches } from '../../../src-main/delivery/show-batch.ts';
import { testFolder } from '../../support/fault-list.ts';
import { fillPosts } from '../../support/fill-posts.ts';

test('batches with more posts than are added up at once count each of them once, as revenue does', async () => {
  const folder = testFolder('batch-totals');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'posts.db'));
  onTestFinished(() => store.close());
  const made = fillPosts(store, 21_000);
  const ids = [...new Set(made.map(({ batchId }) => batchId))];
  const paid = made.filter(
    ({ state, returnState, review }) => state === 'delivered' && returnState !== 'returned' && review !== 'rejected',
  );
  const sums = ids.map((id) => paid.filter(({ batchId }) => batchId === id).reduce((sum, { price }) => sum + price, 0));
  const shown = await showBatches(
    store,
    ids.map((id) => ({ id })),
  );
  expect(shown.map(({ rows, leftOut, unpriced }) => [rows, leftOut, unpriced])).toEqual([
    [10_500, 0, 0],
    [10_500, 0, 0],
  ]);
  for (const [at, sum] of sums.entries()) expect(shown[at]?.revenue).toBeCloseTo(sum, 4);
  const rows = await revenue(store, { by: 'file' });
  expect(rows.map((row) => row.revenue).toSorted()).toEqual(shown.map((batch) => batch.revenue).toSorted());
});
