import type { Store } from '../db/store.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { firstSentAt } from '../queue/rows/attempts.ts';
import { isDeliveredAs } from '../queue/rows/find-jobs.ts';
import type { CheckOutcome, QueuedJob } from '../queue/types.ts';
import { ownStatusUrl } from '../vendors/leadreceiver/addresses.ts';
import { readDuplicate } from '../vendors/leadreceiver/read-duplicate.ts';
import { readStatus } from '../vendors/leadreceiver/read-status.ts';
import { duplicateCheck, type ReceiverRequest, statusRequest } from '../vendors/leadreceiver/requests.ts';
import { readingsOf, readVendorDate } from '../vendors/leadreceiver/vendor-dates.ts';
import type { Access } from './access.ts';
import { personField } from './check/contact-fields.ts';
import { type KnownStatus, keepStatus, statusWords } from './facts.ts';
import { byHttp, unclear } from './outcomes.ts';
import type { StoredBatch } from './rows/batches.ts';
import { type What, whatOf } from './rows/exchanges.ts';
import { followAt } from './rows/follows.ts';
import { jobOfPost } from './rows/job-of-post.ts';
import { getPost, type StoredPost } from './rows/post.ts';
import { saveFound } from './rows/results.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** How much the receiver's clock and ours may differ, ms. */
const CLOCKS_APART_MS = 5 * 60 * 1000;

interface ChecksPorts {
  readonly store: Store;
  readonly now: () => number;
}

/**
 * Resolves posts with an unknown result: by their status if the receiver returned an id, otherwise by a duplicate check if the account has
 * approval for it. Only an unambiguous answer counts; the operator decides everything else.
 */
export class Checks {
  readonly #ports: ChecksPorts;

  constructor(ports: ChecksPorts) {
    this.#ports = ports;
  }

  can(job: QueuedJob, access: Access, batch: StoredBatch): boolean {
    const post = getPost(this.#ports.store, job.source);
    return post !== undefined && checkWay(post, access, batch) !== null;
  }

  /** The request of a check, or why none is possible. */
  request(
    job: QueuedJob,
    access: Access,
    batch: StoredBatch,
  ): { what: What; request: ReceiverRequest } | { hold: string } {
    const post = getPost(this.#ports.store, job.source);
    const way = post === undefined ? null : checkWay(post, access, batch);
    if (post === undefined || way === null) return { hold: 'the receiver returned no id for it' };
    if (way === 'status') return { what: 'status', request: statusOf(post, access, batch.options.async) };
    return {
      what: 'duplicate-check',
      request: duplicateCheck(
        access,
        { body: access.body === 'json' ? 'json' : 'form', answer: access.answer },
        Object.entries(personOf(post)),
      ),
    };
  }

  read(job: QueuedJob, answer: Answered, access: Access): CheckOutcome {
    const http = byHttp(answer);
    if (http !== null) return http;
    return whatOf(this.#ports.store, job.source, job.attempts) === 'status'
      ? this.#readStatus(job, answer, access)
      : this.#readDuplicate(job, answer, access);
  }

  /** Stores the lead that a duplicate check found, if that resolved its post. */
  keepFound(post: StoredPost, answer: Answered, access: Access): void {
    const { store, now } = this.#ports;
    const found = readDuplicate(answer, access.asked('duplicate'));
    if (found.is !== 'duplicate' || jobOfPost(store, post.id)?.state !== 'delivered') return;
    saveFound(store, post.id, found.leadId, now());
  }

  /** Stores what a status reports besides the result, unless it is that of another post's lead, which resolved nothing. */
  keepStatus(post: StoredPost, answer: Answered, access: Access): void {
    const { store, now } = this.#ports;
    const status = readStatus(answer, access.asked('status'), post.postId ?? '');
    if (status.is === 'unknown') return;
    if (status.is === 'accepted' && jobOfPost(store, post.id)?.state !== 'delivered') return;
    keepStatus(store, post, status, now());
    if (status.is !== 'accepted') return;
    const follow = status.review.state === 'pending' || access.returnDays > 0;
    followAt(store, post.id, follow ? now() : null);
  }

  #readStatus(job: QueuedJob, answer: Answered, access: Access): CheckOutcome {
    const line = answer.body;
    if (answer.status === 404) return { to: 'undecided', line, reason: 'The receiver does not know this post (yet)' };
    const postId = getPost(this.#ports.store, job.source)?.postId ?? '';
    const status = readStatus(answer, access.asked('status'), postId);
    switch (status.is) {
      case 'unknown':
        return unclear(status, line);
      case 'accepted':
        return this.#accepted(job, status, line);
      case 'refused':
        return { to: 'rejected', line, reason: `Its status says that it was refused: ${statusWords(status)}` };
      case 'undecided':
        return { to: 'undecided', line, reason: 'Its status is not decided yet' };
    }
  }

  #accepted(job: QueuedJob, { leadId }: KnownStatus, line: string): CheckOutcome {
    const other = ofOtherPost(this.#ports.store, job, leadId);
    if (other !== null) return { to: 'undecided', line, reason: `${other}. Only you can decide`, next: 'never' };
    return { to: 'delivered', ref: leadId, line, warning: 'Its status says that it was accepted' };
  }

  #readDuplicate(job: QueuedJob, answer: Answered, access: Access): CheckOutcome {
    const found = readDuplicate(answer, access.asked('duplicate'));
    const line = answer.body;
    const leave = (reason: string): CheckOutcome => ({
      to: 'undecided',
      line,
      reason: `${reason}. Only you can decide`,
      next: 'never',
    });
    if (found.is === 'unknown') return unclear(found, line);
    if (found.is === 'none') {
      return leave(
        found.plain
          ? 'The duplicate check says that the receiver does not have it'
          : `The duplicate check proves nothing: ${found.words}`,
      );
    }
    const lead = found.leadId === null ? 'this lead' : `lead ${found.leadId}`;
    if (found.leadId !== null && isDeliveredAs(this.#ports.store, job, found.leadId)) {
      return leave(`The duplicate check finds ${lead}, which is from another post`);
    }
    const date = readVendorDate(found.receivedOn);
    const [received, later] = date === null ? [] : readingsOf(date);
    if (received === undefined) return leave(`The duplicate check finds ${lead}, but not when it was received`);
    const sent = firstSentAt(this.#ports.store, job.id);
    if (sent === null || (later ?? received) < sent - CLOCKS_APART_MS) {
      return leave(`The duplicate check finds ${lead} from before this post`);
    }
    // If the zone is unknown, only interpretations that agree prove anything.
    if (received < sent - CLOCKS_APART_MS)
      return leave(`The duplicate check finds ${lead}, perhaps from before this post`);
    return { to: 'delivered', ref: found.leadId, line, warning: `Found by the duplicate check: ${lead}` };
  }
}

/** That a status names the lead of another post of the person, as after an answer that was mixed up; null if it doesn't. */
export function ofOtherPost(
  store: Store,
  job: Parameters<typeof isDeliveredAs>[1],
  leadId: string | null,
): string | null {
  if (leadId === null || !isDeliveredAs(store, job, leadId)) return null;
  return `Its status is that of lead ${leadId}, which is from another post`;
}

/** How a post can be checked; null if it can't. */
export function checkWay(
  post: Pick<StoredPost, 'postId' | 'fields'>,
  access: Pick<Access, 'duplicateCheck' | 'aid'>,
  batch: { readonly kind: string },
): 'status' | 'duplicate-check' | null {
  if (post.postId !== null) return 'status';
  if (!access.duplicateCheck || access.aid === null || batch.kind === 'update') return null;
  return Object.keys(personOf(post)).length > 0 ? 'duplicate-check' : null;
}

/** The request for a post's status: at the address in its answer if that is the connection's own, otherwise by its id. */
export function statusOf(
  post: Pick<StoredPost, 'postId' | 'statusUrl'>,
  access: Access,
  async: boolean,
): ReceiverRequest {
  const own = post.statusUrl === null ? null : ownStatusUrl(access.url, post.statusUrl);
  const of =
    own === null
      ? { postId: post.postId ?? '', call: async ? ('queuestatus' as const) : ('status' as const) }
      : { url: own };
  const { body, ...target } = statusRequest(access, of);
  return { target: { ...target, fresh: true }, body, shown: `GET ${target.url}` };
}

/** "Submit only the data that is used to determine if it is a duplicate": phone and email address. */
function personOf({ fields }: Pick<StoredPost, 'fields'>): Record<string, string> {
  const names = Object.keys(fields);
  const wanted = [personField(names, 'phone'), personField(names, 'email')];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)));
}
