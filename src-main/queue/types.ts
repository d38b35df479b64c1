import type { JobState } from '../db/tables.ts';
import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';

/** A request a job will make. `body` carries secrets; `shown` is the same with them removed, and is what is hashed and kept. */
export interface OutgoingRequest {
  readonly target: RequestTarget;
  readonly body: string;
  readonly shown: string;
}

/** What many requests share; one object for all of them, so that it crosses to the wire once a batch. `method` is POST unless told otherwise. */
export interface RequestTarget extends Omit<HttpRequest, 'body' | 'method'>, Partial<Pick<HttpRequest, 'method'>> {}

/** Carries requests out. It may hold back what exceeds `limit`, and gives up what has not begun when asked to. */
export interface Transport {
  /** Sends several; each ends in exactly one result. `limit` is how many of this connection may be on the wire at once. */
  send(
    connectionId: number,
    limit: number,
    requests: ReadonlyArray<{ readonly id: number; readonly request: OutgoingRequest }>,
  ): void;
  /** Gives back, as not sent, every request of the connection that has not begun. */
  withdraw(connectionId: number): void;
  /** Several results at a time, each once. */
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
      /** Names of what was asked for beside it and not confirmed. */
      readonly missing?: readonly string[];
    }
  | { readonly to: 'duplicate'; readonly ref: string | null; readonly line: string; readonly reason: string }
  | { readonly to: 'rejected'; readonly line: string; readonly reason: string }
  | { readonly to: 'awaiting-vendor'; readonly ref: string; readonly line: string; readonly reason: string }
  /** The vendor refuses it and would refuse every other job of its group alike: it did not take it, and the group stops. */
  | { readonly to: 'group-stopped'; readonly line: string; readonly reason: string }
  /** It only read what the job's next request depends on: the job is ready for that. */
  | { readonly to: 'again'; readonly line: string }
  /** The vendor says it did not take it, and to come back. */
  | { readonly to: 'throttled'; readonly line: string; readonly retryAfter: string }
  /** Login, permission, lock-out, IP refusal, or a request that cannot be right: the connection stops. */
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
  /** The check proves that the job has no use any more: what it asks for can't be had. It is called off. */
  | { readonly to: 'cancelled'; readonly line: string; readonly reason: string }
  /** The vendor answered well, in terms we know, and it proves nothing either way: the job stays unknown and says so. */
  | {
      readonly to: 'undecided';
      readonly line: string;
      readonly reason: string;
      /** `now`: the next question follows at once. `never`: asking again would tell no more, the operator decides. Else it is asked again later. */
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
  /** It goes in the request of an earlier job of the same call: one request holds several. Only for a send. */
  | { readonly carriedBy: number }
  /** What its request needs is not there yet: the job stays as it is, and is prepared again after so many ms. */
  | { readonly waitMs: number }
  | { readonly hold: string }
  | { readonly reject: string };

/** What a feature knows of its jobs. The queue calls it inside its own transactions; it must not await. */
export interface Executor {
  /** The request of each job, in order; or why it is held or can't be sent. */
  prepare(jobs: readonly QueuedJob[]): Prepared[];
  /** How many jobs of a group may share one request; without it each has its own. */
  together?(groupId: number): number;
  /**
   * The request that checks each unknown job, in order, where asking the vendor is another request than the job's own; without it
   * a check is the same post again. What is held or rejected here is left to the operator.
   */
  prepareCheck?(jobs: readonly QueuedJob[]): Prepared[];
  /**
   * Whether the request that a job was marked with only reads: whatever becomes of it, nothing changed at the vendor, and it is asked again.
   * It must tell so from what is on disk, since a stop may come between.
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
   * What came back of a send, also an answer that broke off, before its outcome is settled and in the same transaction: keep what a check can
   * go by.
   */
  arrived?(job: QueuedJob, result: Exclude<HttpResult, { kind: 'not-sent' }>): void;
  /** What an answer brings besides its outcome; kept in the same transaction. */
  settled?(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): void;
  /** Takes secrets out of a text that is about to be stored. */
  redact(connectionId: number, text: string): string;
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
