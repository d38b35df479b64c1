import { hash } from 'node:crypto';
import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { QueuedJob } from '../types.ts';
import { QueueInvariantError } from './change-job.ts';

/** A job that is about to be sent, and its request without secrets. */
export interface Leaving {
  readonly job: QueuedJob;
  readonly shown: string;
}

/** The most jobs that one statement marks. With one statement per job, the call itself would cost more than its work. */
const TOGETHER = 16;

/** The statements that mark this number of jobs at once. */
function marking(jobs: number): { readonly mark: string; readonly begin: string } {
  const each = (one: string): string => Array(jobs).fill(one).join(', ');
  return {
    mark: `UPDATE job SET state = 'sending', attempts = attempts + 1, reason = NULL, updated_at = ? WHERE id IN (${each('?')}) AND state = 'ready'`,
    begin: `INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag) VALUES ${each("(?, ?, 'send', @now, ?, @tag)")}`,
  };
}

const MARKING = Array.from({ length: TOGETHER + 1 }, (_, jobs) => marking(jobs));

/** Marks jobs as being sent, with their attempts, in the caller's transaction and before anything is sent. @throws QueueInvariantError */
export function beginSends(store: Store, leaving: readonly Leaving[], tag: string, now: Millis): void {
  for (let at = 0; at < leaving.length; at += TOGETHER) {
    const some = leaving.slice(at, at + TOGETHER);
    const { mark, begin } = MARKING[some.length] ?? marking(some.length);
    const marked = store.prepare(mark).run(now, ...some.map(({ job }) => job.id)).changes;
    if (marked !== some.length) {
      const ids = some.map(({ job }) => job.id).join(', ');
      throw new QueueInvariantError(`Of the jobs ${ids}, which were to be sent, only ${marked} are still ready.`);
    }
    store
      .prepare(begin)
      .run(...some.flatMap(({ job, shown }) => [job.id, job.attempts + 1, payloadHash(shown)]), { now, tag });
  }
}

/** Records that an unknown job is being checked. The job stays unknown until an answer proves its result. @throws QueueInvariantError */
export function beginCheck(store: Store, job: QueuedJob, shown: string, tag: string, now: Millis): number {
  const no = job.attempts + 1;
  const marked = store
    .prepare<[number, number]>(`UPDATE job SET attempts = ?, not_before = 0 WHERE id = ? AND state = 'unknown'`)
    .run(no, job.id).changes;
  if (marked !== 1) throw new QueueInvariantError(`Job ${job.id} was to be checked but is no longer unknown.`);
  store
    .prepare<[number, number, number, string, string]>(
      `INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag) VALUES (?, ?, 'check', ?, ?, ?)`,
    )
    .run(job.id, no, now, payloadHash(shown), tag);
  return no;
}

/** The hash stored with an attempt: sha256 of the request without secrets. */
export function payloadHash(shown: string): string {
  return hash('sha256', shown, 'hex');
}
