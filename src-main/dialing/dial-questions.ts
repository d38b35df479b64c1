import { z } from 'zod';
import { knownFunctions } from '../connections/dialer-knowledge.ts';
import type { Store } from '../db/store.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { firstSentAt, highestRefBefore, wasSentAfter } from '../queue/rows/attempts.ts';
import { isDeliveredAs } from '../queue/rows/find-jobs.ts';
import type { CheckOutcome, QueuedJob } from '../queue/types.ts';
import type { DialerAccount } from '../vendors/crocodial/form.ts';
import { foundLeads, functionBody, leadOf, readFunctionAnswer, writtenAt } from '../vendors/crocodial/functions.ts';
import { dropQuestion, questionRow, setFound } from './question-rows.ts';

/** What is known so far about an unknown job's lead. */
const found = z.object({
  /** Leads with its phone that may be the one that was sent and have not been read yet, newest first. */
  ids: z.array(z.string()),
  /** The lead in the same list whose entry date is to be read. */
  inList: z.string().nullable(),
  /** Descriptions of the other leads that were found. */
  seen: z.array(z.string()),
});
type Found = z.infer<typeof found>;

export interface Question {
  readonly way: 'search' | 'post';
  readonly found: Found | null;
}

/** The data of a job that is compared with a lead of the dialer. */
export interface Sought {
  readonly listId: string;
  /** What was sent, field by field. */
  readonly sent: Readonly<Record<string, string>>;
}

/** The most leads with the same phone that are read. */
const LEADS_AT_MOST = 10;
/** How many jobs are searched backwards for one that was delivered earlier. They are sent nearly in order. */
const JOBS_BACK = 2_000;
/** A server's times have a precision of seconds. */
const ROUNDING_MS = 2_000;
/** The largest possible offsets from UTC of a server's times, if its time zone is unknown. */
const ZONES = { aheadMs: 14 * 3_600_000, behindMs: 12 * 3_600_000 } as const;

/** The operator's decisions to ask the dialer about unknown jobs. They are stored, so that they survive a restart. */
export class DialQuestions {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The question about a job; null if there is none, or if the job was sent again since. */
  of(jobId: number): Question | null {
    const row = questionRow(this.#store, jobId);
    if (!row || wasSentAfter(this.#store, jobId, row.after_no)) return null;
    return { way: row.way, found: row.found === null ? null : (found.safeParse(JSON.parse(row.found)).data ?? null) };
  }

  /** The body of the next request about a job: first where its phone occurs, then each lead with that phone. */
  body(job: QueuedJob, question: Question, account: DialerAccount): string {
    const state = question.found;
    if (state === null) return functionBody(account, 'lead_search', { phone_number: job.lane });
    if (state.inList !== null) {
      return functionBody(account, 'lead_field_info', { lead_id: state.inList, field_name: 'entry_date' });
    }
    return functionBody(account, 'lead_all_info', { lead_id: state.ids[0] ?? '', header: 'YES' });
  }

  /** Interprets the answer to a request, in the queue's transaction. */
  read(
    job: QueuedJob,
    question: Question,
    sought: Sought,
    answer: Extract<HttpResult, { kind: 'answer' }>,
  ): CheckOutcome {
    const reply = readFunctionAnswer(answer.status, answer.contentType, answer.body);
    const { line } = reply;
    const state = question.found;
    if (reply.is === 'refused') {
      return {
        to: 'stopped',
        line,
        reason: 'The dialer refused a question: correct the problem, then test and resume.',
      };
    }
    const later: CheckOutcome = {
      to: 'undecided',
      line,
      reason: 'The dialer gave no clear answer. It will be asked again',
    };
    if (state === null) {
      if (reply.is === 'closed')
        return this.#end(job, line, 'The dialer doesn’t answer lead_search anymore: check there yourself');
      const ids = foundLeads(reply, job.lane);
      return ids === null ? later : this.#searched(job, ids, line);
    }
    if (state.inList !== null) {
      if (reply.is === 'unclear') return later;
      return this.#dated(job, state.inList, reply.is === 'rows' ? (reply.rows[0]?.[0] ?? '') : '', line);
    }
    if (reply.is === 'unclear') return later;
    return this.#looked(job, state, sought, leadOf(reply), line);
  }

  /** Leads that were delivered for another row, or that existed before the first attempt, do not belong to this row. */
  #searched(job: QueuedJob, ids: readonly string[], line: string): CheckOutcome {
    if (ids.length === 0) {
      return this.#end(
        job,
        line,
        'Not in the dialer: it has no lead with this phone. Sending it again creates no duplicate',
      );
    }
    const before = this.leadBefore(job);
    const seen: string[] = [];
    const left: string[] = [];
    for (const id of ids) {
      if (before !== null && Number(id) <= before) seen.push(`lead ${id} was there before our first attempt`);
      else if (this.isOthers(job, id)) seen.push(`lead ${id} is another row’s`);
      else left.push(id);
    }
    return this.#askNext(job, { ids: left.slice(0, LEADS_AT_MOST), inList: null, seen }, line);
  }

  #askNext(job: QueuedJob, state: Found, line: string): CheckOutcome {
    if (state.ids.length === 0 && state.inList === null) {
      return this.#end(
        job,
        line,
        `Not found as sent: the dialer has the phone, but ${state.seen.slice(0, 3).join(', ')}. Sending it again adds a lead`,
      );
    }
    this.#keep(job, state);
    return { to: 'undecided', line, reason: 'The dialer has this phone: looking up the lead', next: 'now' };
  }

  #looked(
    job: QueuedJob,
    state: Found,
    { listId, sent }: Sought,
    lead: Readonly<Record<string, string>> | null,
    line: string,
  ): CheckOutcome {
    const [id = '', ...rest] = state.ids;
    if (lead === null) {
      return this.#end(job, line, `The dialer has the phone as lead ${id}, but doesn’t return its values: check there`);
    }
    const askNext = (why: string) => this.#askNext(job, { ids: rest, inList: null, seen: [...state.seen, why] }, line);
    if (lead.list_id !== listId) return askNext(`lead ${id} is in list ${lead.list_id}`);
    const other = ['vendor_lead_code', 'last_name', 'first_name'].find((name) => differs(sent[name], lead[name]));
    if (other !== undefined) {
      return this.#end(
        job,
        line,
        `In list ${listId} as lead ${id}, but with another ${other.replaceAll('_', ' ')} than the one sent: check there whether it is this row`,
      );
    }
    // A higher lead id than any delivered before this row was first sent means that the lead was added since.
    if (this.leadBefore(job) !== null) return this.#delivered(job, id, null, line);
    const dates = lead.entry_date ?? '';
    if (dates !== '') return this.#dated(job, id, dates, line);
    if (knownFunctions(this.#store, job.connectionId)?.answers.lead_field_info !== true)
      return this.#undated(job, id, line);
    this.#keep(job, { ids: rest, inList: id, seen: state.seen });
    return { to: 'undecided', line, reason: `In list ${listId} as lead ${id}: asking when it was added`, next: 'now' };
  }

  /** Whether a lead in the same list was added since the row was first sent, by its entry date. */
  #dated(job: QueuedJob, id: string, entry: string, line: string): CheckOutcome {
    const clock = knownFunctions(this.#store, job.connectionId)?.clock ?? null;
    const at = writtenAt(entry, clock ?? { offsetMs: 0, aheadMs: 0 });
    const first = firstSentAt(this.#store, job.id);
    if (at === null || first === null) return this.#undated(job, id, line);
    const since = (clock === null ? at - ZONES.aheadMs : at) + ROUNDING_MS >= first;
    const before = (clock === null ? at + ZONES.behindMs : at) + ROUNDING_MS < first;
    if (since) return this.#delivered(job, id, entry, line);
    if (!before) return this.#undated(job, id, line, entry);
    const words = `In the list as lead ${id}, added ${entry} (the dialer’s time), before our first attempt, so it isn’t this row. Sending it again creates a second lead with this phone`;
    return this.#end(job, line, words);
  }

  #undated(job: QueuedJob, id: string, line: string, entry = ''): CheckOutcome {
    const when = entry === '' ? 'the dialer doesn’t report when it was added' : `added ${entry} by the dialer’s clock`;
    return this.#end(job, line, `In the list as lead ${id}; ${when}: mark it as delivered if it wasn’t there before`);
  }

  #delivered(job: QueuedJob, id: string, entry: string | null, line: string): CheckOutcome {
    this.#drop(job);
    const added = entry === null ? '' : `, added ${entry}`;
    return { to: 'delivered', ref: id, line, warning: `Found in the dialer by asking: lead ${id}${added}` };
  }

  #end(job: QueuedJob, line: string, reason: string): CheckOutcome {
    this.#drop(job);
    return { to: 'undecided', line, reason, next: 'never' };
  }

  #keep(job: QueuedJob, state: Found): void {
    setFound(this.#store, job.id, JSON.stringify(state));
  }

  #drop(job: QueuedJob): void {
    dropQuestion(this.#store, job.id);
  }

  /** The highest lead id delivered for this connection before this row was first sent; null if none is known. */
  leadBefore(job: QueuedJob): number | null {
    const first = firstSentAt(this.#store, job.id);
    return first === null ? null : highestRefBefore(this.#store, job, first, JOBS_BACK);
  }

  /** Whether that lead was delivered for another row of the connection. */
  isOthers(job: QueuedJob, leadId: string): boolean {
    return isDeliveredAs(this.#store, job, leadId);
  }
}

/** Whether two values differ by more than what a dialer removes or truncates. */
function differs(sent: string | undefined, held: string | undefined): boolean {
  const bare = (text: string | undefined) =>
    (text ?? '')
      .normalize('NFD')
      .replace(/[^A-Za-z0-9]/g, '')
      .toLowerCase();
  const [a, b] = [bare(sent), bare(held)];
  return a !== '' && b !== '' && !a.startsWith(b) && !b.startsWith(a);
}
