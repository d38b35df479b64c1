import { CommandError, type SourceHealth } from '../../src-preload/contract/index.ts';
import { getConnection, listConnections, type StoredConnection } from '../connections/connections.ts';
import { isDiskTrouble } from '../db/disk-trouble.ts';
import type { LeadPorts } from '../leads/ports.ts';
import type { Offers } from '../offers/offers.ts';
import type { Clock } from '../platform/clock.ts';
import { durationWords } from '../platform/duration.ts';
import { LONGEST_RETRY_AFTER_MS } from '../platform/retry-after.ts';
import { backOff } from '../queue/backoff.ts';
import { noteSuccess, readLines, setRunState } from '../queue/run-state.ts';
import { backgroundWait, isBackgroundTurn, REST_MS, restBackground, stepBackground } from './background.ts';
import { failureOf } from './failure.ts';
import type { FetchFailure, SourceFetcher } from './fetch.ts';
import { goThrough } from './go-through.ts';
import { healthOf } from './health.ts';
import type { KnownTokens } from './liondesk-claims.ts';
import { isFetching, type Live, liveSource, release, supersede } from './live-source.ts';
import type { OAuth } from './oauth.ts';
import { paced } from './pace.ts';
import { boundedWait, nextAt } from './schedule.ts';
import { dropSource, endSync, forgetProgress, readSource, sourceRow, updateSource } from './source-rows.ts';
import { noSecret } from './source-token.ts';
import type { StepPorts } from './step.ts';
import { Watch } from './watch.ts';
import type { Lane } from './window-rows.ts';

export interface PollerPorts {
  readonly leads: LeadPorts;
  readonly offers: Offers;
  readonly clock: Clock;
  readonly random: () => number;
  readonly fetcher: SourceFetcher;
  readonly oauth: OAuth;
  /** The password or token of a connection; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
  /** Called after a commit. */
  readonly changed: (topic: 'sources' | 'leads' | 'connections') => void;
  /** The networks of this machine, as text. When they change, requests that failed without a network are tried again. */
  readonly networks: () => string;
  /** Why what a source returned could not be stored; null once it could. */
  readonly disk?: (connectionId: number, error: unknown) => unknown;
}

/** The longest wait before another attempt when there is no network, ms. Nothing is sent without a network. */
const OFFLINE_CAP_MS = 30_000;
/** The wait after the disk refused to store what a source returned, ms. It ends early if the disk works again. */
const DISK_WAIT_MS = 60_000;

/**
 * Fetches from every source of leads according to its schedule. The position of a sync is stored together with the leads it received, so
 * that an interruption costs at most one repeated request.
 */
export class Poller {
  readonly #ports: PollerPorts;
  readonly #live = new Map<number, Live>();
  readonly #watch: Watch;
  readonly #knownTokens: KnownTokens = new Map();
  /** Whether sources are fetched on schedule, and not only on request. */
  #scheduled = false;
  #closed = false;

  constructor(ports: PollerPorts) {
    this.#ports = ports;
    this.#watch = new Watch(ports, (what) => this.#nudge(what));
  }

  /** Starts fetching on schedule. */
  start(): void {
    if (this.#closed) return;
    this.#scheduled = true;
    this.#watch.start();
    this.reload();
  }

  /** Reads the connections again, because one was added, changed, paused, resumed or removed. */
  reload(): void {
    if (this.#closed) return;
    const { store } = this.#ports.leads;
    const running = new Set(
      readLines(store)
        .filter(({ runState }) => runState === 'running')
        .map(({ id }) => id),
    );
    const present = new Set<number>();
    const before = this.#live.size;
    for (const connection of listConnections(store)) {
      if (connection.source === null) continue;
      const { id } = connection;
      present.add(id);
      const shape = JSON.stringify([connection.url, connection.user, connection.source]);
      const live = this.#live.get(id) ?? this.#add(connection, shape);
      live.connection = connection;
      if (live.shape !== shape || !running.has(id)) supersede(live);
      live.shape = shape;
      sourceRow(store, connection);
      if (live.wasPaused && running.has(id)) updateSource(store, id, { next_at: this.#ports.clock.now() });
      live.wasPaused = !running.has(id);
      this.#schedule(live, running.has(id));
    }
    for (const [id, live] of this.#live) {
      if (present.has(id)) continue;
      supersede(live);
      live.cancelTimer?.();
      this.#live.delete(id);
      dropSource(store, id);
      release(live);
    }
    if (before + this.#live.size > 0) this.#ports.changed('sources');
  }

  /** The state of every source. */
  health(): SourceHealth[] {
    return [...this.#live.keys()].map((id) => this.healthOf(id));
  }

  /** The state of one source. @throws CommandError `not-found` */
  healthOf(id: number): SourceHealth {
    const { leads, clock } = this.#ports;
    return healthOf(leads.store, this.#sourceOf(id), isFetching(this.#live.get(id)), clock.now());
  }

  /**
   * Fetches now, with `everything` from the beginning. With `wait` it resolves when that sync has ended, successfully or not. A sync in
   * progress may have read past new leads, so another one follows it.
   * @throws CommandError `not-found`; `conflict` for a source that is paused or stopped, or whose vendor has asked for patience
   */
  async sync(id: number, options: { everything: boolean; wait: boolean }): Promise<SourceHealth> {
    const connection = this.#sourceOf(id);
    const { store } = this.#ports.leads;
    const line = readLines(store).find((one) => one.id === id);
    if (line && line.runState !== 'running') {
      const why = line.runReason === null ? '' : ` (${line.runReason})`;
      throw new CommandError('conflict', `${connection.name} is ${line.runState}${why}. Resume it first.`);
    }
    const live = this.#live.get(id);
    if (!live) throw new CommandError('unavailable', 'The desk is closing.');
    const left = this.#askedToWait(id);
    if (left > 0) {
      throw new CommandError(
        'conflict',
        `${connection.name} asked for a pause between requests. ${this.#scheduled ? 'The sync continues automatically' : 'Try again'} in ${durationWords(left, Math.ceil)}.`,
      );
    }
    if (options.everything) {
      supersede(live);
      forgetProgress(store, id);
    }
    const ended = new Promise<void>((resolve) => {
      if (options.wait) live.waiters.push(resolve);
      else resolve();
    });
    live.asked++;
    updateSource(store, id, { next_at: this.#ports.clock.now() });
    this.#begin(live);
    await ended;
    return this.healthOf(id);
  }

  /** Whether the last sync of a source failed because there was no network. */
  offline(id: number): boolean {
    return this.#live.get(id)?.offline ?? false;
  }

  /** Continues what the disk had stopped, because it can be written again. */
  diskRecovered(): void {
    for (const live of this.#live.values()) {
      if (live.diskUntil === 0) continue;
      // The stored time may be much later.
      updateSource(this.#ports.leads.store, live.connection.id, { next_at: this.#ports.clock.now() });
      live.diskUntil = 0;
      const line = readLines(this.#ports.leads.store).find(({ id }) => id === live.connection.id);
      this.#schedule(live, line?.runState === 'running');
    }
  }

  /** Stops every sync at its current position. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch.stop();
    for (const live of this.#live.values()) {
      supersede(live);
      live.cancelTimer?.();
    }
    await this.#ports.fetcher.close();
    await Promise.all([...this.#live.values()].map(({ running }) => running));
    for (const live of this.#live.values()) release(live);
  }

  #add(connection: StoredConnection, shape: string): Live {
    const live = liveSource(connection, shape);
    this.#live.set(connection.id, live);
    return live;
  }

  /** @throws CommandError `not-found` if it is not a source */
  #sourceOf(id: number): StoredConnection {
    const connection = getConnection(this.#ports.leads.store, id);
    if (connection.source === null) throw new CommandError('not-found', `${connection.name} isn’t a lead source.`);
    return connection;
  }

  /** How long the vendor of a source has asked to wait from now on, ms; 0 if it has not, or if the clock was set back since. */
  #askedToWait(id: number): number {
    const { leads, clock } = this.#ports;
    const left = (readSource(leads.store, id)?.not_before ?? 0) - clock.now();
    return left > LONGEST_RETRY_AFTER_MS ? 0 : Math.max(0, left);
  }

  /** Schedules the next sync by the system time. */
  #schedule(live: Live, mayRun: boolean): void {
    live.cancelTimer?.();
    live.cancelTimer = null;
    if (this.#closed || live.running || !mayRun) {
      if (!mayRun && !live.running) release(live);
      return;
    }
    if (!this.#scheduled && live.waiters.length === 0) return;
    const { clock, leads } = this.#ports;
    const { id } = live.connection;
    const now = clock.now();
    const row = readSource(leads.store, id);
    // No request is made before the time that the vendor asked for, and before the disk is tried again.
    const asked = Math.max(this.#askedToWait(id), Math.min(live.diskUntil - now, DISK_WAIT_MS));
    const wait = Math.max(boundedWait(leads.store, live.connection, row, now), asked);
    const background = this.#scheduled ? backgroundWait(leads.store, live, now) : null;
    const least = background === null ? wait : Math.min(wait, Math.max(background, asked));
    live.cancelTimer = clock.after(least, () => this.#begin(live));
  }

  #begin(live: Live): void {
    if (this.#closed || live.running) return;
    live.cancelTimer?.();
    live.cancelTimer = null;
    const { generation } = live;
    live.background = this.#scheduled && isBackgroundTurn(this.#ports.leads.store, live, this.#ports.clock.now());
    const { background } = live;
    live.running = (background ? this.#background(live, generation) : this.#run(live, generation)).then((ended) => {
      live.running = null;
      live.background = false;
      const isThere = !this.#closed && this.#live.get(live.connection.id) === live;
      const line = isThere ? readLines(this.#ports.leads.store).find(({ id }) => id === live.connection.id) : undefined;
      const goesOn = line?.runState === 'running';
      // It was requested while this one was already in progress.
      const again = ended && goesOn && live.answered !== live.asked;
      if (ended && !again) release(live);
      if (!isThere) return;
      this.#schedule(live, goesOn);
      // Or someone waits for a sync that was replaced by this one.
      const waited = live.waiters.length > 0 && live.generation !== generation && goesOn;
      if ((again || waited) && this.#askedToWait(live.connection.id) === 0) this.#begin(live);
      this.#ports.changed('sources');
    });
    this.#ports.changed('sources');
  }

  /** One step of the full read in the background. It never rejects. @returns false, because nobody waits for it */
  async #background(live: Live, generation: number): Promise<boolean> {
    const { leads, clock, secretOf, changed } = this.#ports;
    const { connection } = live;
    const { source } = connection;
    try {
      const secret = secretOf(connection.id);
      if (source?.kind !== 'locumjobs' || secret === null) throw noSecret(connection.name);
      const ports = this.#stepPorts(live, generation, 'background');
      const gone = await stepBackground(ports, { connection, options: source, secret });
      if (gone > 0) changed('leads');
    } catch (error) {
      if (this.#closed || live.generation !== generation) return false;
      const failure = failureOf(error);
      live.restsUntil = clock.now() + REST_MS;
      if (isDiskTrouble(error)) this.#refused(live, error);
      else if (failure.why === 'login' || failure.why === 'throttled') this.#failed(live, failure);
      else restBackground(leads.store, connection.id, clock.now());
    }
    return false;
  }

  #stepPorts(live: Live, generation: number, lane: Lane): StepPorts {
    const { leads, offers, clock, fetcher } = this.#ports;
    const wanted = () => !this.#closed && live.generation === generation;
    const waiting = (end: (() => void) | null) => {
      live.hurry = end;
    };
    return {
      leads,
      offers,
      fetcher: paced({ store: leads.store, clock, fetcher, wanted, waiting }, live.connection, lane),
      now: () => clock.now(),
      wanted,
      kept: ({ leads: some }) => {
        this.#ports.changed('sources');
        if (some) this.#ports.changed('leads');
      },
    };
  }

  /** One sync, until it ends or is stopped. It never rejects. @returns whether it ended, successfully or not, for those who wait for it */
  async #run(live: Live, generation: number): Promise<boolean> {
    const { leads, clock } = this.#ports;
    const { store } = leads;
    const { connection } = live;
    const { id } = connection;
    const step = this.#stepPorts(live, generation, 'sync');
    const wanted = () => step.wanted(connection);
    try {
      const began = clock.now();
      await goThrough(step, live, { ...this.#ports, knownTokens: this.#knownTokens }, wanted);
      if (!wanted()) return false;
      const gone = store.write(() => {
        const row = sourceRow(store, connection);
        const marked = endSync(store, row, clock.now());
        updateSource(store, id, { next_at: nextAt(connection, row, began, clock.now()) });
        noteSuccess(store, id, clock.now());
        return marked;
      });
      if (gone > 0) this.#ports.changed('leads');
      live.offline = false;
      live.diskUntil = 0;
      this.#ports.disk?.(id, null);
      return true;
    } catch (error) {
      // A failed sync is not repeated at once for these requests.
      live.answered = live.asked;
      if (isDiskTrouble(error)) this.#refused(live, error);
      return wanted() && this.#failed(live, failureOf(error));
    }
  }

  /** @returns whether the wait of those who requested it ends */
  #failed(live: Live, failure: FetchFailure): boolean {
    const { leads, clock, random, changed } = this.#ports;
    const { store } = leads;
    const { id } = live.connection;
    const { why, words, retryAfterMs } = failure;
    try {
      store.write(() => {
        const failures = (readSource(store, id)?.failures ?? 0) + 1;
        const jitter = backOff(failures - 1, random);
        const asked = retryAfterMs ?? 0;
        const wait = why === 'network' ? Math.min(jitter, OFFLINE_CAP_MS) : Math.max(jitter, asked);
        const now = clock.now();
        updateSource(store, id, {
          failures,
          error: words,
          next_at: now + wait,
          not_before: asked > 0 ? now + asked : 0,
        });
        if (why === 'login') setRunState(store, id, { runState: 'stopped', runReason: words });
      });
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
      // The stored state is unchanged.
      this.#refused(live, error);
    }
    live.offline = why === 'network';
    if (why === 'login') {
      supersede(live);
      changed('connections');
    }
    // If the vendor asks for patience, those who wait for the sync continue to wait.
    return why !== 'throttled';
  }

  /** If the disk refuses to store what a source returned, the vendor is not asked for it again at once. */
  #refused(live: Live, error: Error): void {
    live.diskUntil = this.#ports.clock.now() + DISK_WAIT_MS;
    this.#ports.disk?.(live.connection.id, error);
  }

  /** Reacts to the machine having slept, or to a change of network. */
  #nudge(what: 'woke' | 'network'): void {
    const { leads, clock, random } = this.#ports;
    for (const live of this.#live.values()) {
      if (live.running) continue;
      if (live.offline) {
        // The syncs are spread, and start when the network has had time to become ready.
        updateSource(leads.store, live.connection.id, { next_at: clock.now() + Math.round(500 + random() * 2_000) });
      } else if (what === 'network') continue;
      const line = readLines(leads.store).find(({ id }) => id === live.connection.id);
      this.#schedule(live, line?.runState === 'running');
    }
  }
}
