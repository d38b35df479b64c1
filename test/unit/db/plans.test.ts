import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { postsOfPerson } from '../../../src-main/delivery/rows/person-posts.ts';
import { knownPhones } from '../../../src-main/dialing/known-phones.ts';
import { jobConcerns } from '../../../src-main/job-log/concerns.ts';
import { bulkActionsUndoneIn } from '../../../src-main/lead-work/action-rows.ts';
import { openCallRows } from '../../../src-main/lead-work/call-rows.ts';
import { openPage, openRow, retriesPage } from '../../../src-main/lead-work/callback-rows.ts';
import { firstUntouched } from '../../../src-main/offers/rows/offered-leads.ts';
import { recover } from '../../../src-main/queue/recover.ts';
import { moveJob } from '../../../src-main/queue/rows/change-job.ts';
import { activeGroups } from '../../../src-main/queue/rows/groups.ts';
import { shownCounts } from '../../../src-main/queue/rows/shown-counts.ts';
import { dueChecks, endImpossibleWaits, nextDue, readyJobs } from '../../../src-main/queue/rows/waiting-jobs.ts';
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

describe('what screens and timers ask goes by its partial index, however many rows there are', () => {
  const page = { before: 9, after: undefined, limit: 10 };
  const asked: readonly (readonly [string, (s: Store) => unknown, RegExp])[] = [
    ['checks under way', (s) => shownCounts(s), /job_unknown \(connection_id=\? AND not_before/],
    [
      'waits that nothing makes so long',
      (s) => endImpossibleWaits(s, 1),
      /job_ready \(connection_id=\? AND group_id=\? AND not_before>\?\)[\s\S]*job_unknown \(connection_id=\? AND not_before>\?\)/,
    ],
    ['jobs that lack something', (s) => void jobConcerns(s, {}), /job_missing \(group_id=\? AND id>\?\)/],
    ['the open callback of a lead', (s) => openRow(s, 1), /callback_lead \(lead_id=\?\)/],
    ['callbacks of everyone', (s) => openPage(s, { owner: null, ...page }), /callback_due \(due_at<\?\)/],
    [
      'callbacks of an agent',
      (s) => openPage(s, { owner: 'Ann', ...page }),
      /callback_owner \(owner=\? AND due_at<\?\)/,
    ],
    ['leads to be tried again', (s) => retriesPage(s, 9, 10), /lead_callback \(callback_at<\?\)/],
    ['calls without an outcome', (s) => openCallRows(s), /lead_call_open/],
    ['acts on selections taken back', (s) => bulkActionsUndoneIn(s, { from: 0, before: 9 }), /lead_act_undone/],
    ['claims that nobody worked on', (s) => firstUntouched(s), /offered_lead_untouched/],
    [
      'posts of a person',
      (s) => postsOfPerson(s, { leadId: 1, phones: ['7'], emails: ['a@x.test'] }),
      /delivery_post_lead [\s\S]*delivery_post_phone [\s\S]*delivery_post_email /,
    ],
  ];
  test.each(asked)('%s', (_, work, by) => {
    const s = store();
    s.raw.exec(`
      INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, created_at)
        VALUES (1, 'crocodial', 'Dialer', '', '', '{}', 1, 'running', 1);
      INSERT INTO job_group (id, connection_id, kind, label, created_at) VALUES (1, 1, 'dial-list', 'a', 1);
      INSERT INTO job (id, connection_id, group_id, source, lane, state, missing, updated_at) VALUES (1, 1, 1, 1, '7', 'delivered', ',hopper,', 1);
      INSERT INTO job_count (connection_id, group_id, state, jobs) VALUES (1, 1, 'unknown', 1)`);
    const plans = plansOf(s, work);
    expect(plans.join('\n')).toMatch(by);
    for (const plan of plans) expect(plan).not.toMatch(/^SCAN (job|lead|callback|l|p|delivery_post)\b(?! USING)/);
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
