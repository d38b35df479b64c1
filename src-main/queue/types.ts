import type { JobState } from '../db/tables.ts';
import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';

/** A request a job will make. `body` carries secrets; `shown` is the same with them removed, and is what is hashed and kept. */
export interface OutgoingRequest {
  readonly target: RequestTarget;
  readonly body: string;
  readonly shown: string;
}

/**
 * What many requests share. It is one object, so that it is transferred to the transport's thread once per batch. `method` is POST by
 * default.
 */
export interface RequestTarget extends Omit<HttpRequest, 'body' | 'method'>, Partial<Pick<HttpRequest, 'method'>> {}

/** Sends requests. It may delay those beyond `limit`, and can withdraw those that have not begun. */
export interface Transport {
  /** Sends several requests, each of which ends in exactly one result. `limit` is how many of this connection may be in flight at once. */
  send(
    connectionId: number,
    limit: number,
    requests: ReadonlyArray<{ readonly id: number; readonly request: OutgoingRequest }>,
  ): void;
  /** Returns every request of the connection that has not begun as not sent. */
  withdraw(connectionId: number): void;
  /** Registers the listener for results, which gets several at a time and each once. */
  onResults(listener: (results: ReadonlyArray<{ readonly id: number; readonly result: HttpResult }>) => void): void;
  close(): Promise<void>;
}

/** What an answer means for a job, in the terms of `docs/queue.md`. */
export type Outcome =
  | {
      readonly to: 'delivered';
      readonly ref: string | null;
      readonly line: string;
      readonly warning: string | null;
      /** Names of additional requests that were not confirmed. */
      readonly missing?: readonly string[];
    }
  | { readonly to: 'duplicate'; readonly ref: string | null; readonly line: string; readonly reason: string }
  | { readonly to: 'rejected'; readonly line: string; readonly reason: string }
  | { readonly to: 'awaiting-vendor'; readonly ref: string; readonly line: string; readonly reason: string }
  /** The vendor did not accept the job and would refuse all others of its group, so the group is stopped. */
  | { readonly to: 'group-stopped'; readonly line: string; readonly reason: string }
  /** The request only read what the job's next request depends on. The job is ready for that one. */
  | { readonly to: 'again'; readonly line: string }
  /** The vendor says that it did not accept the job and to try again later. */
  | { readonly to: 'throttled'; readonly line: string; readonly retryAfter: string }
  /** The login, permission or IP address was refused, or no request can be valid, so the connection is stopped. */
  | { readonly to: 'stopped'; readonly line: string; readonly reason: string }
  | {
      readonly to: 'unknown';
      readonly line: string;
      readonly reason: string;
      /** A short stable name for this kind of answer. */
      readonly kind: string;
      readonly recognised: boolean;
    };

/** What the answer to a check of an unknown job means. */
export type CheckOutcome =
  | Outcome
  /** The check proves that the job has become pointless, since its request can't succeed. It is cancelled. */
  | { readonly to: 'cancelled'; readonly line: string; readonly reason: string }
  /** The vendor gave a valid answer that proves nothing either way. The job stays unknown, with this reason. */
  | {
      readonly to: 'undecided';
      readonly line: string;
      readonly reason: string;
      /**
       * `now`: the next check follows at once. `never`: further checks would prove nothing and the operator decides. Otherwise it is
       * checked again later.
       */
      readonly next?: 'now' | 'never';
    };

/** A job as the runner hands it to an executor. */
export interface QueuedJob {
  readonly id: number;
  readonly connectionId: number;
  readonly groupId: number;
  readonly source: number;
  readonly lane: string;
  readonly attempts: number;
}

export type Prepared =
  | { readonly request: OutgoingRequest }
  /** The job is part of the request of an earlier job of the same call. Only for a send. */
  | { readonly carriedBy: number }
  /** The request needs something that isn't available yet. The job keeps its state and is prepared again after this many ms. */
  | { readonly waitMs: number }
  | { readonly hold: string }
  | { readonly reject: string };

/** How a feature sends its jobs and reads the answers. The queue calls it inside its transactions, so it must not await. */
export interface Executor {
  /** The request of each job, in order, or why the job is held or can't be sent. */
  prepare(jobs: readonly QueuedJob[]): Prepared[];
  /** How many jobs of a group may share one request; without it each has its own. */
  together?(groupId: number): number;
  /**
   * The request that checks each unknown job, in order, if it differs from the job's own. Without this function a check repeats the job's
   * request. Jobs that are held or rejected here are left to the operator.
   */
  prepareCheck?(jobs: readonly QueuedJob[]): Prepared[];
  /**
   * Whether the request that a job was marked with only reads. If so it changed nothing at the vendor, whatever its result, and is
   * repeated. This must be decided from what is on disk, since the desk may have been stopped meanwhile.
   */
  onlyReads?(job: QueuedJob): boolean;
  /** Reads an answer to a send. */
  read(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): Outcome;
  /** Reads an answer to a check of an unknown job: `delivered`, `duplicate` or `cancelled` when it proves so. */
  readCheck(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): CheckOutcome;
  /**
   * Whether a check (`prepareCheck`, else the same post sent again) `ageMs` after the job was first sent proves what became
   * of it and does no harm: one that looks back over a limited time proves nothing of what is older.
   */
  canCheck(job: QueuedJob, ageMs: number): boolean;
  /**
   * Called with the result of a send, even an incomplete answer, before its outcome is applied and in the same transaction, to store what a
   * check needs.
   */
  arrived?(job: QueuedJob, result: Exclude<HttpResult, { kind: 'not-sent' }>): void;
  /** Stores what an answer contains besides its outcome, in the same transaction. */
  settled?(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): void;
  /** Removes the secrets of a job and its connection from a text that is about to be stored. */
  redact(job: QueuedJob, text: string): string;
}

/** Every state a job can be in. */
export const JOB_STATES: readonly JobState[] = [
  'ready',
  'held',
  'sending',
  'awaiting-vendor',
  'delivered',
  'duplicate',
  'rejected',
  'unknown',
  'cancelled',
];
