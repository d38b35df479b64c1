import { isAccountPath } from './api/calls.ts';
import { readAddress } from './receiver/addresses.ts';

/** What was received, as far as tests need it. */
export interface RequestCounts {
  /** Requests read (or cut before they were). */
  readonly requests: number;
  /** Leads accepted since the start. */
  readonly taken: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  readonly connections: number;
  /**
   * Requests by call: `general`, `ping`, `status`, `duplicate` …, `account` for the account API, and `none` for an undocumented address.
   */
  readonly byCall: Readonly<Record<string, number>>;
}

export interface LoggedRequest {
  /** The number of the request, from 1. */
  readonly number: number;
  /** Milliseconds since 1970, by the vendor's clock. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly contentType: string;
  readonly authorization: string;
  /** The body as received, including the password, because it is only practice. */
  readonly body: string;
  /** The number of its connection, and its number on that connection: 1 for a new one. */
  readonly connection: number;
  readonly onConnection: number;
  /** The fault that occurred, if one did. */
  readonly fault: string | undefined;
}

interface Waiter {
  readonly until: number;
  readonly resolve: () => void;
}

const KEPT = 1000;

/** Counts requests, keeps the last thousand, and resolves promises that wait for a number of them. */
export class RequestLog {
  #counts = { requests: 0, taken: 0, inFlight: 0, maxInFlight: 0, connections: 0 };
  #byCall: Record<string, number> = {};
  #recent: LoggedRequest[] = [];
  #requestWaiters: Waiter[] = [];
  #takenWaiters: Waiter[] = [];
  #idleWaiters: (() => void)[] = [];

  /** A connection was opened. @returns its number */
  connected(): number {
    this.#counts.connections += 1;
    return this.#counts.connections;
  }

  /** Records a request that has been read. @returns a function to call when it is finished; it may be called more than once */
  arrived(request: Omit<LoggedRequest, 'number'>): () => void {
    const counts = this.#counts;
    counts.requests += 1;
    const path = request.target.split('?')[0] ?? '';
    const call = isAccountPath(path) ? 'account' : (readAddress(path)?.kind ?? 'none');
    this.#byCall[call] = (this.#byCall[call] ?? 0) + 1;
    counts.inFlight += 1;
    counts.maxInFlight = Math.max(counts.maxInFlight, counts.inFlight);
    if (this.#recent.length >= 2 * KEPT) this.#recent = this.#recent.slice(KEPT);
    this.#recent.push({ number: counts.requests, ...request });
    this.#requestWaiters = wake(this.#requestWaiters, counts.requests);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      counts.inFlight -= 1;
      if (counts.inFlight === 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
    };
  }

  leadTaken(): void {
    this.#counts.taken += 1;
    this.#takenWaiters = wake(this.#takenWaiters, this.#counts.taken);
  }

  counts(): RequestCounts {
    return { ...this.#counts, byCall: { ...this.#byCall } };
  }

  /** The last requests, at most a thousand, oldest first. */
  recent(): readonly LoggedRequest[] {
    return this.#recent.slice(-KEPT);
  }

  untilRequests(until: number): Promise<void> {
    if (this.#counts.requests >= until) return Promise.resolve();
    return new Promise((resolve) => this.#requestWaiters.push({ until, resolve }));
  }

  untilTaken(until: number): Promise<void> {
    if (this.#counts.taken >= until) return Promise.resolve();
    return new Promise((resolve) => this.#takenWaiters.push({ until, resolve }));
  }

  untilIdle(): Promise<void> {
    if (this.#counts.inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }
}

function wake(waiters: Waiter[], reached: number): Waiter[] {
  if (waiters.length === 0) return waiters;
  for (const { until, resolve } of waiters) if (until <= reached) resolve();
  return waiters.filter(({ until }) => until > reached);
}
