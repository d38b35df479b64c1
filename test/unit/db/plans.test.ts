import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { knownPhones } from '../../../src-main/dialing/known-phones.ts';
import { moveJob } from '../../../src-main/queue/attempts.ts';
import { activeGroups, dueChecks, nextDue, readyJobs } from '../../../src-main/queue/jobs.ts';
import { recover } from '../../../src-main/queue/recover.ts';
import { shownCounts } from '../../../src-main/queue/shown.ts';
import { testFolder } from '../../support/fault-list.ts';

function store(): Store {
  const opened = openStore(databaseFile(testFolder()));
  onTestFinished(() => opened.close());
  return opened;
}

/** The plans of every statement that `work` prepares. */
function plansOf(store: Store, work: (store: Store) => unknown): string[] {
  const asked: string[] = [];
  const { prepare } = store;
  store.prepare = ((sql: string) => {
    asked.push(sql);
    return prepare.call(store, sql);
  }) as Store['prepare'];
  try {
    work(store);
  } finally {
    store.prepare = prepare;
  }
  return asked
    .filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/i.test(sql))
    .flatMap((sql) => {
      const holes = sql.match(/\?/g)?.length ?? 0;
      return store.raw
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from({ length: holes }, () => 1))
        .map((row) => (row as { detail: string }).detail);
    });
}

const job = { id: 1, connectionId: 1, groupId: 1, source: 1, lane: '7', attempts: 0 };

describe('the queue’s hot queries go by their index, whatever the number of jobs', () => {
  test.each([
    ['readyJobs', (s: Store) => readyJobs(s, 1, 1, 1, 10), /job_ready/],
    ['dueChecks', (s: Store) => dueChecks(s, 1, 1, 10), /job_unknown/],
    ['nextDue', (s: Store) => nextDue(s, 1, [1]), /job_(ready|unknown)/],
    ['moveJob', (s: Store) => catching(() => moveJob(s, job.id, 'ready', 'held', NOTHING, 1)), /PRIMARY KEY/],
  ] as const)('%s', (_, work, by) => {
    const plans = plansOf(store(), work);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).toMatch(/^SEARCH/);
      expect(plan).toMatch(by);
    }
  });

  test('nothing of what runs a tick reads the job table whole, nor sorts', () => {
    const s = store();
    const plans = plansOf(s, () => {
      activeGroups(s, 1);
      shownCounts(s, { connectionId: 1 });
      recover(s, () => null, 1);
    });
    for (const plan of plans) {
      expect(plan).not.toMatch(/SCAN job\b(?! USING)/);
      expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
    }
  });

  test('whether a phone was loaded before is looked up by phone', () => {
    const s = store();
    s.raw.exec(`
      INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, created_at)
        VALUES (1, 'crocodial', 'Dialer', '', '', '{}', 1, 'running', 1);
      INSERT INTO job_group (id, connection_id, kind, label, created_at) VALUES (1, 1, 'dial-list', 'a', 1);
      INSERT INTO dial_import (connection_id, file_name, file_path, file_size, file_hash, format, columns, inspection, settings,
        state, group_id, created_at) VALUES (1, 'a', 'a', 1, '', '', '', '', '{"list_id":"101"}', 'started', 1, 1);`);
    const plans = plansOf(s, () => knownPhones(s, { importId: 9, connectionId: 1, listId: '101' }).loadedBefore('727'));
    expect(plans.some((plan) => /SEARCH job USING INDEX job_lane \(lane=\? AND connection_id=\?\)/.test(plan))).toBe(
      true,
    );
    expect(plans.filter((plan) => /do_not_call/.test(plan)).length).toBeGreaterThan(0);
  });
});

const NOTHING = { reason: null, ref: null, line: null, notBefore: 0 };
function catching(work: () => void): void {
  try {
    work();
  } catch {
    // There is no such job: only the plan of what was asked matters here.
  }
}
