import type { RecordKind } from '../../src-preload/contract/index.ts';
import { REMOVED } from '../../src-preload/contract/removed.ts';
import type { Store } from '../db/store.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { hasArrivedPerhaps } from '../queue/rows/attempts.ts';
import type { CheckOutcome, Executor, Outcome, Prepared, QueuedJob } from '../queue/types.ts';
import type { CallDefinition } from '../vendors/leadexec/call-definition.ts';
import { type Answer, readAnswer } from '../vendors/leadexec/read-answer.ts';
import { CALLS } from '../vendors/leadexec/registry.ts';
import { AccountRequestError, accountRequest, authorized, type Given } from '../vendors/leadexec/request.ts';
import { answerWithoutSecrets } from '../vendors/leadexec/secrets.ts';
import { redactorOf } from '../vendors/remove-secrets.ts';
import type { Accounts } from './accounts.ts';
import { outcomeOf, refusedOutcome } from './outcomes.ts';
import { clientFieldNames } from './records/client-field-names.ts';
import { changedSince } from './records/expectation.ts';
import { saveRow } from './records/save-rows.ts';
import { noteReadFrom, noteStep, requestRow, type StoredRequest } from './request-rows.ts';
import type { SealedRequests, WholeRequest } from './sealed-requests.ts';
import { type Reading, readingOf } from './settle-by-reading.ts';
import { NO_SECRETS } from './words.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** A busy vendor may show a new record only after this time, ms. */
const SHOWS_WITHIN_MS = 10_000;

export interface LeadexecExecutorPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly accounts: Accounts;
  readonly sealed: SealedRequests;
}

/** A change with everything needed to build its requests and interpret its answers. */
interface Change {
  readonly row: StoredRequest;
  readonly definition: CallDefinition;
  readonly whole: WholeRequest;
  /** How its result can be found by reading; null if it can't. */
  readonly reading: Reading | null;
  /** What the edited record must still be; null for other changes. */
  readonly expects: {
    readonly kind: RecordKind;
    readonly id: number;
    readonly record: Readonly<Record<string, unknown>>;
  } | null;
}

function definitionOf(call: string): CallDefinition {
  const found = CALLS.get(call);
  if (!found) throw new Error(`This version has no call ${call}`);
  return found;
}

/**
 * Makes changes of LeadExec accounts. No call has an idempotency key, so a lost answer leaves the job unknown. Repeatable changes are
 * requested again, records are looked up, and the operator decides the rest. A record is created only after reading the existing ones, so
 * that a later read proves the result.
 */
export class LeadexecExecutor implements Executor {
  readonly #ports: LeadexecExecutorPorts;
  /** The token with which each job in flight was sent. */
  readonly #sentWith = new Map<number, string>();

  constructor(ports: LeadexecExecutorPorts) {
    this.#ports = ports;
  }

  prepare(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const change = this.#change(job);
      if (change === null) return { hold: NO_SECRETS };
      const { row, reading } = change;
      if (reading === null || (!reading.creates && change.expects === null)) return this.#send(job, change);
      // After a send that may have arrived, including one that the operator repeats, what exists by now is not created again. A look is
      // valid until the send that follows it.
      const arrived = hasArrivedPerhaps(this.#ports.store, job.id);
      const first = reading.looksFirst || change.expects !== null;
      const looks = row.step === 'look' ? first || arrived : arrived && row.sentAt !== null;
      return looks ? this.#look(job, change, reading) : this.#send(job, change);
    });
  }

  /** A look continues with the page after the last one read, and starts with the first. */
  #look(job: QueuedJob, { row }: Change, reading: Reading): Prepared {
    const readFrom = row.step === 'look' ? row.readFrom : 0;
    const prepared = this.#written(job, definitionOf(reading.call), reading.given(readFrom), false);
    if ('request' in prepared) noteStep(this.#ports.store, row.id, { step: 'look', readFrom });
    return prepared;
  }

  #send(job: QueuedJob, { row, definition, whole }: Change): Prepared {
    const prepared = this.#written(job, definition, whole, row.kept);
    if ('request' in prepared) {
      noteStep(this.#ports.store, row.id, { step: 'send', readFrom: 0, sentAt: this.#ports.now() });
    }
    return prepared;
  }

  prepareCheck(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const change = this.#change(job);
      if (change === null) return { hold: NO_SECRETS };
      const { row, definition, whole, reading } = change;
      if (definition.repeatable) return this.#written(job, definition, whole, row.kept);
      if (reading !== null) {
        return this.#written(job, definitionOf(reading.call), reading.given(row.readFrom), false);
      }
      return { hold: 'no call returns its result' };
    });
  }

  #written(job: QueuedJob, definition: CallDefinition, given: Given, kept: boolean): Prepared {
    const { accounts } = this.#ports;
    const { access } = accounts.of(job.connectionId);
    try {
      const { request, shownUrl, shownBody } = accountRequest(definition, access, given, { kept });
      const token = accounts.token(job.connectionId);
      if (token === null) return { waitMs: accounts.waitMs(job.connectionId) };
      this.#sentWith.set(job.id, token);
      const { body, ...target } = authorized(request, token);
      const shown = `${definition.method} ${shownUrl}${shownBody === '' ? '' : `\n${shownBody}`}`;
      return { request: { target, body, shown } };
    } catch (error) {
      if (error instanceof AccountRequestError) return { reject: error.message };
      throw error;
    }
  }

  onlyReads(job: QueuedJob): boolean {
    return requestRow(this.#ports.store, job.source)?.step === 'look';
  }

  canCheck(job: QueuedJob): boolean {
    const change = this.#change(job);
    return change !== null && (change.definition.repeatable || change.reading !== null);
  }

  read(job: QueuedJob, answer: Answered): Outcome {
    const change = this.#must(job);
    const { row, definition, reading } = change;
    if (row.step === 'look' && reading !== null) return this.#again(job, this.#readLook(job, change, reading, answer));
    return this.#again(job, outcomeOf(definition, this.#read(job, definition, answer), answer));
  }

  /** Reads what exists before a record is created: nothing like it, or what an earlier send has created. */
  #readLook(job: QueuedJob, { row, expects }: Change, reading: Reading, answer: Answered): Outcome {
    const read = this.#read(job, definitionOf(reading.call), answer);
    const line = answer.body;
    if (read.kind === 'refused') return refusedOutcome(read, answer);
    if (read.kind === 'declined') return { to: 'rejected', line, reason: `Not created: ${read.words}` };
    const found = reading.found(read, expects?.record ?? null);
    if (expects !== null) {
      const isOnThisPage = reading.record(read) !== null;
      if (!isOnThisPage && reading.next(read, row.readFrom) !== null) return { to: 'again', line };
      const { store } = this.#ports;
      const names =
        expects.kind === 'clients' ? clientFieldNames(store, job.connectionId, expects.id) : new Map<string, string>();
      return readBeforeEdit(reading, expects, read, { line, names, arrived: hasArrivedPerhaps(store, job.id) });
    }
    if (hasArrivedPerhaps(this.#ports.store, job.id)) {
      const made = newOf(found, row.before);
      if (made.length > 0) return createdBefore(made, reading.what, line);
    } else if (found.includes(0)) {
      return { to: 'rejected', line, reason: `Not created: there is already a ${reading.what}` };
    }
    return { to: 'again', line };
  }

  readCheck(job: QueuedJob, answer: Answered): CheckOutcome {
    const { row, definition, reading, expects } = this.#must(job);
    if (definition.repeatable) {
      return this.#again(job, outcomeOf(definition, this.#read(job, definition, answer), answer));
    }
    if (reading === null) throw new Error('No call returns its result');
    const read = this.#read(job, definitionOf(reading.call), answer);
    if (read.kind === 'refused') return this.#again(job, refusedOutcome(read, answer));
    const line = answer.body;
    const was = expects?.record ?? null;
    const found = reading.found(read, was);
    const made = reading.creates ? newOf(found, row.before) : found;
    if (made.length > 0) return this.#again(job, createdBefore(made, reading.what, line));
    const next = reading.next(read, row.readFrom);
    noteReadFrom(this.#ports.store, row.id, next ?? 0);
    if (next !== null) {
      this.#again(job, { to: 'again', line });
      return {
        to: 'undecided',
        line,
        reason: `Looking for the ${reading.what} in LeadExec: ${next} read`,
        next: 'now',
      };
    }
    const reason = reading.creates ? notThere(reading) : notChanged(reading, read, was);
    const settled = this.#ports.now() - (row.sentAt ?? 0) >= SHOWS_WITHIN_MS;
    this.#again(job, { to: 'again', line });
    return { to: 'undecided', line, reason, ...(settled ? { next: 'never' as const } : {}) };
  }

  settled(job: QueuedJob, answer: Answered): void {
    const change = this.#change(job);
    if (change === null) return;
    const { row, reading, expects } = change;
    if (row.step !== 'look' || reading === null) return;
    const read = this.#read(job, definitionOf(reading.call), answer);
    if (read.kind !== 'answer') return;
    const there = reading.found(read, expects?.record ?? null).filter((id) => id !== 0);
    const arrived = hasArrivedPerhaps(this.#ports.store, job.id);
    // What existed before the first send, on any page, still counts.
    const before = arrived ? (row.before ?? there) : [...new Set([...(row.before ?? []), ...there])];
    const next = reading.next(read, row.readFrom);
    noteStep(
      this.#ports.store,
      row.id,
      next === null ? { step: 'send', before, readFrom: 0, sentAt: null } : { step: 'look', before, readFrom: next },
    );
  }

  /** The request of a job, for the log. */
  fieldsOf(job: QueuedJob): { url: string; fields: { name: string; value: string }[]; shown: string } {
    const row = requestRow(this.#ports.store, job.source);
    if (row === null) return { url: '', fields: [], shown: '' };
    const definition = definitionOf(row.call);
    const { url } = this.#ports.accounts.of(job.connectionId).access;
    const address = definition.path.replace(/\[(\w+)\]/g, (_, name: string) =>
      encodeURIComponent(String(row.path[name] ?? REMOVED)),
    );
    const body = row.body === null ? '' : JSON.stringify(row.body);
    const fields = Object.entries(row.body ?? {}).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
    const shown = `${definition.method} ${url.replace(/\/+$/, '')}${address}`;
    return { url: shown, fields, shown: body === '' ? shown : `${shown}\n${body}` };
  }

  redact(job: QueuedJob, text: string): string {
    return redactorOf(this.#secrets(job))(answerWithoutSecrets(text));
  }

  /** Everything of a job and its connection that must not be stored or shown. */
  #secrets({ connectionId, source }: QueuedJob): string[] {
    const { accounts, sealed } = this.#ports;
    return [...accounts.secrets(connectionId), ...sealed.secretsOf(source)];
  }

  #read(job: QueuedJob, definition: CallDefinition, answer: Answered): Answer<unknown> {
    const { accounts, now } = this.#ports;
    const { access } = accounts.of(job.connectionId);
    const asked = { vendor: 'LeadExec', url: access.url, secrets: this.#secrets(job) };
    return readAnswer(definition, answer, asked, now());
  }

  /** A refused token is renewed once. The vendor did not process the request, so it is sent again. */
  #again<T extends CheckOutcome>(job: QueuedJob, outcome: T): T | Outcome {
    const { accounts } = this.#ports;
    const sent = this.#sentWith.get(job.id) ?? '';
    this.#sentWith.delete(job.id);
    if (outcome.to !== 'stopped') {
      accounts.taken(job.connectionId);
      return outcome;
    }
    const helps = accounts.refused(job.connectionId, sent);
    return helps ? { to: 'throttled', line: outcome.line, retryAfter: '' } : outcome;
  }

  #change(job: QueuedJob): Change | null {
    const row = requestRow(this.#ports.store, job.source);
    if (row === null) return null;
    const whole = row.sealed ? this.#ports.sealed.of(row.id) : { path: { ...row.path }, body: row.body ?? undefined };
    if (whole === null) return null;
    const save = saveRow(this.#ports.store, row.id);
    const record = row.sealed ? this.#ports.sealed.expects(row.id) : (save?.expects ?? null);
    const expects = save === null || record === null ? null : { kind: save.kind, id: save.recordId, record };
    return { row, whole, definition: definitionOf(row.call), reading: readingOf(row.call, whole), expects };
  }

  #must(job: QueuedJob): Change {
    const change = this.#change(job);
    if (change === null) throw new Error('The request is no longer on this desk');
    return change;
  }
}

const newOf = (found: readonly number[], before: readonly number[] | null): number[] =>
  found.filter((id) => !(before ?? []).includes(id));

/** What exists in the intended form was created by a send whose answer was lost. */
function createdBefore(made: readonly number[], what: string, line: string): Outcome {
  const [id = 0] = made;
  if (made.length === 1) return { to: 'delivered', ref: id === 0 ? null : String(id), line, warning: null };
  const warning = `${made.length} identical ones exist (${made.join(', ')}); LeadExec does not say which ${what} is this one`;
  return { to: 'delivered', ref: null, line, warning };
}

const notThere = ({ what }: Reading): string =>
  `LeadExec lists no such ${what}: it was probably not created. Send it again, or cancel it`;

function notChanged(reading: Reading, answer: Answer<unknown>, was: Readonly<Record<string, unknown>> | null): string {
  const differs = reading.differs(answer, was);
  if (differs === null) return `LeadExec lists no such ${reading.what}. Look there, then send it again or cancel it`;
  if (differs.length === 0) return `No answer of LeadExec shows what this edit changes. Send it again, or cancel it`;
  return `LeadExec has other values of the ${reading.what} (${differs.join(', ')}): not changed, or changed again since`;
}

/**
 * Checks that a record is still what its edit was based on; otherwise somebody else has changed it, and it is not overwritten. An edit that
 * was not sent yet is always sent, because values that look the same to us may differ for the person who edited it.
 */
function readBeforeEdit(
  { found, record, what }: Reading,
  { kind, record: expected }: NonNullable<Change['expects']>,
  read: Answer<unknown>,
  {
    line,
    names,
    arrived,
  }: { readonly line: string; readonly names: ReadonlyMap<string, string>; readonly arrived: boolean },
): Outcome {
  const there = record(read);
  if (there === null) return { to: 'rejected', line, reason: `Not saved: this ${what} no longer exists in LeadExec` };
  const changed = changedSince(kind, expected, there, names);
  // An earlier send, or somebody else, has already made the change.
  const [id = null] = arrived || changed.length > 0 ? found(read, expected) : [];
  if (id !== null) return { to: 'delivered', ref: id === 0 ? null : String(id), line, warning: null };
  if (changed.length === 0) return { to: 'again', line };
  const reason = `Not saved: someone else changed ${changed.join(', ')} in the meantime. Reopen the record and try again`;
  return { to: 'rejected', line, reason };
}
