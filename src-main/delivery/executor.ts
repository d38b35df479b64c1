import type { Store } from '../db/store.ts';
import { isOnDoNotCall, ON_DO_NOT_CALL } from '../dialing/do-not-call.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import type { CheckOutcome, Executor, Outcome, OutgoingRequest, Prepared, QueuedJob } from '../queue/types.ts';
import type { ReceiverAnswer } from '../vendors/leadreceiver/answer-types.ts';
import { readSeveral } from '../vendors/leadreceiver/match-leads.ts';
import { readPost } from '../vendors/leadreceiver/read-post.ts';
import { type LeadToPost, ReceiverRequestError } from '../vendors/leadreceiver/request-types.ts';
import { insertRequest, ping, type ReceiverRequest, updateLead } from '../vendors/leadreceiver/requests.ts';
import { type Access, accessTo, redactorOfReceiver } from './access.ts';
import { Checks } from './checks.ts';
import { keepOrder, keepResult } from './facts.ts';
import { leadToPost, pingFields } from './lead-parts.ts';
import { outcomeOf, type Posted } from './outcomes.ts';
import { batchOfGroup, type StoredBatch } from './rows/batches.ts';
import { lastRequest, noteRequest, pingsInARow, type What, whatOf } from './rows/exchanges.ts';
import { getPost, type StoredPost } from './rows/post.ts';
import { postsWithId } from './rows/related-posts.ts';
import { saveIdOfUnknown } from './rows/results.ts';
import { notePinging, notePosting } from './rows/sending-steps.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** An order must be valid for at least this time to be posted with, ms, because the request takes a moment to arrive. */
const ORDER_MARGIN_MS = 2_000;
/**
 * The number of consecutive pings without a post after which the operator is asked, because every order expired before it could be used.
 */
const PINGS_AT_MOST = 5;

const ID_OF_OTHER =
  'Accepted, but with the post ID of an earlier post: the answer may be about that one. Look at the receiver whether it has this lead';
/** An id that stands for none. */
const NO_ID = /^[0-]+$/;

/** What the posts of a group have in common. */
interface Common {
  readonly batch: StoredBatch;
  readonly access: Access;
}

export interface DeliveryExecutorPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly secretOf: (connectionId: number) => string | null;
  /** Called when what is known about posts has changed. */
  readonly changed: () => void;
}

/** Posts leads to receivers: builds each request from its row, and interprets the answers. */
export class DeliveryExecutor implements Executor {
  readonly #ports: DeliveryExecutorPorts;
  readonly #common = new Map<number, Common>();
  readonly #checks: Checks;
  /** The parsed answers, cached because each lead in a request needs its part. */
  readonly #readAs = new WeakMap<Answered, readonly ReceiverAnswer[]>();
  /** The posts that are sent in one request, by each of them. It only has requests in flight, so that an interruption loses nothing. */
  readonly #together = new Map<number, readonly StoredPost[]>();

  constructor(ports: DeliveryExecutorPorts) {
    this.#ports = ports;
    this.#checks = new Checks(ports);
  }

  /** Discards what was built from a connection, because it has changed. */
  forget(): void {
    this.#common.clear();
  }

  together(groupId: number): number {
    return this.#of(groupId).batch.options.together;
  }

  prepare(jobs: readonly QueuedJob[]): Prepared[] {
    const prepared: Prepared[] = [];
    let carrier: {
      readonly job: QueuedJob;
      readonly at: number;
      readonly posts: StoredPost[];
      readonly leads: LeadToPost[];
    } | null = null;
    const build = () => {
      if (carrier === null) return;
      prepared[carrier.at] = this.#insert(carrier.job, carrier.posts, carrier.leads);
      for (const post of carrier.posts) this.#together.set(post.id, carrier.posts);
      carrier = null;
    };
    for (const [at, job] of jobs.entries()) {
      const { batch } = this.#of(job.groupId);
      const post = getPost(this.#ports.store, job.source);
      const held = post === undefined ? { hold: 'Its lead is no longer on this desk' } : this.#held(batch, post);
      if (post === undefined || held !== null) {
        prepared[at] = held ?? { hold: 'Its lead is no longer on this desk' };
        continue;
      }
      if (batch.kind === 'update') {
        prepared[at] = this.#update(job, post);
        continue;
      }
      const made = leadToPost(post, batch.kind, batch.options);
      if ('reject' in made) prepared[at] = made;
      else if (batch.options.pingFirst && !this.#hasOrder(post)) prepared[at] = this.#ping(job, post, made.lead);
      else if (
        carrier !== null &&
        carrier.posts.length < batch.options.together &&
        carrier.job.groupId === job.groupId
      ) {
        carrier.posts.push(post);
        carrier.leads.push(made.lead);
        prepared[at] = { carriedBy: carrier.job.id };
        this.#note(job, 'post', { url: '', shown: `In the request of job ${carrier.job.id}` });
        notePosting(this.#ports.store, post.id, carrier.posts[0]?.id ?? null, carrier.posts.length - 1);
      } else {
        build();
        carrier = { job, at, posts: [post], leads: [made.lead] };
        prepared[at] = { hold: '' };
        notePosting(this.#ports.store, post.id, null, 0);
      }
    }
    build();
    return prepared;
  }

  /** Why a lead is not posted now; null if it may be. */
  #held({ options }: StoredBatch, { phone }: StoredPost): { readonly hold: string } | null {
    if (phone === '' || options.overruled.includes('do-not-call')) return null;
    return isOnDoNotCall(this.#ports.store, phone) ? { hold: ON_DO_NOT_CALL } : null;
  }

  #hasOrder({ orderId, orderUntil, orderUsed }: StoredPost): boolean {
    if (orderId === null || orderUsed) return false;
    return orderUntil === null || orderUntil - ORDER_MARGIN_MS > this.#ports.now();
  }

  #insert(job: QueuedJob, posts: readonly StoredPost[], leads: readonly LeadToPost[]): Prepared {
    const { batch, access } = this.#of(job.groupId);
    const { kind, options } = batch;
    if (kind === 'update') throw new Error('An update is not a post');
    const { body, async, sendDelay, pingFirst } = options;
    const orderId = pingFirst ? (posts[0]?.orderId ?? '') : '';
    const form = {
      ...{ body, async, answer: access.answer },
      ...(sendDelay === null ? {} : { sendDelayHours: sendDelay }),
      ...(async && access.returnUrl !== '' ? { returnUrl: access.returnUrl } : {}),
      ...(orderId === '' ? {} : { orderId }),
    };
    return this.#written(job, 'post', access, () => insertRequest(access, kind, form, leads));
  }

  #ping(job: QueuedJob, post: StoredPost, lead: LeadToPost): Prepared {
    if (pingsInARow(this.#ports.store, post.id) >= PINGS_AT_MOST) {
      const last = jobOf(this.#ports.store, job.id)?.reason ?? '';
      const why =
        last === ''
          ? 'returned orders that expired before they could be used.'
          : `returned no order that could be used. The last answer: ${last.replace(/[.!?]$/, '')}.`;
      return { hold: `${PINGS_AT_MOST} pings ${why} Send it again to retry` };
    }
    const { batch, access } = this.#of(job.groupId);
    notePinging(this.#ports.store, post.id);
    const { sent } = pingFields(lead.fields, batch.options.contact);
    return this.#written(job, 'ping', access, () =>
      ping(access, { body: batch.options.body, answer: access.answer }, sent),
    );
  }

  #update(job: QueuedJob, post: StoredPost): Prepared {
    const { batch, access } = this.#of(job.groupId);
    const { processDelivery, body } = batch.options;
    return this.#written(job, 'update', access, () =>
      updateLead(
        access,
        { body, answer: access.answer },
        { leadUid: Number(post.updatesLead), fields: Object.entries(post.fields), processDelivery },
      ),
    );
  }

  #written(job: QueuedJob, what: What, access: Access, write: () => ReceiverRequest): Prepared {
    try {
      const request = write();
      this.#note(job, what, { url: request.target.url, shown: request.shown });
      return { request: outgoing(request, access.timeoutMs) };
    } catch (error) {
      if (error instanceof ReceiverRequestError) return { reject: error.message };
      throw error;
    }
  }

  #note(job: QueuedJob, what: What, request: { readonly url: string; readonly shown: string }): void {
    const { store, now } = this.#ports;
    noteRequest(
      store,
      { connectionId: job.connectionId, postNo: job.source, attempt: job.attempts + 1, what, at: now() },
      request,
    );
  }

  prepareCheck(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const { access, batch } = this.#of(job.groupId);
      const check = this.#checks.request(job, access, batch);
      if ('hold' in check) return check;
      this.#note(job, check.what, { url: check.request.target.url, shown: check.request.shown });
      return { request: outgoing(check.request, access.timeoutMs) };
    });
  }

  canCheck(job: QueuedJob): boolean {
    const { access, batch } = this.#of(job.groupId);
    return this.#checks.can(job, access, batch);
  }

  /** A ping changes nothing at the receiver, and is repeated whatever happens to it. */
  onlyReads(job: QueuedJob): boolean {
    return whatOf(this.#ports.store, job.source, job.attempts) === 'ping';
  }

  read(job: QueuedJob, answer: Answered): Outcome {
    const { batch, access } = this.#of(job.groupId);
    const posted = postedAs(batch, access);
    if (!this.onlyReads(job)) {
      const result = this.#resultOf(job, answer);
      const outcome = outcomeOf(result, answer.body, posted);
      if (result.is !== 'accepted' || outcome.to !== 'delivered' || result.postId === null) return outcome;
      const isOther = this.#isIdOfOther(job, result.postId, this.#together.get(job.source) ?? []);
      return isOther ? { ...outcome, warning: [outcome.warning, ID_OF_OTHER].filter(Boolean).join('. ') } : outcome;
    }
    const ping = this.#pingOf(job, answer);
    if (ping.is === 'accepted') return { to: 'again', line: answer.body };
    const outcome = outcomeOf(ping, answer.body, posted);
    return outcome.to === 'rejected' ? { ...outcome, reason: `Declined at the ping: ${outcome.reason}` } : outcome;
  }

  readCheck(job: QueuedJob, answer: Answered): CheckOutcome {
    return this.#checks.read(job, answer, this.#of(job.groupId).access);
  }

  /** Stores the post's id from an answer with an unknown meaning, so that its status can resolve it. */
  arrived(job: QueuedJob, result: Exclude<HttpResult, { kind: 'not-sent' }>): void {
    if (this.onlyReads(job)) return;
    const { store, now } = this.#ports;
    const posts = this.#together.get(job.source) ?? [];
    if (result.kind === 'broken') this.#together.delete(job.source);
    // One id for several leads can't be assigned to any of them.
    if (posts.length > 1) return;
    const { batch, access } = this.#of(job.groupId);
    const outcome =
      result.kind === 'answer' ? this.#resultOf(job, result) : readPost(result, access.asked(batch.kind), now());
    if (outcome.is !== 'unknown' || outcome.postId === null) return;
    if (this.#isIdOfOther(job, outcome.postId, [])) return;
    saveIdOfUnknown(store, job.source, outcome.postId, outcome.statusUrl);
  }

  settled(job: QueuedJob, answer: Answered): void {
    const { store, now, changed } = this.#ports;
    const post = getPost(store, job.source);
    if (post === undefined) return;
    const { access } = this.#of(job.groupId);
    switch (whatOf(store, job.source, job.attempts)) {
      case 'ping': {
        const ping = this.#pingOf(job, answer);
        if (ping.is === 'accepted' && ping.order !== null) keepOrder(store, post, ping.order, ping.price, now());
        break;
      }
      case 'post':
      case 'update':
        keepResult(store, post, this.#resultOf(job, answer), now(), access.returnDays);
        this.#together.delete(post.id);
        break;
      case 'status':
        this.#checks.keepStatus(post, answer, access);
        break;
      case 'duplicate-check':
        this.#checks.keepFound(post, answer, access);
        break;
      case null:
        return;
    }
    changed();
  }

  redact({ connectionId }: QueuedJob, text: string): string {
    return redactorOfReceiver(this.#ports.secretOf, connectionId)(text);
  }

  /** The request of a job, for the log. */
  fieldsOf(job: QueuedJob): { url: string; fields: { name: string; value: string }[]; shown: string } {
    const last = lastRequest(this.#ports.store, job.source);
    const post = getPost(this.#ports.store, job.source);
    const fields = Object.entries(post?.fields ?? {}).map(([name, value]) => ({ name, value }));
    return { url: last?.url ?? '', fields, shown: last?.request ?? '' };
  }

  #pingOf(job: QueuedJob, answer: Answered): ReceiverAnswer {
    let [ping] = this.#readAs.get(answer) ?? [];
    if (ping === undefined) {
      ping = readPost(answer, this.#of(job.groupId).access.asked('ping'), this.#ports.now());
      this.#readAs.set(answer, [ping]);
    }
    return ping;
  }

  #resultOf(job: QueuedJob, answer: Answered): ReceiverAnswer {
    const posts = this.#together.get(job.source) ?? [];
    let results = this.#readAs.get(answer);
    if (results === undefined) {
      const { batch, access } = this.#of(job.groupId);
      const leads = posts.length === 0 ? [{}] : posts.map(({ reference }) => ({ reference }));
      results = readSeveral(answer, access.asked(batch.kind), leads, this.#ports.now());
      this.#readAs.set(answer, results);
    }
    const at = Math.max(
      0,
      posts.findIndex(({ id }) => id === job.source),
    );
    const result = results[at];
    if (result === undefined) throw new Error('The answer has no result for this lead');
    return result;
  }

  /** Whether an earlier post has this id, which a gateway or a confused receiver may give twice; `together` are those of the request. */
  #isIdOfOther(job: QueuedJob, postId: string, together: readonly StoredPost[]): boolean {
    const { batch } = this.#of(job.groupId);
    if (batch.kind === 'update' || NO_ID.test(postId)) return false;
    const own = new Set([job.source, ...together.map(({ id }) => id)]);
    return postsWithId(this.#ports.store, batch.connectionId, postId).some((id) => !own.has(id));
  }

  #of(groupId: number): Common {
    let common = this.#common.get(groupId);
    if (common === undefined) {
      const { store, secretOf } = this.#ports;
      const batch = batchOfGroup(store, groupId);
      if (batch === undefined) throw new Error('The posts of this job no longer exist');
      common = { batch, access: accessTo(store, batch.connectionId, secretOf) };
      this.#common.set(groupId, common);
    }
    return common;
  }
}

/** The time limit is the connection's. */
const outgoing = ({ target, body, shown }: ReceiverRequest, timeoutMs: number): OutgoingRequest => ({
  target: { ...target, timeoutMs },
  ...{ body, shown },
});

/** An update has no campaign, because the lead already has one. */
const postedAs = ({ kind }: StoredBatch, { aid }: Access): Posted => ({
  namesCampaign: aid !== null && kind !== 'update',
  asksFor: kind === 'returnsends' ? 'sends' : kind === 'transfer' ? 'agents' : null,
});
