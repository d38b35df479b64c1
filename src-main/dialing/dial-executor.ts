import type { DuplicateCheck } from '../../src-preload/contract/index.ts';
import { REMOVED } from '../../src-preload/contract/removed.ts';
import { addLeadUrl, getConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import type {
  CheckOutcome,
  Executor,
  Outcome,
  OutgoingRequest,
  Prepared,
  QueuedJob,
  RequestTarget,
} from '../queue/types.ts';
import { type Answer, answerReader } from '../vendors/crocodial/answer.ts';
import { covering, coversList } from '../vendors/crocodial/duplicates.ts';
import { type Extra, unconfirmed, unconfirmedWords } from '../vendors/crocodial/extras.ts';
import { leadField } from '../vendors/crocodial/fields.ts';
import { ADD_LEAD_CONTENT_TYPE, accountPart, type DialerAccount, prepareAddLead } from '../vendors/crocodial/form.ts';
import { redactor } from '../vendors/crocodial/redact.ts';
import { createRowChecker, type RowChecker } from './check-row/index.ts';
import { DialQuestions, type Question } from './dial-questions.ts';
import { anyOnDoNotCall, doNotCallLookup, ON_DO_NOT_CALL } from './do-not-call.ts';
import { heldSettings } from './held-settings.ts';
import { getImport, importOfGroup, type StoredImport } from './import-table.ts';
import { parseRecord } from './read-csv/reader.ts';
import { editsOfImport, type RowEdit } from './rows/import-edits.ts';
import { issuesOfRow, type RecordReader, recordReader } from './rows/import-rows.ts';
import { readIssues } from './store-batch.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The largest expected difference between the dialer's clock and ours, for duplicate checks that look back a number of days. */
const CLOCKS_APART_MS = 60 * 60 * 1000;
/** Rows are read as a range if it contains at most this many rows for each one that is needed. */
const NEIGHBOURS = 4;
const HEADERS = { 'content-type': ADD_LEAD_CONTENT_TYPE, accept: '*/*', 'accept-encoding': 'identity' } as const;

/** Everything that is the same for all rows of a started import. */
interface Campaign {
  readonly found: StoredImport;
  readonly listId: string;
  readonly checker: RowChecker;
  readonly target: RequestTarget;
  /** The operator's decisions and edits for single rows. They don't change once the import is started. */
  readonly words: ReadonlyMap<number, RowEdit>;
  readonly body: (fields: Record<string, string>) => string;
  readonly shown: (body: string) => string;
  readonly duplicates: DuplicateCheck;
  /** The side effects requested with each lead. Custom fields and further phones are included only for rows that have any. */
  readonly extras: readonly Extra[];
  /** The same request with a duplicate check that covers the list, regardless of the list's own policy. */
  readonly coveredBody: (fields: Record<string, string>) => string;
  readonly account: DialerAccount;
}

interface Account {
  readonly clean: (text: string) => string;
  readonly read: ReturnType<typeof answerReader>;
}

/** Sends the rows of dial lists: builds each request from the checked row, and interprets the dialer's answers. */
export class DialExecutor implements Executor {
  readonly #store: Store;
  readonly #passwordOf: (connectionId: number) => string | null;
  readonly #campaigns = new Map<number, Campaign>();
  readonly #accounts = new Map<number, Account>();
  readonly #questions: DialQuestions;
  readonly #isListed: (phone: string) => boolean;
  readonly #records: RecordReader;

  constructor(store: Store, passwordOf: (connectionId: number) => string | null) {
    this.#store = store;
    this.#passwordOf = passwordOf;
    this.#questions = new DialQuestions(store);
    this.#isListed = doNotCallLookup(store);
    this.#records = recordReader(store);
  }

  /** Discards what was built from a connection, because it has changed. */
  forget(): void {
    this.#campaigns.clear();
    this.#accounts.clear();
  }

  prepare(jobs: readonly QueuedJob[]): Prepared[] {
    return this.#prepare(jobs, ({ body }) => body);
  }

  /** A search if the operator decided to ask; otherwise the same request again, which is only sent if the list's policy covers it. */
  prepareCheck(jobs: readonly QueuedJob[]): Prepared[] {
    return jobs.map((job) => {
      const question = this.#questions.of(job.id);
      if (question?.way !== 'search') {
        const [prepared] = this.#prepare([job], (campaign) => (question ? campaign.coveredBody : campaign.body));
        return prepared ?? { hold: 'Its row was deleted' };
      }
      const { target, account, shown } = this.#campaign(job.groupId);
      const body = this.#questions.body(job, question, account);
      return { request: { target, body, shown: shown(body) } };
    });
  }

  #prepare(jobs: readonly QueuedJob[], bodyOf: (campaign: Campaign) => Campaign['body']): Prepared[] {
    const records = this.#recordsOf(jobs);
    const anyListed = anyOnDoNotCall(this.#store);
    return jobs.map((job) => {
      const campaign = this.#campaign(job.groupId);
      if (anyListed && this.#isListed(job.lane) && !this.#sentThoughListed(campaign, job)) {
        return { hold: ON_DO_NOT_CALL };
      }
      const fields = this.#fields(campaign, job, records.get(job.source));
      if (fields === null) return { hold: 'Its row was deleted' };
      const body = bodyOf(campaign)(fields);
      return { request: { target: campaign.target, body, shown: campaign.shown(body) } satisfies OutgoingRequest };
    });
  }

  /** Whether the operator decided to send the row although its phone was shown as do-not-call. */
  #sentThoughListed({ words }: Campaign, job: QueuedJob): boolean {
    if (words.get(job.source)?.decision !== 'send') return false;
    const issues = issuesOfRow(this.#store, job.source);
    return issues !== null && readIssues(issues).some(({ code }) => code === 'on-dnc');
  }

  /** The fields that a job sends or has sent, with the password removed. */
  fieldsOf(job: QueuedJob): { url: string; fields: { name: string; value: string }[]; shown: string } {
    const campaign = this.#campaign(job.groupId);
    const lead = this.#fields(campaign, job, this.#records.one(job.source));
    const { url } = campaign.target;
    if (lead === null) return { url, fields: [], shown: '' };
    const shown = campaign.shown(campaign.body(lead));
    return { url, fields: [...new URLSearchParams(shown)].map(([name, value]) => ({ name, value })), shown };
  }

  /** The lead of a job, as it was shown and sent; null if its row no longer exists. */
  leadOf(job: QueuedJob): Record<string, string> | null {
    return this.#fields(this.#campaign(job.groupId), job, this.#records.one(job.source));
  }

  read(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): Outcome {
    return this.#outcome(job, this.#readAnswer(job, answer), answer);
  }

  /**
   * A check is the same request again with a duplicate check that covers the list. A duplicate in the same list is the lead that was sent,
   * unless that lead was already delivered for another row. A success is the delivery itself. Any other answer proves nothing.
   */
  readCheck(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): CheckOutcome {
    const question = this.#questions.of(job.id);
    if (question?.way === 'search') return this.#readQuestion(job, question, answer);
    const found = this.#readAnswer(job, answer);
    if (found.outcome === 'duplicate') {
      const { listId } = this.#campaign(job.groupId);
      const others = this.#questions.isOthers(job, found.leadId);
      const before = question === null ? null : this.#questions.leadBefore(job);
      if (found.listId === listId && !others && (before === null || Number(found.leadId) > before)) {
        const doubt =
          question !== null && before === null ? `: lead ${found.leadId}, unless that was there before` : '';
        const missing = this.#missing(job, []);
        const words = unconfirmedWords(missing, []).map((sentence) => `. ${sentence}`);
        return {
          to: 'delivered',
          ref: found.leadId,
          line: found.line,
          warning: `Found in the dialer by a check${doubt}${words.join('')}`,
          missing,
        };
      }
      return { to: 'duplicate', ref: found.leadId, line: found.line, reason: duplicateWords(found) };
    }
    const outcome = this.#outcome(job, found, answer);
    if (outcome.to !== 'rejected' && outcome.to !== 'group-stopped') return outcome;
    const reason = `A check was refused (${outcome.reason}), so it is unknown whether the first attempt arrived`;
    return { to: 'undecided', line: outcome.line, reason };
  }

  #readQuestion(job: QueuedJob, question: Question, answer: Extract<HttpResult, { kind: 'answer' }>): CheckOutcome {
    const campaign = this.#campaign(job.groupId);
    const sent = this.#fields(campaign, job, this.#records.one(job.source)) ?? {};
    return this.#questions.read(job, question, { listId: campaign.listId, sent }, answer);
  }

  canCheck(job: QueuedJob, ageMs: number): boolean {
    if (this.#questions.of(job.id) !== null) return true;
    return coversList(this.#campaign(job.groupId).duplicates, (ageMs + CLOCKS_APART_MS) / DAY_MS);
  }

  redact({ connectionId }: QueuedJob, text: string): string {
    return this.#account(connectionId).clean(text);
  }

  /** The rows of jobs. They are usually adjacent, and reading them as a range is much faster than one by one. */
  #recordsOf(jobs: readonly QueuedJob[]): ReadonlyMap<number, string> {
    let first = Number.POSITIVE_INFINITY;
    let last = 0;
    for (const { source } of jobs) {
      if (source < first) first = source;
      if (source > last) last = source;
    }
    if (last - first < jobs.length * NEIGHBOURS) return new Map(this.#records.range(first, last));
    const records = new Map<number, string>();
    for (const { source } of jobs) {
      const record = this.#records.one(source);
      if (record !== undefined) records.set(source, record);
    }
    return records;
  }

  /** The fields of a job's row, as checked; null if the row no longer exists. */
  #fields(
    { checker, found, words }: Campaign,
    job: QueuedJob,
    record: string | undefined,
  ): Record<string, string> | null {
    if (record === undefined) return null;
    return checker.fields(parseRecord(record, found.inspection.format), words.get(job.source)?.edits);
  }

  #readAnswer(job: QueuedJob, answer: Extract<HttpResult, { kind: 'answer' }>): Answer {
    const { listId } = this.#campaign(job.groupId);
    const account = this.#account(job.connectionId);
    return account.read(answer.status, answer.contentType, answer.body, { phone: job.lane, listId });
  }

  /** The side effects requested with the lead of a job that are not confirmed. */
  #missing(job: QueuedJob, notices: readonly string[]): Extra[] {
    const campaign = this.#campaign(job.groupId);
    if (campaign.extras.length === 0) return [];
    const open = unconfirmed(campaign.extras, notices);
    if (open.length === 0) return open;
    const fields = this.#fields(campaign, job, this.#records.one(job.source)) ?? {};
    const has = (name: string) => (fields[name] ?? '') !== '';
    const ofRow: Readonly<Record<Extra, boolean>> = {
      hopper: true,
      callback: true,
      custom_fields: Object.keys(fields).some((name) => leadField(name) === undefined && has(name)),
      multi_alt_phones: has('multi_alt_phones'),
    };
    return open.filter((extra) => ofRow[extra]);
  }

  #outcome(job: QueuedJob, found: Answer, answer: Extract<HttpResult, { kind: 'answer' }>): Outcome {
    switch (found.outcome) {
      case 'delivered': {
        const missing = this.#missing(job, found.notices);
        const words = [...found.warnings, ...unconfirmedWords(missing, found.notices)];
        const warning = words.length > 0 ? words.join(' ') : null;
        const line = [found.line, ...found.notices].join('\n');
        return { to: 'delivered', ref: found.leadId === '' ? null : found.leadId, line, warning, missing };
      }
      case 'duplicate':
        return {
          to: 'duplicate',
          ref: found.leadId === '' ? null : found.leadId,
          line: found.line,
          reason: duplicateWords(found),
        };
      case 'rejected':
        if (found.everyRow) return { to: 'group-stopped', line: found.line, reason: `${found.reason} ${found.cure}` };
        return { to: 'rejected', line: found.line, reason: found.reason };
      case 'stop':
        if (found.listOnly) return { to: 'group-stopped', line: found.line, reason: found.sentence };
        return { to: 'stopped', line: found.line, reason: found.sentence };
      case 'throttled':
        return { to: 'throttled', line: found.sentence, retryAfter: answer.retryAfter };
      case 'unknown':
        return {
          to: 'unknown',
          line: found.line,
          reason: found.sentence,
          kind: found.kind,
          recognised: found.recognised,
        };
    }
  }

  #account(connectionId: number): Account {
    let account = this.#accounts.get(connectionId);
    if (!account) {
      const pass = this.#passwordOf(connectionId) ?? '';
      const { user } = getConnection(this.#store, connectionId);
      account = { clean: redactor(pass), read: answerReader({ user, pass }) };
      this.#accounts.set(connectionId, account);
    }
    return account;
  }

  #campaign(groupId: number): Campaign {
    let campaign = this.#campaigns.get(groupId);
    if (!campaign) {
      campaign = this.#open(groupId);
      this.#campaigns.set(groupId, campaign);
    }
    return campaign;
  }

  #open(groupId: number): Campaign {
    const importId = importOfGroup(this.#store, groupId);
    if (importId === undefined) throw new Error('The import of this job was deleted');
    const found = getImport(this.#store, importId);
    const { mapping, settings, traits, connectionId } = found;
    if (!mapping || !settings || !traits || connectionId === null)
      throw new Error('The import of this job has lost its settings');
    const connection = getConnection(this.#store, connectionId);
    const { user } = connection;
    const account = { user, pass: this.#passwordOf(connectionId) ?? '' };
    const secretLength = accountPart(account).length;
    const held = heldSettings(settings, traits).settings;
    return {
      found,
      listId: settings.list_id,
      checker: createRowChecker({
        mapping,
        settings,
        traits,
        dates: found.dates ?? {},
        isListed: doNotCallLookup(this.#store),
      }),
      target: { url: addLeadUrl(connection.url), headers: HEADERS, timeoutMs: connection.timeoutMs, fresh: false },
      words: editsOfImport(this.#store, found.id),
      body: prepareAddLead(account, held),
      shown: (body) => accountPart({ user, pass: REMOVED }) + body.slice(secretLength),
      duplicates: settings.duplicate_check,
      extras: [
        ...(settings.add_to_hopper === 'Y' ? (['hopper'] as const) : []),
        ...(settings.callback === 'Y' ? (['callback'] as const) : []),
        ...(settings.custom_fields === 'Y' ? (['custom_fields'] as const) : []),
        ...(mapping.targets.multi_alt_phones === undefined ? [] : (['multi_alt_phones'] as const)),
      ],
      coveredBody: prepareAddLead(account, { ...held, duplicate_check: covering(settings.duplicate_check) }),
      account,
    };
  }
}

function duplicateWords(found: Extract<Answer, { outcome: 'duplicate' }>): string {
  const where =
    found.scope === 'system' ? 'in the dialer' : found.scope === 'campaign' ? 'in the campaign’s lists' : 'in the list';
  const which =
    found.leadId === '' ? '' : `: lead ${found.leadId}${found.listId === '' ? '' : ` in list ${found.listId}`}`;
  return `Already ${where} by ${found.by}${which}`;
}
