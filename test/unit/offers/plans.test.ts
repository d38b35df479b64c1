import { expect, test } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import { readFacts } from '../../../src-main/offers/facts.ts';
import { dueAfter } from '../../../src-main/offers/rows/offered-leads.ts';
import { nextNotice } from '../../../src-main/offers/rows/offers.ts';
import { unconfirmedLeads } from '../../../src-main/offers/unconfirmed.ts';
import { offerStore } from './support.ts';

/** The plans of every statement that `work` prepares. */
function plansOf(store: Store, work: () => unknown): string[] {
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

test('what runs after every sync and at every hour of the roll-out goes by an index and sorts nothing, however many offers there are', () => {
  const { store } = offerStore();
  const plans = plansOf(store, () => [
    unconfirmedLeads(store, 1, 1, 10),
    dueAfter(store, { at: 0, offer: 0 }, 1, 10),
    nextNotice(store, 1),
  ]);
  expect(plans.join('\n')).toMatch(
    /offered_lead_unconfirmed[\s\S]*offered_lead_unchecked[\s\S]*offer_automatic[\s\S]*offer_sent/,
  );
  for (const plan of plans) expect(plan).not.toMatch(/^SCAN|TEMP B-TREE/);
});

test('leads of the board are read by their numbers alone', () => {
  const { store } = offerStore();
  const scans = plansOf(store, () => readFacts(store, [1, 2])).filter((plan) => plan.startsWith('SCAN'));
  for (const plan of scans) expect(plan).toMatch(/^SCAN j /);
});
