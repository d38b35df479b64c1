import { CommandError } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';
import { eraseRowText, findRows, type RowTraces, rowPhones } from '../dialing/forget.ts';
import { eraseHeldValues } from '../dialing/read-back/held-values.ts';
import { eraseJob, moveJob } from '../queue/rows/change-job.ts';
import { CountChanges } from '../queue/rows/counts.ts';
import { jobsOfLane, jobsOfRow } from '../queue/rows/find-jobs.ts';

/** A job about the person. */
export interface TheirJob {
  readonly id: number;
  readonly state: JobState;
  readonly connectionId: number;
  readonly groupId: number;
}

/** The states of jobs that may still be sent or resolved. */
const OPEN: ReadonlySet<JobState> = new Set(['ready', 'held', 'unknown']);
const ERASED = 'Erased with the person';

/**
 * Finds a person's data in dial lists and the log, and erases it: rows are emptied, jobs that were not sent are cancelled, and vendor
 * answers of sent ones are deleted. That something was sent is kept, but not for whom.
 */
export async function findInLog(
  store: Store,
  person: RowTraces,
  now: () => number,
): Promise<{ held: { jobs: number; importRows: number }; erase: () => void }> {
  const rows = await findRows(store, person);
  const jobs = jobsOf(store, person, rows);
  return {
    held: { jobs: jobs.length, importRows: rows.length },
    erase() {
      eraseJobs(store, jobsOf(store, person, rows), now());
      eraseRowText(store, rows, person);
    },
  };
}

function jobsOf(store: Store, person: RowTraces, rows: readonly number[]): TheirJob[] {
  const all = [
    ...rowPhones(person.phones).flatMap((phone) => jobsOfLane(store, phone)),
    ...rows.flatMap((row) => jobsOfRow(store, row)),
  ];
  return [...new Map(all.map((job) => [job.id, job])).values()];
}

/**
 * Cancels jobs that were not sent, and erases lane, vendor texts and answers of the others. In the caller's transaction.
 *
 * @throws CommandError `conflict` while one of them is being sent
 */
export function eraseJobs(store: Store, jobs: readonly TheirJob[], now: number): void {
  if (jobs.some(({ state }) => state === 'sending' || state === 'awaiting-vendor')) {
    throw new CommandError('conflict', 'This person is being sent to a dialer right now. Try again in a moment.');
  }
  const counts = new CountChanges();
  for (const job of jobs) {
    if (OPEN.has(job.state)) {
      moveJob(store, job.id, job.state, 'cancelled', { reason: ERASED, ref: null, line: null, notBefore: 0 }, now);
      counts.move(job, job.state, 'cancelled');
    }
    eraseJob(store, job.id, ERASED);
    eraseHeldValues(store, [job.id]);
  }
  counts.flush(store);
}
