import { getConnection, type StoredConnection } from '../../connections/connections.ts';
import type { Store } from '../../db/store.ts';
import type { HttpRequest } from '../../platform/http-messages.ts';
import { mayHaveArrived } from '../../queue/rows/attempts.ts';
import type { CheckOutcome, Executor, Outcome, OutgoingRequest, Prepared, QueuedJob } from '../../queue/types.ts';
import {
  claimRequest,
  type LiondeskAccess,
  leadOffersRequest,
  leadRequest,
  submitOfferRequest,
} from '../../vendors/liondesk/requests.ts';
import { redactorOf } from '../../vendors/remove-secrets.ts';
import { seenIn } from '../claim-proof.ts';
import { actionOfJob, changeAction, type StoredAction } from '../rows/actions.ts';
import { ownUsers } from '../rows/people.ts';
import { applyVendorClaim } from '../vendor-claim.ts';
import type { Access } from './access.ts';
import {
  type Answered,
  type Comparison,
  checkClaim,
  checkSubmission,
  leadIn,
  readBefore,
  readClaim,
  readSubmission,
  seenClaim,
} from './answers.ts';
import { userName } from './offered-leads.ts';
import { mayGo } from './standing.ts';
import { WAITS_FOR_TOKEN } from './words.ts';

/** The most offers of a lead that a check reads. */
const OFFERS_AT_MOST = 1000;

/** The longest time between reading who has the lead and writing the claim, ms. */
const LOOK_HOLDS_MS = 10_000;

export interface ClaimExecutorPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly access: Access;
  /** Called when the vendor's answer changed offered leads. */
  readonly touched: (ids: readonly number[]) => void;
}

/**
 * Writes claims to LionDesk (PATCH /leads/{id} with `claimed_via`, since no claim call is documented) and submits offers (the empty POST to
 * /leads/{id}/offers). Before each claim it reads who has the lead, because what the answer proves depends on the state before. Neither
 * request may be repeated if its result is uncertain, so unknown jobs are checked by reading.
 */
export class ClaimExecutor implements Executor {
  readonly #ports: ClaimExecutorPorts;
  /** The kind of request that each job's last answer belongs to, until the answer is stored. */
  readonly #answered = new Map<number, 'look' | 'write' | 'check'>();
  /** The token with which each job in flight was sent. */
  readonly #sentWith = new Map<number, string>();

  constructor(ports: ClaimExecutorPorts) {
    this.#ports = ports;
  }

  prepare(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const action = this.#actOf(job);
      const refused = action === null ? 'Its lead was removed' : mayGo(this.#ports.store, action);
      if (action === null || refused !== null) return { reject: refused ?? '' };
      return this.#prepared(job, action, action.kind === 'claim' && this.#mustLook(job, action) ? 'look' : 'send');
    });
  }

  prepareCheck(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const action = this.#actOf(job);
      return action === null ? { hold: 'its lead was removed' } : this.#prepared(job, action, 'check');
    });
  }

  /** Before a claim is written, who has the lead is read and stored. */
  onlyReads(job: QueuedJob): boolean {
    const action = this.#actOf(job);
    return action !== null && action.kind === 'claim' && action.seen_before === null;
  }

  /** The request of a job, as shown in the log. */
  fieldsOf(job: QueuedJob): { url: string; fields: { name: string; value: string }[]; shown: string } {
    const action = this.#actOf(job);
    if (action === null) return { url: '', fields: [], shown: '' };
    const connection = getConnection(this.#ports.store, job.connectionId);
    const request = this.#request(connection, action, 'send', '');
    const fields = Object.entries(JSON.parse(request.body) as Record<string, string>);
    return { url: request.url, fields: fields.map(([name, value]) => ({ name, value })), shown: shownOf(request) };
  }

  read(job: QueuedJob, answer: Answered): Outcome {
    const action = this.#mustBeThere(job);
    const comparison = this.#comparison(job, action);
    const isLook = action.kind === 'claim' && action.seen_before === null;
    this.#answered.set(job.id, isLook ? 'look' : 'write');
    const outcome =
      action.kind === 'submit'
        ? readSubmission(answer, comparison)
        : isLook
          ? readBefore(answer, comparison)
          : readClaim(answer, comparison);
    return this.#again(job, outcome);
  }

  readCheck(job: QueuedJob, answer: Answered): CheckOutcome {
    const action = this.#mustBeThere(job);
    const comparison = this.#comparison(job, action);
    this.#answered.set(job.id, 'check');
    const outcome =
      action.kind === 'submit'
        ? checkSubmission(answer, comparison, action.offers_before)
        : checkClaim(answer, comparison);
    return this.#again(job, outcome);
  }

  canCheck(): boolean {
    return true;
  }

  redact({ connectionId }: QueuedJob, text: string): string {
    return redactorOf(this.#ports.access.secrets(connectionId))(text);
  }

  /** Stores who has the lead according to this answer, in the transaction of the job's outcome. */
  settled(job: QueuedJob, answer: Answered): void {
    const action = this.#actOf(job);
    const to = this.#answered.get(job.id);
    this.#answered.delete(job.id);
    if (action === null || action.kind === 'submit') return;
    const comparison = this.#comparison(job, action);
    if (to === 'look') {
      // An answer after which the read is repeated contains nothing to store.
      const { to: next } = readBefore(answer, comparison);
      if (next !== 'again' && next !== 'duplicate' && next !== 'rejected') return;
      changeAction(this.#ports.store, action.id, { seen_before: JSON.stringify(seenClaim(answer, comparison)) });
    }
    const lead = leadIn(answer, comparison);
    // An answer without a user doesn't settle who has the lead, so the vendor is asked.
    if (lead === null || 'why' in lead || lead.claimedByUserId === null) return;
    if (to === 'write' && comparison.us.includes(lead.claimedByUserId)) {
      // The vendor's answer to the write is stored, to be compared with its later answers.
      changeAction(this.#ports.store, action.id, { seen_after: JSON.stringify(seenClaim(answer, comparison)) });
      return;
    }
    const news = applyVendorClaim(this.#ports.store, {
      connectionId: job.connectionId,
      externalId: action.external_id,
      userId: lead.claimedByUserId,
      name: '',
      at: lead.claimedAt,
      via: lead.claimedVia,
      timeToClaim: lead.timeToClaim,
      now: this.#ports.now(),
    });
    if (news !== null) this.#ports.touched([news.id]);
  }

  /** Renews a refused OAuth token once and repeats the request, which the vendor had not accepted. */
  #again<T extends CheckOutcome>(job: QueuedJob, outcome: T): T | Outcome {
    const { access, store } = this.#ports;
    const sent = this.#sentWith.get(job.id) ?? '';
    this.#sentWith.delete(job.id);
    if (outcome.to !== 'stopped') {
      access.taken(job.connectionId);
      return outcome;
    }
    const helps = access.refused(getConnection(store, job.connectionId), sent);
    return helps ? { to: 'throttled', line: outcome.line, retryAfter: '' } : outcome;
  }

  /** Whether who has the lead must be read first: not done yet, or too long ago. Never after a write that may have arrived. */
  #mustLook(job: QueuedJob, action: StoredAction): boolean {
    const before = seenIn(action.seen_before);
    if (before === null) return true;
    if (Math.abs(this.#ports.now() - before.at) <= LOOK_HOLDS_MS || mayHaveArrived(this.#ports.store, job.id))
      return false;
    changeAction(this.#ports.store, action.id, { seen_before: null });
    return true;
  }

  #prepared(job: QueuedJob, action: StoredAction, purpose: 'look' | 'send' | 'check'): Prepared {
    const connection = getConnection(this.#ports.store, job.connectionId);
    const token = this.#ports.access.token(connection);
    if (token === null) return { hold: WAITS_FOR_TOKEN };
    this.#sentWith.set(job.id, token);
    const request = this.#request(connection, action, purpose, token);
    const { body, url, method, headers, timeoutMs, answerBytesAtMost } = request;
    // Writes use a new network connection, because a reset on a reused one proves nothing.
    const target = { url, method, headers, timeoutMs, answerBytesAtMost, fresh: purpose === 'send' };
    return { request: { target, body, shown: shownOf(request) } satisfies OutgoingRequest };
  }

  #request(
    connection: StoredConnection,
    action: StoredAction,
    purpose: 'look' | 'send' | 'check',
    token: string,
  ): HttpRequest {
    const access: LiondeskAccess = { base: connection.url, token, timeoutMs: connection.timeoutMs };
    const { source } = connection;
    if (source?.kind !== 'liondesk') throw new Error(`${connection.name} has no offers to claim`);
    if (action.kind === 'submit') {
      return purpose === 'send'
        ? submitOfferRequest(access, action.external_id)
        : leadOffersRequest(access, action.external_id, { limit: OFFERS_AT_MOST });
    }
    return purpose === 'send'
      ? claimRequest(access, action.external_id, source.claimedVia)
      : leadRequest(access, action.external_id);
  }

  #comparison(job: QueuedJob, action: StoredAction): Comparison {
    const { store, now, access } = this.#ports;
    const { connectionId } = job;
    const { name, url } = getConnection(store, connectionId);
    return {
      externalId: action.external_id,
      us: ownUsers(store, connectionId),
      nameOf: (userId) => userName(store, connectionId, userId),
      vendor: name,
      asked: { vendor: name, url, secrets: access.secrets(connectionId) },
      now: now(),
    };
  }

  #actOf({ connectionId, source }: QueuedJob): StoredAction | null {
    return actionOfJob(this.#ports.store, connectionId, source);
  }

  #mustBeThere(job: QueuedJob): StoredAction {
    const action = this.#actOf(job);
    if (action === null) throw new Error('its lead was removed');
    return action;
  }
}

const shownOf = ({ method, url, body }: HttpRequest): string => `${method} ${url}${body === '' ? '' : `\n${body}`}`;
