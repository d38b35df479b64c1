import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { newestTurns } from '../../../src-main/delivery/rows/turns.ts';
import { testFolder } from '../../support/fault-list.ts';

/** The plan of the statement that `work` prepares. */
function planOf(store: Store, work: () => unknown): string[] {
  const asked: string[] = [];
  const { prepare } = store;
  store.prepare = ((sql: string) => {
    asked.push(sql);
    return prepare.call(store, sql);
  }) as Store['prepare'];
  work();
  store.prepare = prepare;
  return asked.flatMap((sql) =>
    store.raw
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: sql.match(/\?/g)?.length ?? 0 }, () => 1))
      .map((row) => (row as { detail: string }).detail),
  );
}

test('what changed about posted leads is found by its own index, not among the first prices of a million', () => {
  const folder = testFolder('plans');
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'desk.db'));
  onTestFinished(() => store.close());
  for (const connectionId of [undefined, 1]) {
    const plan = planOf(store, () => newestTurns(store, { connectionId, before: 7, limit: 50 }));
    expect(plan[0]).toContain('delivery_turn_told');
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE|SCAN [bp]\b/);
  }
});
