import type { Ask } from '../connections/ask-once.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { JobState, Millis } from '../db/tables.ts';
import type { Clock } from '../platform/clock.ts';
import { logError } from '../platform/log/log.ts';
import { moveJob, noteCheck } from '../queue/rows/change-job.ts';
import { CountChanges } from '../queue/rows/counts.ts';
import { readLines } from '../queue/run-state.ts';
import { readStatus } from '../vendors/leadreceiver/read-status.ts';
import { type Access, accessTo } from './access.ts';
import { ofOtherPost, statusOf } from './checks.ts';
import { type KnownStatus, keepStatus, statusWords } from './facts.ts';
import { getBatch } from './rows/batches.ts';
import { keepReading, lastStatus } from './rows/exchanges.ts';
import { countDue, followAgainAt, followAt, isAnyAwaited, newestDue, nextDueAt } from './rows/follows.ts';
import { jobOfPost } from './rows/job-of-post.ts';
import { getPost, type StoredPost } from './rows/post.ts';
import { noteTurn } from './rows/turns.ts';

/** The shortest interval between two status requests to a connection, ms. */
const GAP_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The delay before an awaited status is requested again, which increases each time, ms. */
const AWAITED_MS = { first: 2_000, most: 15 * MINUTE_MS } as const;
/** The number of answers without a decision after which the next one is no longer awaited, which is after some minutes. */
const AWAITED_FOLLOWS = 7;
/** When estimating the length of a round, posts are counted up to this number. */
const ROUND_AT_MOST = 200_000;
const REVIEW_MS = { first: 5 * MINUTE_MS, most: DAY_MS } as const;

export interface FollowerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ask: Ask;
  readonly secretOf: (connectionId: number) => string | null;
  /** Called when what is known about posts, or their jobs, has changed. */
  readonly changed: () => void;
}

/**
 * Requests the status of posts until nothing can change any more: those that the receiver queued until they are decided, those in review
 * until that ends, and accepted ones daily while they can be returned. The newest come first, with at most one request per second and
 * connection. If more are due than that, each waits for about one round of all.
 */
export class Follower {
  readonly #ports: FollowerPorts;
  #cancelTimer: (() => void) | null = null;
  readonly #busy = new Set<number>();
  readonly #askedAt = new Map<number, Millis>();
  #running = false;

  constructor(ports: FollowerPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  stop(): void {
    this.#running = false;
    this.#cancelTimer?.();
  }

  /** Looks for posts whose status is due, because there may be new ones. */
  wake(): void {
    if (this.#running) this.#plan(0);
  }

  /**
   * Whether no awaited status is requested within the next minutes. If a receiver leaves a post undecided for longer, it is unknown when
   * that ends.
   */
  idle(): boolean {
    const { store } = this.#ports;
    if (this.#busy.size > 0) return false;
    return !isAnyAwaited(store, [...this.#followed()], AWAITED_FOLLOWS);
  }

  #plan(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#ports.clock.after(Math.max(ms, 1), () => this.#look());
  }

  #look(): void {
    if (!this.#running) return;
    const { store, clock } = this.#ports;
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    const runs = this.#followed();
    for (const { id, receiver } of listConnections(store)) {
      if (receiver === null || !runs.has(id) || this.#busy.has(id)) continue;
      const free = (this.#askedAt.get(id) ?? 0) + GAP_MS;
      const { due, nextAt } = this.#due(id, now);
      if (due !== null && free <= now) {
        this.#askedAt.set(id, now);
        this.#busy.add(id);
        this.#follow(id, due)
          .catch((error: unknown) => this.#failed(due, error))
          .finally(() => {
            this.#busy.delete(id);
            this.wake();
          });
      } else if (due !== null) next = Math.min(next, free - now);
      else if (nextAt !== null) next = Math.min(next, nextAt - now);
    }
    if (next !== Number.POSITIVE_INFINITY) this.#plan(Math.min(next, MINUTE_MS));
  }

  /** The connections that are asked: also one that stopped posting by itself, because asking changes nothing there. */
  #followed(): Set<number> {
    const asks = new Set(['running', 'tripped']);
    return new Set(readLines(this.#ports.store).flatMap(({ id, runState }) => (asks.has(runState) ? [id] : [])));
  }

  /** The newest post whose status is due, and when another is. */
  #due(connectionId: number, now: Millis): { due: number | null; nextAt: Millis | null } {
    const { store } = this.#ports;
    const due = newestDue(store, connectionId, now);
    return { due, nextAt: due === null ? nextDueAt(store, connectionId, now) : null };
  }

  /**
   * When a post's status is requested again: after `wait`, ms, or later if so many others are due by then that the newest would always be
   * first. Then it waits for a round of all, the first time for half of one.
   */
  #nextTurn(connectionId: number, follows: number, wait: number, now: Millis): Millis {
    const { store } = this.#ports;
    const round = (within: number) => countDue(store, connectionId, now + within, ROUND_AT_MOST) * GAP_MS;
    const whole = round(Math.max(wait, round(wait)));
    return now + Math.max(wait, Math.ceil(follows === 1 ? whole / 2 : whole));
  }

  /** A failed post is requested later, so that it doesn't take the turns of the others. */
  #failed(postNo: number, error: unknown): void {
    const { store, clock } = this.#ports;
    logError('a status could not be followed', error);
    try {
      followAt(store, postNo, clock.now() + AWAITED_MS.most);
    } catch (again) {
      logError('a status could not be put off', again);
    }
  }

  async #follow(connectionId: number, postNo: number): Promise<void> {
    const { store, ask, secretOf } = this.#ports;
    const post = getPost(store, postNo);
    if (post === undefined || post.postId === null) {
      followAt(store, postNo, null);
      return;
    }
    const access = accessTo(store, connectionId, secretOf);
    const request = statusOf(post, access, getBatch(store, post.batchId).options.async);
    const { target, body, shown } = request;
    const { url } = target;
    const result = await ask({ ...target, body, timeoutMs: access.timeoutMs });
    if (!this.#running) return;
    const read = readStatus(result, access.asked('status'), post.postId);
    const changed = store.write(() => {
      const unusable = read.is === 'unknown' ? read.sentence : this.#ofOtherPost(postNo, read);
      const moved = this.#keep(connectionId, post, access, read.is === 'unknown' || unusable !== '' ? null : read);
      const noted = this.#noteUnusable(post.id, unusable);
      const isNews = unusable !== '' && result.kind === 'answer' && lastStatus(store, postNo) !== result.status;
      if (moved || isNews) {
        const answer = result.kind === 'answer' ? access.redact(result.body) : null;
        const at = this.#ports.clock.now();
        keepReading(
          store,
          { connectionId, postNo, what: 'status', at },
          { url, shown },
          { status: result.kind === 'answer' ? result.status : null, answer, error: null },
        );
      }
      return moved || noted || isNews;
    });
    if (changed) this.#ports.changed();
  }

  /** @returns whether anything changed */
  #keep(connectionId: number, asked: StoredPost, access: Access, status: KnownStatus | null): boolean {
    const { store, clock } = this.#ports;
    const now = clock.now();
    // It may have been erased or resolved during the request.
    const post = getPost(store, asked.id);
    if (post === undefined || post.postId === null) return false;
    const follows = post.follows + 1;
    const again = (at: Millis | null) => followAgainAt(store, post.id, at, follows);
    const after = (wait: number) => again(this.#nextTurn(connectionId, follows, wait, now));
    const backOff = ({ first, most }: { first: number; most: number }) =>
      Math.min(most, first * 2 ** Math.min(follows - 1, 20));
    if (status === null) {
      after(backOff(AWAITED_MS));
      return false;
    }
    const turned = keepStatus(store, post, status, now);
    const settled = this.#settle(post, status, now);
    const state = this.#stateOf(post.id);
    const final = status.returned.is === true || status.review.state === 'rejected' || status.is === 'refused';
    const open = (post.acceptedAt ?? now) + access.returnDays * DAY_MS > now;
    if (final) again(null);
    else if (state === 'awaiting-vendor' || state === 'unknown') after(backOff(AWAITED_MS));
    else if (status.review.state === 'pending') after(backOff(REVIEW_MS));
    else if (open) after(DAY_MS);
    else again(null);
    return turned || settled;
  }

  /** See `ofOtherPost`; empty if the status can be used. A lead that is known as the post's stays so. */
  #ofOtherPost(postNo: number, { leadId }: KnownStatus): string {
    const { store } = this.#ports;
    const job = jobOfPost(store, postNo);
    if (job === undefined || leadId === getPost(store, postNo)?.leadUid) return '';
    return ofOtherPost(store, job, leadId) ?? '';
  }

  /** Shows with a queued post why its status can't be used; nothing if it can. @returns whether that is new */
  #noteUnusable(postNo: number, sentence: string): boolean {
    const { store, clock } = this.#ports;
    const job = jobOfPost(store, postNo);
    return job?.state === 'awaiting-vendor' && noteCheck(store, job.id, sentence, clock.now());
  }

  #stateOf(postNo: number): JobState | undefined {
    return jobOfPost(this.#ports.store, postNo)?.state;
  }

  /** Resolves the job of a post that the receiver had queued. @returns whether it did */
  #settle(post: StoredPost, status: KnownStatus, now: Millis): boolean {
    const { store } = this.#ports;
    const job = jobOfPost(store, post.id);
    if (job?.state !== 'awaiting-vendor' || status.is === 'undecided') return false;
    const accepted = status.is === 'accepted';
    const to: JobState = accepted ? 'delivered' : 'rejected';
    const words = statusWords(status);
    const reason = accepted ? null : `Refused by the receiver: ${words}`;
    const counts = new CountChanges();
    moveJob(store, job.id, job.state, to, { reason, ref: status.leadId, line: null, notBefore: 0 }, now);
    counts.move(job, job.state, to);
    counts.flush(store);
    noteTurn(
      store,
      post.id,
      now,
      status.is === 'accepted' ? 'accepted' : 'rejected',
      null,
      words === '' ? null : words,
    );
    return true;
  }
}
