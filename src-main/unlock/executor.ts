import { getConnection } from '../connections/connections.ts';
import { ingest } from '../leads/ingest.ts';
import { areKeysMissing } from '../leads/missing-keys.ts';
import type { LeadPorts } from '../leads/ports.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import type { Executor, Outcome, Prepared, QueuedJob } from '../queue/types.ts';
import type { Refused } from '../vendors/lead-answer.ts';
import type { ReadRecord } from '../vendors/lead-record.ts';
import { type LocumjobsAccess, readLeads, retrieveRequest } from '../vendors/locumjobs/client.ts';
import { redactorOf } from '../vendors/remove-secrets.ts';
import { requestOf, setUnlockedBy, type UnlockRequest } from './request-rows.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** The wait while the keys of leads are being restored, ms. */
const KEYS_WAIT_MS = 5_000;

export interface UnlockPorts extends LeadPorts {
  readonly secretOf: (connectionId: number) => string | null;
  /** Called when leads have changed. */
  readonly changed: () => void;
}

/**
 * Unlocks leads. Retrieving a lead unlocks it at the vendor (`docs/vendors.md`, LocumJobsOnline: there is no unlock call), so each
 * retrieval is a job of the queue. The vendor's `unlocked_by` then decides whether it is unlocked. Retrieving it again after a lost answer
 * is harmless, because the operator agreed to unlock this lead.
 */
export class UnlockExecutor implements Executor {
  readonly #ports: UnlockPorts;
  /** How an answer was parsed, cached because its outcome and its record are requested one after the other. */
  readonly #readAs = new WeakMap<Answered, ReadRecord | Refused>();

  constructor(ports: UnlockPorts) {
    this.#ports = ports;
  }

  prepare(jobs: readonly QueuedJob[]): Prepared[] {
    // What the vendor answers must be stored as a lead's.
    if (areKeysMissing(this.#ports.store)) return jobs.map(() => ({ waitMs: KEYS_WAIT_MS }));
    return jobs.map((job) => {
      const asked = this.#asked(job);
      if (asked === null) return { hold: 'Its lead was removed' };
      const { body, ...target } = retrieveRequest(this.#access(job), asked.externalId);
      return { request: { target, body, shown: this.#shown(job, target.url) } };
    });
  }

  /** The request of a job, as shown in the log. */
  fieldsOf(job: QueuedJob): { url: string; fields: { name: string; value: string }[]; shown: string } {
    const asked = this.#asked(job);
    if (asked === null) return { url: '', fields: [], shown: '' };
    const { url } = retrieveRequest(this.#access(job), asked.externalId);
    return { url, fields: [], shown: this.#shown(job, url) };
  }

  read(job: QueuedJob, answer: Answered): Outcome {
    const found = this.#record(job, answer);
    if ('why' in found) return refusedOutcome(found, answer);
    const { unlockedBy } = found.fields;
    if (!found.unlocked) {
      return { to: 'rejected', line: '', reason: 'The vendor still reports the lead as locked' };
    }
    return { to: 'delivered', ref: found.externalId, line: `unlocked by ${unlockedBy}`, warning: null };
  }

  readCheck(job: QueuedJob, answer: Answered): Outcome {
    const outcome = this.read(job, answer);
    if (outcome.to !== 'rejected') return outcome;
    return { to: 'unknown', line: outcome.line, reason: outcome.reason, kind: 'still-locked', recognised: true };
  }

  canCheck(): boolean {
    return true;
  }

  redact({ connectionId }: QueuedJob, text: string): string {
    const secret = this.#ports.secretOf(connectionId) ?? '';
    if (secret === '') return text;
    const { user } = getConnection(this.#ports.store, connectionId);
    const basic = Buffer.from(`${user}:${secret}`).toString('base64');
    return redactorOf([secret, basic])(text);
  }

  /** Stores the lead as the vendor returned it, in the transaction of the job's outcome. */
  settled(job: QueuedJob, answer: Answered): void {
    const { store, changed } = this.#ports;
    const found = this.#record(job, answer);
    if ('why' in found) return;
    const { connectionId } = job;
    const { name } = getConnection(store, connectionId);
    ingest(this.#ports, { connectionId, kind: 'locumjobs', source: name, records: [found], rejects: [] });
    const { unlockedBy } = found.fields;
    setUnlockedBy(store, job.source, unlockedBy);
    changed();
  }

  #asked({ source }: QueuedJob): UnlockRequest | null {
    return requestOf(this.#ports.store, source) ?? null;
  }

  #shown(job: QueuedJob, url: string): string {
    return this.redact(job, `GET ${url}`);
  }

  #access({ connectionId }: QueuedJob): LocumjobsAccess {
    const { store, secretOf } = this.#ports;
    const { url, user, source, timeoutMs } = getConnection(store, connectionId);
    if (source?.kind !== 'locumjobs') throw new Error('This source has nothing to unlock');
    const { format, auth } = source;
    return { base: url, format, auth, user, secret: secretOf(connectionId) ?? '', timeoutMs };
  }

  #record(job: QueuedJob, answer: Answered): ReadRecord | Refused {
    const known = this.#readAs.get(answer);
    if (known) return known;
    const found = this.#read(job, answer);
    this.#readAs.set(answer, found);
    return found;
  }

  #read(job: QueuedJob, answer: Answered): ReadRecord | Refused {
    const access = this.#access(job);
    const wanted = this.#asked(job)?.externalId ?? '';
    const found = readLeads(answer, access, retrieveRequest(access, wanted).url, this.#ports.now());
    if (found.kind === 'refused') return found;
    const record = found.records.find(({ externalId }) => externalId === wanted);
    if (record) return record;
    const sentence =
      found.unread[0]?.reason ?? `The vendor answered with a lead other than ${wanted}; the answer was ignored.`;
    return { kind: 'refused', why: 'unreadable', sentence, status: answer.status };
  }
}

function refusedOutcome({ why, sentence, status }: Refused, answer: Answered): Outcome {
  if (why === 'login') return { to: 'stopped', line: answer.body, reason: sentence };
  if (why === 'throttled' && status === 429)
    return { to: 'throttled', line: answer.body, retryAfter: answer.retryAfter };
  // The vendor refused the request, so nothing was unlocked.
  if (why === 'server' && status !== null && status >= 400 && status < 500) {
    return { to: 'rejected', line: answer.body, reason: sentence };
  }
  const recognised = why === 'server' || why === 'throttled';
  return { to: 'unknown', line: answer.body, reason: sentence, kind: `unlock-${why}`, recognised };
}
