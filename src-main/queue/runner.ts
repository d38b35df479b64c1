import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { LiveLine } from './line.ts';
import { waitsUntil } from './longest-wait.ts';
import { Marking, type Send } from './mark.ts';
import { recover } from './recover.ts';
import { CountChanges } from './rows/counts.ts';
import { activeGroups } from './rows/groups.ts';
import { endImpossibleWaits, nextCheck, nextDue, nextReady } from './rows/waiting-jobs.ts';
import { noteSuccess, readLines, setRunState } from './run-state.ts';
import { type Flight, settle } from './settle.ts';
import type { Executor, OutgoingRequest, Transport } from './types.ts';

/** Points at which tests stop the process to inspect what is on disk. */
export type CrashPoint =
  | 'before-mark-commit'
  | 'after-mark-commit'
  | 'after-hand-over'
  | 'before-settle-commit'
  | 'after-settle-commit';

export interface RunnerPorts {
  readonly store: Store;
  readonly transport: Transport;
  readonly executorFor: (connectionId: number) => Executor | null;
  readonly clock: Clock;
  readonly random: () => number;
  /** Identifies this run of the desk in its attempts. */
  readonly tag: string;
  /** Called after a commit that changed jobs or connections. */
  readonly onChange: (what: { jobs: boolean; lines: boolean }) => void;
  /** Called with the error when a commit fails, usually because of the disk, and with null when commits work again. */
  readonly onProblem: (error: Error | null) => void;
  readonly reached?: (point: CrashPoint) => void;
}

interface ArrivedResult {
  readonly id: number;
  readonly result: HttpResult;
}

/** How often the time of a connection's last success is stored, ms. */
const SUCCESS_NOTED_EVERY_MS = 1_000;
/** With this many requests in flight, a tick waits for several results. */
const GATHER_FROM = 16;
const GATHER_MS = 4;
/** The approximate time that a result takes from the transport's thread plus that of a request to it, ms. */
const CROSSING_MS = 2;

/**
 * Runs the queue. Each tick is one transaction, which stores all results received and marks the next jobs. The marked requests are passed
 * to the transport only after the commit and its fsync. The runner is independent of vendors.
 */
export class Runner {
  readonly #ports: RunnerPorts;
  readonly #lines = new Map<number, LiveLine>();
  readonly #flights = new Map<number, Flight>();
  /** Lanes (phone numbers) with a job in flight, by the vendor's host. */
  readonly #lanes = new Map<string, Set<string>>();
  #arrived: ArrivedResult[] = [];
  /** Connections with a group that this tick has stopped. */
  readonly #recalled = new Set<number>();
  #scheduled = false;
  #cancelTimer: (() => void) | null = null;
  #stopped = true;
  #failedTicks = 0;
  /** Smoothed time from receiving a result to sending the next request, ms. It includes gathering, the commit and a busy machine. */
  #turnMs = GATHER_MS;
  /** When the first result arrived that the next tick will store. */
  #arrivedAt: number | null = null;
  /** When the last tick began. During a long tick, results have gathered already. */
  #tickedAt = 0;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    ports.transport.onResults((results) => {
      for (const arrived of results) this.#arrived.push(arrived);
      this.#arrivedAt ??= performance.now();
      this.wake();
    });
  }

  /** Makes jobs unknown that were in flight at the last stop, then starts. @returns how many became unknown */
  start(): number {
    const left = recover(this.#ports.store, this.#ports.executorFor, this.#ports.clock.now());
    this.#stopped = false;
    this.reload();
    return left;
  }

  /** Reads the connections again after the operator has changed or added one. */
  reload(): void {
    const now = this.#ports.clock.now();
    const present = new Set<number>();
    for (const line of readLines(this.#ports.store)) {
      present.add(line.id);
      let live = this.#lines.get(line.id);
      // A connection whose host was changed starts afresh once none of its jobs is in flight.
      if (live && live.line.host !== line.host && live.inFlight.size === 0) live = undefined;
      if (live) {
        live.refresh(line, now);
        if (line.runState !== 'running') this.#ports.transport.withdraw(line.id);
      } else this.#lines.set(line.id, new LiveLine(line, now, this.#lanesOf(line.host)));
    }
    for (const [id, live] of this.#lines) if (!present.has(id) && live.inFlight.size === 0) this.#lines.delete(id);
    this.wake();
  }

  #lanesOf(host: string): Set<string> {
    let lanes = this.#lanes.get(host);
    if (!lanes) {
      lanes = new Set();
      this.#lanes.set(host, lanes);
    }
    return lanes;
  }

  /** Schedules a tick, for new jobs or a new result. */
  wake(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    const go = () => {
      this.#scheduled = false;
      if (!this.#stopped) this.#tick();
    };
    // With many requests in flight the tick waits a moment, so that one commit stores several results. Jobs marked ahead fill the gap.
    const early = GATHER_MS - (performance.now() - this.#tickedAt);
    if (this.#flights.size >= GATHER_FROM && early >= 1) setTimeout(go, early);
    else setImmediate(go);
  }

  /**
   * Stops sending and waits up to `graceMs` for requests in flight. The next start makes the remaining ones unknown.
   * @returns how many remain
   */
  async stop(graceMs: number): Promise<number> {
    for (const line of this.#lines.values()) {
      line.closing = true;
      this.#ports.transport.withdraw(line.line.id);
    }
    const until = this.#ports.clock.now() + graceMs;
    while (this.#flights.size > 0 && this.#ports.clock.now() < until) {
      await new Promise<void>((resolve) => this.#ports.clock.after(10, resolve));
    }
    this.#stopped = true;
    this.#cancelTimer?.();
    return this.#flights.size;
  }

  /** Withdraws marked jobs that have not begun, because their import was paused. They become ready again. */
  withdraw(connectionId: number): void {
    this.#ports.transport.withdraw(connectionId);
    this.wake();
  }

  /** The number of a connection's jobs in flight. */
  inFlight(connectionId: number): number {
    return this.#lines.get(connectionId)?.inFlight.size ?? 0;
  }

  /** Whether the connection's last attempts failed to reach the vendor. */
  unreached(connectionId: number): boolean {
    return (this.#lines.get(connectionId)?.failures ?? 0) > 0;
  }

  /** How many concurrent requests the connection's pace allows now. */
  paceOf(connectionId: number): number {
    return this.#lines.get(connectionId)?.pace.limit ?? 1;
  }

  /** Whether no job is in flight and none can be sent without the operator. */
  isIdle(): boolean {
    if (this.#flights.size > 0 || this.#arrived.length > 0) return false;
    for (const { line } of this.#lines.values()) {
      if (line.runState === 'paused' || line.runState === 'stopped') continue;
      if (nextDue(this.#ports.store, line.id, activeGroups(this.#ports.store, line.id)) !== null) return false;
    }
    return true;
  }

  #tick(): void {
    const { store, clock, transport } = this.#ports;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const began = performance.now();
    this.#tickedAt = began;
    const arrived = this.#arrived;
    const arrivedAt = this.#arrivedAt ?? began;
    this.#arrived = [];
    this.#arrivedAt = null;
    const undo = [...this.#lines.values()].map((line) => line.snapshot());
    const sends: Send[] = [];
    const marked = new Map<Set<string>, Set<string>>();
    const counts = new CountChanges();
    let linesChanged = false;
    let jobsChanged = false;
    this.#recalled.clear();
    try {
      store.write(() => {
        const now = clock.now();
        for (const { id, result } of arrived) linesChanged = this.#land(id, result, counts, now) || linesChanged;
        const settledFlights = new Set(arrived.map(({ id }) => id));
        for (const line of this.#lines.values()) {
          // Lanes marked in this tick by any connection to the same host.
          const busy = marked.get(line.lanes) ?? new Set<string>();
          marked.set(line.lanes, busy);
          const before = sends.length;
          jobsChanged = this.#mark(line, settledFlights, sends, counts, now, busy) || jobsChanged;
          line.rate?.take(sends.length - before);
        }
        counts.flush(store);
        if (arrived.length > 0) this.#ports.reached?.('before-settle-commit');
        if (sends.length > 0) this.#ports.reached?.('before-mark-commit');
      });
    } catch (error) {
      // Nothing of this tick has been committed, so none of its requests may be sent. Its results stay in memory until they can be stored.
      for (const restore of undo) restore();
      this.#arrived = [...arrived, ...this.#arrived];
      this.#failedTicks++;
      this.#ports.onProblem(error instanceof Error ? error : new Error(String(error)));
      this.#wakeIn(Math.min(5_000, 500 * 2 ** Math.min(this.#failedTicks, 6)));
      return;
    }
    if (this.#failedTicks > 0) {
      this.#failedTicks = 0;
      this.#ports.onProblem(null);
    }
    if (arrived.length > 0) this.#ports.reached?.('after-settle-commit');
    for (const { id } of arrived) this.#forget(id);
    if (sends.length > 0) this.#ports.reached?.('after-mark-commit');
    this.#handOver(sends);
    if (sends.length > 0) this.#ports.reached?.('after-hand-over');
    for (const id of this.#recalled) transport.withdraw(id);
    if (linesChanged) {
      for (const { line } of this.#lines.values()) if (line.runState !== 'running') transport.withdraw(line.id);
    }
    if (arrived.length > 0) this.#turnMs = this.#turnMs * 0.8 + (performance.now() - arrivedAt) * 0.2;
    if (arrived.length > 0 || sends.length > 0 || jobsChanged)
      this.#ports.onChange({ jobs: true, lines: linesChanged });
    // Jobs that were held or rejected without being sent have made room for others.
    if (jobsChanged) this.wake();
    else this.#planNext();
  }

  /** Stores one result. @returns whether its connection's run state changed */
  #land(id: number, result: HttpResult, counts: CountChanges, now: number): boolean {
    const flight = this.#flights.get(id);
    if (!flight) return false;
    const { store, random } = this.#ports;
    const { connectionId } = flight.job;
    const executor = this.#ports.executorFor(connectionId);
    const live = this.#lines.get(connectionId);
    if (!executor || !live) return false;
    const othersPassed = live.othersPassed(id);
    let effect = settle({ store, counts, executor, now, random, othersPassed }, flight, result);
    for (const carried of flight.carries ?? []) {
      const other = settle({ store, counts, executor, now, random, othersPassed: false }, carried, result);
      // A request affects its connection once, with the worst effect of its jobs.
      if (effect.is === 'good') effect = other;
    }
    const changed = live.take(effect, id, now, random);
    if (effect.is === 'good') {
      if (effect.recall) {
        live.proven.delete(flight.job.groupId);
        this.#recalled.add(connectionId);
      } else live.proven.add(flight.job.groupId);
    }
    if (effect.is === 'good' && now - live.successNotedAt >= SUCCESS_NOTED_EVERY_MS) {
      noteSuccess(store, connectionId, now);
      live.successNotedAt = now;
    }
    if (!changed) return false;
    setRunState(store, connectionId, changed);
    return true;
  }

  /** Marks the next jobs of a connection. @returns whether a job was held or rejected without being sent */
  #mark(
    line: LiveLine,
    arrived: ReadonlySet<number>,
    sends: Send[],
    counts: CountChanges,
    now: number,
    busy: Set<string>,
  ) {
    const { store, random, tag } = this.#ports;
    const executor = this.#ports.executorFor(line.line.id);
    if (!executor) return false;
    const groupOf = (id: number) => this.#flights.get(id)?.job.groupId;
    const ahead = this.#ahead(line);
    return new Marking({
      store,
      executor,
      line,
      arrived,
      sends,
      counts,
      busy,
      now,
      random,
      tag,
      groupOf,
      ahead,
    }).mark();
  }

  /**
   * How many jobs are marked beyond the pace, so that sending continues while a commit waits for its fsync; 0 while the pace is still
   * starting.
   */
  #ahead(line: LiveLine): number {
    const { limit, latency } = line.pace;
    if (limit < 4 || latency === 0 || line.rate) return 0;
    const perMs = limit / Math.max(latency, 0.5);
    return Math.min(limit, Math.ceil(perMs * (this.#turnMs * 1.5 + CROSSING_MS)));
  }

  #forget(id: number): void {
    const flight = this.#flights.get(id);
    if (!flight) return;
    this.#flights.delete(id);
    const line = this.#lines.get(flight.job.connectionId);
    line?.inFlight.delete(id);
    for (const { job } of [flight, ...(flight.carries ?? [])]) line?.lanes.delete(job.lane);
  }

  #handOver(sends: readonly Send[]): void {
    const byLine = new Map<LiveLine, { id: number; request: OutgoingRequest }[]>();
    for (const { line, flight, request } of sends) {
      const { id, lane } = flight.job;
      this.#flights.set(id, flight);
      line.inFlight.add(id);
      line.lanes.add(lane);
      for (const carried of flight.carries ?? []) line.lanes.add(carried.job.lane);
      if (line.line.runState === 'tripped') {
        line.probe = id;
        line.probeIs = flight.purpose;
      }
      const list = byLine.get(line);
      if (list) list.push({ id, request });
      else byLine.set(line, [{ id, request }]);
    }
    for (const [line, requests] of byLine) this.#ports.transport.send(line.line.id, line.pace.limit, requests);
  }

  /** Sets the timer for the next job that may be sent, in case no result triggers a tick before. */
  #planNext(): void {
    const now = this.#ports.clock.now();
    let least = Number.POSITIVE_INFINITY;
    for (const live of this.#lines.values()) {
      const { line } = live;
      if (line.runState === 'paused' || line.runState === 'stopped') continue;
      if (live.inFlight.size >= live.pace.limit) continue;
      // Due jobs that were not marked wait for a lane or for capacity, which a result frees. The timer is only for jobs that wait for a
      // time.
      const at = this.#nextFor(live, now);
      if (at === null) continue;
      if (at > now) least = Math.min(least, at - now);
      else if (live.rate && live.rate.available(now) < 1) least = Math.min(least, live.rate.untilNext());
      else if (live.inFlight.size === 0) least = Math.min(least, 50);
    }
    if (least !== Number.POSITIVE_INFINITY) this.#wakeIn(least);
  }

  /** When the next job of a connection may be sent, and no later than any rule allows, since the clock may have been ahead and set back. */
  #nextFor(live: LiveLine, now: Millis): Millis | null {
    const { store } = this.#ports;
    const { id } = live.line;
    const notAhead = (due: Millis): Millis => {
      if (waitsUntil(due, now) === due) return due;
      endImpossibleWaits(store, now, id);
      return now;
    };
    const ready = nextReady(store, id, activeGroups(store, id));
    const check = nextCheck(store, id);
    const sendAt = ready === null ? null : Math.max(notAhead(ready), live.sendsFrom(now));
    const checkAt = check === null ? null : Math.max(notAhead(check), live.checksFrom(now));
    return sendAt === null || checkAt === null ? (sendAt ?? checkAt) : Math.min(sendAt, checkAt);
  }

  #wakeIn(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#ports.clock.after(Math.max(1, Math.min(ms, 60_000)), () => this.wake());
  }
}
