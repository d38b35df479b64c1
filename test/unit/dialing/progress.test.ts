import { describe, expect, test } from 'vitest';
import { Progress } from '../../../src-main/dialing/progress.ts';
import { queueStore } from '../queue/support.ts';

describe('progress', () => {
  test('tells what was settled a second, over ten seconds and for a minute', () => {
    const { store, group } = queueStore();
    const progress = new Progress();
    const settle = store.raw.prepare(
      `INSERT INTO job_count VALUES (1, ${group.id}, ?, ?) ON CONFLICT DO UPDATE SET jobs = jobs + excluded.jobs`,
    );
    expect(progress.of(group.id)).toEqual({ rate: null, rates: [] });
    settle.run('delivered', 100);
    // What was settled before anyone looked is no rate.
    progress.sample(store);
    expect(progress.of(group.id)).toEqual({ rate: null, rates: [] });
    settle.run('delivered', 10);
    settle.run('rejected', 5);
    settle.run('duplicate', 5);
    settle.run('ready', 1_000);
    settle.run('cancelled', 1_000);
    expect(progress.sample(store)).toBe(true);
    expect(progress.of(group.id)).toEqual({ rate: 20, rates: [20] });
    expect(progress.sample(store)).toBe(false);
    expect(progress.of(group.id)).toEqual({ rate: 10, rates: [20, 0] });
    expect(progress.total()).toBe(10);
    // Sent again: a rate is never below nothing.
    store.raw.exec(`UPDATE job_count SET jobs = 0 WHERE state = 'rejected'`);
    expect(progress.sample(store)).toBe(true);
    expect(progress.of(group.id).rates).toEqual([20, 0, 0]);
    for (let second = 0; second < 60; second++) progress.sample(store);
    expect(progress.of(group.id)).toEqual({ rate: null, rates: Array.from({ length: 60 }, () => 0) });
    expect(progress.total()).toBe(0);
  });

  test('keeps groups apart', () => {
    const { store, group } = queueStore();
    const progress = new Progress();
    const other = store.raw
      .prepare(`INSERT INTO job_group (connection_id, kind, label, created_at) VALUES (1, 'dial-list', 'b', 1)`)
      .run().lastInsertRowid;
    store.raw.exec(`INSERT INTO job_count VALUES (1, ${group.id}, 'delivered', 1), (1, ${other}, 'delivered', 1)`);
    progress.sample(store);
    store.raw.exec(`UPDATE job_count SET jobs = CASE group_id WHEN ${group.id} THEN 4 ELSE 8 END`);
    progress.sample(store);
    expect([progress.of(group.id).rate, progress.of(Number(other)).rate, progress.total()]).toEqual([3, 7, 10]);
  });
});
