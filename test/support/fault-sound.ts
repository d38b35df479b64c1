import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import { fromRowId } from '../../src-main/dialing/row-id.ts';
import type { PracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { PASSWORD } from './fault-desk.ts';

interface JobRow {
  readonly id: number;
  readonly source: number;
  readonly lane: string;
  readonly state: string;
  readonly attempts: number;
  readonly vendor_ref: string | null;
  readonly reason: string | null;
}

interface AttemptRow {
  readonly job_id: number;
  readonly no: number;
  readonly purpose: 'send' | 'check';
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly payload_hash: string;
  readonly tag: string;
  readonly outcome: string | null;
}

/**
 * Asserts what must always be true: the counts match the jobs, every job's attempts are on disk, no row is in the dialer's table twice and
 * every delivered one is there, two posts about one phone were never sent at the same time, and the password is in none of the desk's
 * files. `reachedTwice` names rows that the operator had sent again.
 */
export function assertSound(
  dataDir: string,
  dialer: PracticeDialer | null,
  allowed: { readonly reachedTwice?: ReadonlySet<number> } = {},
): void {
  const db = new Database(databaseFile(dataDir), { readonly: true });
  try {
    const jobs = db.prepare('SELECT * FROM job ORDER BY id').all() as JobRow[];
    const attempts = db.prepare('SELECT * FROM attempt ORDER BY job_id, no').all() as AttemptRow[];
    assertCounts(db);
    assertAttempts(jobs, attempts);
    if (dialer) assertAtDialer(jobs, dialer, allowed.reachedTwice ?? new Set());
  } finally {
    db.close();
  }
  assertNoSecret(dataDir);
}

function assertCounts(db: Database.Database): void {
  const kept = db
    .prepare(
      'SELECT connection_id, group_id, state, jobs FROM job_count WHERE jobs <> 0 ORDER BY connection_id, group_id, state',
    )
    .all();
  const counted = db
    .prepare(
      'SELECT connection_id, group_id, state, count(*) AS jobs FROM job GROUP BY connection_id, group_id, state ORDER BY connection_id, group_id, state',
    )
    .all();
  expect(kept).toEqual(counted);
  const rows = db
    .prepare(
      `SELECT i.id, (SELECT rows FROM import_verdict v WHERE v.import_id = i.id AND v.verdict = 0) AS wanted,
         (SELECT count(*) FROM job j WHERE j.group_id = i.group_id) AS queued
       FROM dial_import i WHERE i.state = 'started'`,
    )
    .all() as { id: number; wanted: number | null; queued: number }[];
  for (const { id, wanted, queued } of rows) expect({ id, queued }).toEqual({ id, queued: wanted ?? 0 });
}

function assertAttempts(jobs: readonly JobRow[], attempts: readonly AttemptRow[]): void {
  const byJob = new Map<number, AttemptRow[]>();
  for (const attempt of attempts) {
    const list = byJob.get(attempt.job_id);
    if (list) list.push(attempt);
    else byJob.set(attempt.job_id, [attempt]);
  }
  const faults: string[] = [];
  for (const job of jobs) {
    const own = byJob.get(job.id) ?? [];
    if (own.map(({ no }) => no).join() !== own.map((_, at) => at + 1).join() || own.length !== job.attempts) {
      faults.push(`job ${job.id} has ${job.attempts} attempts, but on disk are ${own.map(({ no }) => no).join()}`);
    }
    const open = own.filter(({ ended_at }) => ended_at === null);
    const last = own.at(-1);
    if (job.state === 'sending' && (open.length !== 1 || open[0] !== last || last?.purpose !== 'send')) {
      faults.push(`job ${job.id} is sending, but its last attempt is not an open send`);
    }
    if (job.state !== 'sending' && open.some(({ purpose }) => purpose === 'send')) {
      faults.push(`job ${job.id} is ${job.state} with a send that has not ended`);
    }
    if (job.state === 'unknown' && (job.reason ?? '') === '') faults.push(`job ${job.id} is unknown for no reason`);
    if (job.state === 'rejected' && (job.reason ?? '') === '') faults.push(`job ${job.id} is rejected for no reason`);
  }
  for (const attempt of attempts) {
    if (!/^[0-9a-f]{64}$/.test(attempt.payload_hash) || attempt.tag === '')
      faults.push(`attempt ${attempt.no} of job ${attempt.job_id} has no hash or tag`);
    if ((attempt.ended_at === null) !== (attempt.outcome === null))
      faults.push(`attempt ${attempt.no} of job ${attempt.job_id} has an end without an outcome, or the reverse`);
  }
  expect(faults).toEqual([]);
}

function assertAtDialer(jobs: readonly JobRow[], dialer: PracticeDialer, reachedTwice: ReadonlySet<number>): void {
  expect(dialer.admin.counts().maxInFlightPerPhone).toBeLessThanOrEqual(1);
  const inserted = insertedByRow(dialer);
  const faults: string[] = [];
  for (const job of jobs) {
    const { row } = fromRowId(job.source);
    const times = inserted.get(row) ?? 0;
    if (times > 1 && !reachedTwice.has(row)) faults.push(`row ${row} is in the dialer ${times} times`);
    if (job.state === 'delivered' && times === 0) faults.push(`row ${row} is delivered, but not in the dialer`);
    if ((job.state === 'rejected' || job.attempts === 0) && times > 0)
      faults.push(`row ${row} is ${job.state} after ${job.attempts} attempts, but in the dialer`);
    if ((job.state === 'delivered' || job.state === 'duplicate') && job.vendor_ref !== null) {
      const named = dialer.admin.leadsByPhone(job.lane).some(({ lead_id }) => String(lead_id) === job.vendor_ref);
      if (!named) faults.push(`row ${row} names lead ${job.vendor_ref}, which is not one of its phone`);
    }
  }
  expect(faults).toEqual([]);
}

/** How often each row of the file is in the dialer's table, by its lead code. */
export function insertedByRow(dialer: PracticeDialer): Map<number, number> {
  const inserted = new Map<number, number>();
  const total = dialer.admin.count();
  for (const { vendor_lead_code } of dialer.admin.leads({ limit: Math.max(total, 1) })) {
    const row = Number(vendor_lead_code);
    inserted.set(row, (inserted.get(row) ?? 0) + 1);
  }
  return inserted;
}

function assertNoSecret(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith('trunkline.db')) continue;
    expect(`${name} ${readFileSync(join(dataDir, name)).includes(PASSWORD)}`).toBe(`${name} false`);
  }
}
