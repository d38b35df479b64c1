import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { checkable, leaveToOperator } from './checks.ts';
import type { LiveLine } from './line.ts';
import { moveForPrepared, prepareSafely } from './prepare.ts';
import { beginCheck, beginSends, type Leaving } from './rows/begin-attempts.ts';
import { prepareLater } from './rows/change-job.ts';
import type { CountChanges } from './rows/counts.ts';
import { activeGroups } from './rows/groups.ts';
import { dueChecks, readyJobAt, readyJobs } from './rows/waiting-jobs.ts';
import type { Flight } from './settle.ts';
import type { Executor, OutgoingRequest, Prepared, QueuedJob } from './types.ts';

/** A request that is sent once its mark has been committed. */
export interface Send {
  readonly line: LiveLine;
  readonly flight: Flight;
  readonly request: OutgoingRequest;
}

/** The most jobs that one transaction marks, so that other commands are not delayed. */
const MOST_A_TICK = 256;

export interface MarkingOf {
  readonly store: Store;
  readonly executor: Executor;
  readonly line: LiveLine;
  /** Jobs whose results this tick stores. They count as in flight until the commit, but their capacity is already free. */
  readonly arrived: ReadonlySet<number>;
  /** The marked requests are added to this list. */
  readonly sends: Send[];
  readonly counts: CountChanges;
  /** Lanes marked in this tick by any connection to the same host. */
  readonly busy: Set<string>;
  readonly now: Millis;
  readonly random: () => number;
  readonly tag: string;
  /** The group of a job in flight. */
  readonly groupOf: (jobId: number) => number | undefined;
  /** The number of jobs marked beyond the pace. */
  readonly ahead: number;
}

/** Why a check was not made, from what its preparation returned. */
function whyNotChecked(prepared: Exclude<Prepared, { readonly request: OutgoingRequest }>): string {
  if ('hold' in prepared) return prepared.hold;
  return 'reject' in prepared ? prepared.reject : 'a check is made of one job at a time';
}

/** Marks what one connection may send next, in the caller's transaction. */
export class Marking {
  readonly #of: MarkingOf;
  #freeSlots = 0;
  #changed = false;

  constructor(of: MarkingOf) {
    this.#of = of;
  }

  /** @returns whether a job was held or rejected without being sent */
  mark(): boolean {
    const { line, arrived, now, ahead } = this.#of;
    let settledHere = 0;
    for (const id of arrived) if (line.inFlight.has(id)) settledHere++;
    const { runState, probesFailed } = line.line;
    const tripped = runState === 'tripped';
    if (tripped && settledHere > 0) return false;
    this.#freeSlots = Math.min(MOST_A_TICK, line.freeSlots(now, ahead + settledHere));
    // An open breaker is probed alternately with a job that the vendor has not failed on and with a check.
    if (tripped && probesFailed % 2 === 0) {
      this.#send();
      this.#check();
    } else {
      this.#check();
      this.#send();
    }
    return this.#changed;
  }

  #free(job: QueuedJob): boolean {
    const { line, busy } = this.#of;
    return !line.lanes.has(job.lane) && !busy.has(job.lane) && !line.inFlight.has(job.id);
  }

  #take(jobs: readonly QueuedJob[], most: number): QueuedJob[] {
    const taken: QueuedJob[] = [];
    for (const job of jobs) {
      if (taken.length >= most) break;
      if (!this.#free(job)) continue;
      this.#of.busy.add(job.lane);
      taken.push(job);
    }
    return taken;
  }

  #check(): void {
    const { store, executor, line, sends, now, tag } = this.#of;
    if (this.#freeSlots <= 0 || now < line.checksFrom(now)) return;
    const leave = (job: QueuedJob, why: string) => {
      leaveToOperator(store, job, why, now);
      this.#changed = true;
    };
    const due = dueChecks(store, line.line.id, now, this.#freeSlots + line.inFlight.size);
    const checks = due.filter((job) => {
      if (checkable(store, executor, job, now)) return true;
      leave(job, 'it was sent too long ago');
      return false;
    });
    for (const [job, prepared] of prepareSafely(executor, this.#take(checks, this.#freeSlots), 'check')) {
      if ('waitMs' in prepared) {
        prepareLater(store, job.id, now + prepared.waitMs);
        continue;
      }
      if (!('request' in prepared)) {
        leave(job, whyNotChecked(prepared));
        continue;
      }
      const no = beginCheck(store, job, prepared.request.shown, tag, now);
      sends.push({ line, flight: { job: { ...job, attempts: no }, no, purpose: 'check' }, request: prepared.request });
      this.#freeSlots--;
    }
  }

  #send(): void {
    const { line, now } = this.#of;
    if (now < line.sendsFrom(now)) return;
    for (const groupId of this.#groups()) {
      // A group that may be refused as a whole sends one job at a time. A job that is held without being sent makes room for the next.
      for (let tries = 0; this.#freeSlots > 0 && tries < MOST_A_TICK; tries++) {
        const jobs = this.#next(groupId);
        if (jobs.length === 0 || this.#begin(jobs) > 0 || line.proven.has(groupId)) break;
      }
    }
  }

  /** @returns how many of the jobs are to be sent */
  #begin(jobs: readonly QueuedJob[]): number {
    const { store, executor, line, sends, counts, now, tag } = this.#of;
    const leaving: Leaving[] = [];
    const carriers = new Map<number, { readonly shown: string; readonly carries: Flight[] }>();
    for (const [job, prepared] of prepareSafely(executor, jobs, 'send')) {
      const no = job.attempts + 1;
      const flight: Flight = { job: { ...job, attempts: no }, no, purpose: 'send' };
      if ('request' in prepared) {
        const { request } = prepared;
        const carries: Flight[] = [];
        carriers.set(job.id, { shown: request.shown, carries });
        leaving.push({ job, shown: request.shown });
        counts.move(job, 'ready', 'sending');
        sends.push({ line, flight: { ...flight, carries }, request });
        this.#freeSlots--;
      } else if ('waitMs' in prepared) {
        prepareLater(store, job.id, now + prepared.waitMs);
      } else if ('carriedBy' in prepared) {
        const carrier = carriers.get(prepared.carriedBy);
        // The job stays ready and is sent later, because no job is marked without a request that contains it.
        if (!carrier) continue;
        leaving.push({ job, shown: carrier.shown });
        counts.move(job, 'ready', 'sending');
        carrier.carries.push(flight);
      } else {
        moveForPrepared(store, job, prepared, counts, now);
        this.#changed = true;
      }
    }
    beginSends(store, leaving, tag, now);
    return leaving.length;
  }

  /** The groups to send from. The probe of an open breaker may come from any of them, since the vendor may be failing on one group only. */
  #groups(): readonly number[] {
    const { store, line, random } = this.#of;
    const groups = activeGroups(store, line.line.id);
    if (line.line.runState !== 'tripped' || groups.length < 2) return groups;
    const at = Math.floor(random() * groups.length);
    return [...groups.slice(at), ...groups.slice(0, at)];
  }

  /** The next jobs of a group. Until the vendor has accepted one, they are sent singly, because it may refuse the whole group. */
  #next(groupId: number): QueuedJob[] {
    const { store, line, arrived, groupOf, now, random } = this.#of;
    const { id, runState } = line.line;
    const together = this.#of.executor.together?.(groupId) ?? 1;
    let most = this.#freeSlots * together;
    if (!line.proven.has(groupId)) {
      for (const inFlight of line.inFlight) if (!arrived.has(inFlight) && groupOf(inFlight) === groupId) return [];
      most = together;
    }
    if (runState === 'tripped') {
      const any = readyJobAt(store, id, groupId, now, random());
      if (any && this.#free(any)) return this.#take([any], most);
    }
    // Usually the first jobs can be sent. Reading further is only worthwhile if some of them wait for their lane.
    const first = readyJobs(store, id, groupId, now, most);
    const jobs = first.every((job) => this.#free(job))
      ? first
      : readyJobs(store, id, groupId, now, most + line.inFlight.size);
    return this.#take(jobs, most);
  }
}
