/** What was received, as far as tests need it. */
export interface RequestCounts {
  /** Requests read (or cut before they were). */
  readonly requests: number;
  /** Leads inserted since the start. */
  readonly inserted: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** The most requests about one phone number that were ever in flight together. */
  readonly maxInFlightPerPhone: number;
}

export interface LoggedRequest {
  /** The number of the request, from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly phone: string;
  /** The fault that occurred, if one did. */
  readonly fault: string | undefined;
  /** The parameters as received, including the password, because it is only practice. */
  readonly params: Readonly<Record<string, string>>;
}

/** A request in progress; `done` may be called more than once. */
export interface Visit {
  readonly done: () => void;
}

interface Waiter {
  readonly until: number;
  readonly resolve: () => void;
}

const KEPT = 1000;

/** Counts requests, keeps the last thousand, and resolves promises that wait for a number of them. */
export class RequestLog {
  #requests = 0;
  #inserted = 0;
  #inFlight = 0;
  #maxInFlight = 0;
  #maxInFlightPerPhone = 0;
  #byPhone = new Map<string, number>();
  #attempts = new Map<string, number>();
  #recent: LoggedRequest[] = [];
  #requestWaiters: Waiter[] = [];
  #insertWaiters: Waiter[] = [];
  #idleWaiters: (() => void)[] = [];

  /** A request has been read. */
  arrived(
    method: string,
    phone: string,
    at: number,
    fault: string | undefined,
    params: ReadonlyMap<string, string>,
  ): Visit {
    this.#requests += 1;
    this.#inFlight += 1;
    this.#maxInFlight = Math.max(this.#maxInFlight, this.#inFlight);
    if (phone !== '') {
      const together = (this.#byPhone.get(phone) ?? 0) + 1;
      this.#byPhone.set(phone, together);
      this.#maxInFlightPerPhone = Math.max(this.#maxInFlightPerPhone, together);
      this.#attempts.set(phone, (this.#attempts.get(phone) ?? 0) + 1);
    }
    if (this.#recent.length >= 2 * KEPT) this.#recent = this.#recent.slice(KEPT);
    this.#recent.push(new Logged(this.#requests, at, method, phone, fault, params));
    this.#requestWaiters = wake(this.#requestWaiters, this.#requests);
    let open = true;
    return {
      done: () => {
        if (!open) return;
        open = false;
        this.#inFlight -= 1;
        if (phone !== '') {
          const left = (this.#byPhone.get(phone) ?? 1) - 1;
          if (left === 0) this.#byPhone.delete(phone);
          else this.#byPhone.set(phone, left);
        }
        if (this.#inFlight === 0) {
          for (const resolve of this.#idleWaiters.splice(0)) resolve();
        }
      },
    };
  }

  leadInserted(): void {
    this.#inserted += 1;
    this.#insertWaiters = wake(this.#insertWaiters, this.#inserted);
  }

  counts(): RequestCounts {
    return {
      requests: this.#requests,
      inserted: this.#inserted,
      inFlight: this.#inFlight,
      maxInFlight: this.#maxInFlight,
      maxInFlightPerPhone: this.#maxInFlightPerPhone,
    };
  }

  /** The number of requests for that phone number (digits only). */
  attempts(phone: string): number {
    return this.#attempts.get(phone) ?? 0;
  }

  /** The last requests, at most a thousand, oldest first. */
  recent(): readonly LoggedRequest[] {
    return this.#recent.slice(-KEPT);
  }

  untilRequests(until: number): Promise<void> {
    if (this.#requests >= until) return Promise.resolve();
    return new Promise((resolve) => this.#requestWaiters.push({ until, resolve }));
  }

  untilInserted(until: number): Promise<void> {
    if (this.#inserted >= until) return Promise.resolve();
    return new Promise((resolve) => this.#insertWaiters.push({ until, resolve }));
  }

  untilIdle(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }
}

/** The parameters become an object only when they are read, because most never are. */
class Logged implements LoggedRequest {
  readonly number: number;
  readonly at: number;
  readonly method: string;
  readonly phone: string;
  readonly fault: string | undefined;
  readonly #params: ReadonlyMap<string, string>;

  constructor(
    number: number,
    at: number,
    method: string,
    phone: string,
    fault: string | undefined,
    params: ReadonlyMap<string, string>,
  ) {
    this.number = number;
    this.at = at;
    this.method = method;
    this.phone = phone;
    this.fault = fault;
    this.#params = params;
  }

  get params(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#params);
  }
}

function wake(waiters: Waiter[], reached: number): Waiter[] {
  if (waiters.length === 0) return waiters;
  for (const { until, resolve } of waiters) if (until <= reached) resolve();
  return waiters.filter(({ until }) => until > reached);
}
