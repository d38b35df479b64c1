import { connectionsInUse } from '../../connections/connection-rows.ts';
import { getConnection } from '../../connections/connections.ts';
import type { JobState, Millis } from '../../db/tables.ts';
import { moveJob } from '../../queue/rows/change-job.ts';
import { CountChanges } from '../../queue/rows/counts.ts';
import { changeAction, submitUnderWay } from '../rows/actions.ts';
import { changeOffered } from '../rows/offered-leads.ts';
import type { Access } from './access.ts';
import { nextStep, type Step, type UnderWay } from './next-step.ts';
import { offeredLead } from './offered-leads.ts';
import type { ClaimPorts } from './ports.ts';
import { outOfReach, reachedSince } from './reach.ts';
import { release } from './release.ts';
import { allUnderWay, readUnderWay } from './under-way.ts';

export interface FollowPorts extends ClaimPorts {
  readonly access: Access;
  /** Runs a write and repeats it until the disk accepts it. Returns a function that cancels it. */
  readonly patiently: (work: () => void) => () => void;
}

/**
 * Keeps claims and submissions consistent with their jobs. After every change in the queue and every answer of the vendor, unfinished ones
 * are examined again. It costs nothing while there are none.
 */
export class Follow {
  readonly #ports: FollowPorts;
  readonly #underWay = new Set<number>();
  /**
   * Claims for which the vendor was asked who has the lead, with the state of their job at that time. A send may begin and end between two
   * examinations, so the time of the job's last change is compared as well.
   */
  readonly #asked = new Map<number, string>();
  /** Claims for which the vendor has answered, with the state of their job. Within one millisecond the time alone can't tell the order. */
  readonly #answered = new Map<number, string>();
  #closed = false;
  /** Cancels an examination that is waiting for the disk. */
  #waiting: (() => void) | null = null;

  constructor(ports: FollowPorts) {
    this.#ports = ports;
  }

  /** Follows another claim or submission. */
  begin(actId: number): void {
    this.#underWay.add(actId);
  }

  /** Finds everything to follow, at the start and after an operator changed jobs of any age. */
  all(): void {
    if (this.#closed) return;
    for (const id of allUnderWay(this.#ports.store)) this.#underWay.add(id);
    this.now();
  }

  /** Examines unfinished claims and submissions. If the disk refuses the changes, they are repeated once it accepts them. */
  now(): void {
    this.#waiting?.();
    this.#waiting = this.#ports.patiently(() => this.#look());
  }

  #look(): void {
    if (this.#closed || this.#underWay.size === 0) return;
    const { store, touched, changed, wake } = this.#ports;
    const inUse = connectionsInUse(store);
    const steps: [UnderWay, Step][] = [];
    const asks = new Map<number, { id: number; externalId: string; state: string }[]>();
    for (const id of [...this.#underWay]) {
      const row = readUnderWay(store, inUse, id);
      const step: Step = row ? this.#step(row) : { done: true };
      if (step.done) {
        this.#underWay.delete(id);
        this.#asked.delete(id);
        this.#answered.delete(id);
      }
      if (!row) continue;
      if (step.fetch) this.#ports.fetchOffers(row.connection_id, row.external_id);
      const state = stateKey(row);
      if (step.ask && this.#asked.get(id) !== state) {
        this.#asked.set(id, state);
        const asked = { id, externalId: row.external_id, state };
        asks.set(row.connection_id, [...(asks.get(row.connection_id) ?? []), asked]);
      }
      if (step.act || step.lead || step.job || step.release) steps.push([row, step]);
    }
    if (steps.length > 0) {
      store.write(() => this.#keep(steps));
      touched(steps.flatMap(([{ offered_lead_id }]) => offered_lead_id ?? []));
      changed('leads');
      if (steps.some(([, { job }]) => job)) {
        changed('jobs');
        wake();
      }
    }
    for (const [connectionId, asked] of asks) {
      const externalIds = asked.map(({ externalId }) => externalId);
      void this.#ports.ask(connectionId, externalIds).then(() => {
        for (const { id, state } of asked) if (this.#underWay.has(id)) this.#answered.set(id, state);
        this.now();
      });
    }
  }

  /** Stops following. The next start resumes it. */
  close(): void {
    this.#closed = true;
    this.#waiting?.();
  }

  #step(row: UnderWay): Step {
    const ports = this.#ports;
    return nextStep(row, {
      outOfReach: () => outOfReach(ports, row.connection_id),
      reachedSince: (at: Millis) => reachedSince(ports, row.connection_id, at),
      hasToken: () => ports.access.has(getConnection(ports.store, row.connection_id)),
      anotherSubmission: () => submitUnderWay(ports.store, row.connection_id, row.external_id, row.id),
      isAnswered: this.#answered.get(row.id) === stateKey(row),
      now: ports.now(),
    });
  }

  #keep(steps: readonly (readonly [UnderWay, Step])[]): void {
    const { store, now } = this.#ports;
    const counts = new CountChanges();
    for (const [row, step] of steps) {
      if (step.job && row.job_id !== null && row.job_state !== null && row.group_id !== null) {
        const { to, reason } = step.job;
        const from: JobState = row.job_state;
        moveJob(store, row.job_id, from, to, { reason, ref: null, line: null, notBefore: 0 }, now());
        counts.move({ connectionId: row.connection_id, groupId: row.group_id }, from, to);
      }
      if (step.act) changeAction(store, row.id, step.act);
      if (row.offered_lead_id === null) continue;
      if (step.lead) changeOffered(store, row.offered_lead_id, step.lead);
      if (step.release) release(this.#ports, offeredLead(store, row.offered_lead_id), row, step.release);
    }
    counts.flush(store);
  }
}

/** The state of a claim's job and when it last changed. */
const stateKey = ({ job_state, job_at }: UnderWay) => `${job_state} ${job_at}`;
