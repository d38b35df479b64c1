import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { activeGroups, CountChanges, nextCheck, nextDue, nextReady } from './jobs.ts';
import { LiveLine } from './line.ts';
import { endImpossibleWaits, waitsUntil } from './longest-wait.ts';
import { Marking, type Send } from './mark.ts';
import { recover } from './recover.ts';
import { noteSuccess, readLines, setRunState } from './run-state.ts';
import { type Flight, settle } from './settle.ts';
import type { Executor, OutgoingRequest, Transport } from './types.ts';

/** Places where tests stop the process to see what the disk then says. */
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
  /** Names this start of the desk in its attempts. */
  readonly tag: string;
  /** After a commit that changed jobs or connections. */
  readonly onChange: (what: { jobs: boolean; lines: boolean }) => void;
  /** Why a commit failed: mostly the disk refused it; null when commits work again. */
  readonly onProblem: (error: Error | null) => void;
  readonly reached?: (point: CrashPoint) => void;
}

interface Landed {
  readonly id: number;
  readonly result: HttpResult;
}

/** How often a connection's last success is written down, ms. */
const SUCCESS_NOTED_EVERY_MS = 1_000;
/** With so many on their way, a tick waits for results to gather. */
const GATHER_FROM = 16;
const GATHER_MS = 4;
/** What a result needs to cross from the wire's thread, and a request to cross to it, about, ms. */
const CROSSING_MS = 2;

/**
 * Runs the queue: one transaction a tick keeps every result that has landed and marks what goes next; only when it has
 * committed, with its fsync, are the marked requests handed to the transport. Knows no vendor.
 */
export class Runner {
  readonly #ports: RunnerPorts;
  readonly #lines = new Map<number, LiveLine>();
  readonly #flights = new Map<number, Flight>();
  /** Phones on their way, by the vendor's machine. */
  readonly #lanes = new Map<string, Set<string>>();
  #landed: Landed[] = [];
  /** Connections of which this tick has stopped a group. */
  readonly #recalled = new Set<number>();
  #scheduled = false;
  #cancelTimer: (() => void) | null = null;
  #stopped = true;
  #failedTicks = 0;
  /** Smoothed time from a result's coming in to the next request's going out, ms: gathering, commit and a busy machine included. */
  #turnMs = GATHER_MS;
  /** When the first of the results came in that the next tick keeps. */
  #landedAt: number | null = null;
  /** When the last tick began: one that took long has let results gather by itself. */
  #tickedAt = 0;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    ports.transport.onResults((results) => {
      for (const landed of results) this.#landed.push(landed);
      this.#landedAt ??= performance.now();
      this.wake();
    });
  }

  /** Makes unknown what the last stop left in flight, then begins. @returns how many became unknown */
  start(): number {
    const left = recover(this.#ports.store, this.#ports.executorFor, this.#ports.clock.now());
    this.#stopped = false;
    this.reload();
    return left;
  }

  /** Reads the connections again: the operator has changed one, or made one. */
  reload(): void {
    const now = this.#ports.clock.now();
    const present = new Set<number>();
    for (const line of readLines(this.#ports.store)) {
      present.add(line.id);
      let live = this.#lines.get(line.id);
      // One that was pointed at another machine begins anew there, once nothing of it is under way.
      if (live && live.line.host !== line.host && live.flying.size === 0) live = undefined;
      if (live) {
        live.refresh(line, now);
        if (line.runState !== 'running') this.#ports.transport.withdraw(line.id);
      } else this.#lines.set(line.id, new LiveLine(line, now, this.#lanesOf(line.host)));
    }
    for (const [id, live] of this.#lines) if (!present.has(id) && live.flying.size === 0) this.#lines.delete(id);
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

  /** Looks for work soon: there are new jobs, or a result has landed. */
  wake(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    const go = () => {
      this.#scheduled = false;
      if (!this.#stopped) this.#tick();
    };
    // While much is on its way, results gather for a moment, so that one commit keeps many; what is marked ahead fills the gap.
    const early = GATHER_MS - (performance.now() - this.#tickedAt);
    if (this.#flights.size >= GATHER_FROM && early >= 1) setTimeout(go, early);
    else setImmediate(go);
  }

  /**
   * Stops handing over; what is on its way is awaited for as long as `graceMs`, then left to the next start as unknown.
   * @returns how many that are
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

  /** Takes back what is marked but not begun: its import was paused. It is ready again, and goes when it may. */
  withdraw(connectionId: number): void {
    this.#ports.transport.withdraw(connectionId);
    this.wake();
  }

  /** Jobs on the wire now, by connection. */
  flying(connectionId: number): number {
    return this.#lines.get(connectionId)?.flying.size ?? 0;
  }

  /** Whether the last tries of the connection did not reach the vendor. */
  unreached(connectionId: number): boolean {
    return (this.#lines.get(connectionId)?.failures ?? 0) > 0;
  }

  /** How many requests the connection's pace allows at once now. */
  paceOf(connectionId: number): number {
    return this.#lines.get(connectionId)?.pace.limit ?? 1;
  }

  /** Whether nothing is on its way and nothing can go before the operator acts. */
  isIdle(): boolean {
    if (this.#flights.size > 0 || this.#landed.length > 0) return false;
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
    const landed = this.#landed;
    const landedAt = this.#landedAt ?? began;
    this.#landed = [];
    this.#landedAt = null;
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
        for (const { id, result } of landed) linesChanged = this.#land(id, result, counts, now) || linesChanged;
        const settledFlights = new Set(landed.map(({ id }) => id));
        for (const line of this.#lines.values()) {
          // Lanes marked in this tick, by any connection to the same machine.
          const busy = marked.get(line.lanes) ?? new Set<string>();
          marked.set(line.lanes, busy);
          const before = sends.length;
          jobsChanged = this.#mark(line, settledFlights, sends, counts, now, busy) || jobsChanged;
          line.rate?.take(sends.length - before);
        }
        counts.flush(store);
        if (landed.length > 0) this.#ports.reached?.('before-settle-commit');
        if (sends.length > 0) this.#ports.reached?.('before-mark-commit');
      });
    } catch (error) {
      // Nothing of this tick is on disk, so nothing of it may leave; the results are kept and written when the disk lets us.
      for (const restore of undo) restore();
      this.#landed = [...landed, ...this.#landed];
      this.#failedTicks++;
      this.#ports.onProblem(error instanceof Error ? error : new Error(String(error)));
      this.#wakeIn(Math.min(5_000, 500 * 2 ** Math.min(this.#failedTicks, 6)));
      return;
    }
    if (this.#failedTicks > 0) {
      this.#failedTicks = 0;
      this.#ports.onProblem(null);
    }
    if (landed.length > 0) this.#ports.reached?.('after-settle-commit');
    for (const { id } of landed) this.#forget(id);
    if (sends.length > 0) this.#ports.reached?.('after-mark-commit');
    this.#handOver(sends);
    if (sends.length > 0) this.#ports.reached?.('after-hand-over');
    for (const id of this.#recalled) transport.withdraw(id);
    if (linesChanged) {
      for (const { line } of this.#lines.values()) if (line.runState !== 'running') transport.withdraw(line.id);
    }
    if (landed.length > 0) this.#turnMs = this.#turnMs * 0.8 + (performance.now() - landedAt) * 0.2;
    if (landed.length > 0 || sends.length > 0 || jobsChanged) this.#ports.onChange({ jobs: true, lines: linesChanged });
    // What was held or rejected without being sent has left its place to the next.
    if (jobsChanged) this.wake();
    else this.#planNext();
  }

  /** Keeps one result. @returns whether its connection's run state changed */
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
      // One request, one word on the connection: the worst of what its jobs say.
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

  /** Marks what this connection may send next. @returns whether a job was held or rejected without being sent */
  #mark(
    line: LiveLine,
    landed: ReadonlySet<number>,
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
    return new Marking({ store, executor, line, landed, sends, counts, busy, now, random, tag, groupOf, ahead }).mark();
  }

  /** Jobs marked beyond the pace, so that the wire is not idle while a commit waits for its fsync; none while it feels its way. */
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
    line?.flying.delete(id);
    for (const { job } of [flight, ...(flight.carries ?? [])]) line?.lanes.delete(job.lane);
  }

  #handOver(sends: readonly Send[]): void {
    const byLine = new Map<LiveLine, { id: number; request: OutgoingRequest }[]>();
    for (const { line, flight, request } of sends) {
      const { id, lane } = flight.job;
      this.#flights.set(id, flight);
      line.flying.add(id);
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

  /** Sleeps until the next job may leave, where no result will wake us before. */
  #planNext(): void {
    const now = this.#ports.clock.now();
    let least = Number.POSITIVE_INFINITY;
    for (const live of this.#lines.values()) {
      const { line } = live;
      if (line.runState === 'paused' || line.runState === 'stopped') continue;
      if (live.flying.size >= live.pace.limit) continue;
      // Due work that was not taken waits for a lane or a place, which a result frees; only time is waited for here.
      const at = this.#nextFor(live, now);
      if (at === null) continue;
      if (at > now) least = Math.min(least, at - now);
      else if (live.rate && live.rate.available(now) < 1) least = Math.min(least, live.rate.untilNext());
      else if (live.flying.size === 0) least = Math.min(least, 50);
    }
    if (least !== Number.POSITIVE_INFINITY) this.#wakeIn(least);
  }

  /** When anything of a connection may leave, and never later than anything makes one wait: a clock that was ahead may have been put back. */
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
