import type { ClaimState } from '../../db/offer-tables.ts';
import type { JobState, Millis } from '../../db/tables.ts';
import type { StoredAction } from '../rows/actions.ts';
import { goneWords, holdsLead } from './standing.ts';
import { asksForIt, hasIt, WAITS_FOR_TOKEN } from './words.ts';

/** A claim or submission with the current state of its job and its lead. */
export interface UnderWay extends StoredAction {
  readonly lead_state: ClaimState | null;
  readonly lead_act: number | null;
  /** When the vendor last reported who has the lead, or that nobody has it. */
  readonly checked_at: Millis | null;
  readonly vendor: string;
  /** Null without a job. */
  readonly job_id: number | null;
  readonly job_state: JobState | null;
  readonly job_reason: string | null;
  readonly job_line: string | null;
  readonly job_at: Millis | null;
  readonly group_id: number | null;
  readonly last_attempt: string | null;
  /** Whether a request may have reached the vendor. */
  readonly mayHaveArrived: number;
}

/** The next step for a claim or submission. */
export interface Step {
  /** There is nothing more to follow. */
  readonly done: boolean;
  readonly act?: Partial<Pick<StoredAction, 'outcome' | 'what' | 'line' | 'settled_at'>>;
  readonly lead?: { readonly state: ClaimState };
  readonly job?: { readonly to: JobState; readonly reason: string | null };
  /** Why the lead is opened again. */
  readonly release?: string;
  /** The vendor has to be asked who has the lead. */
  readonly ask?: boolean;
  /** There are new offers to fetch. */
  readonly fetch?: boolean;
}

/** Further conditions on which a step depends. */
export interface Around {
  /** Why the vendor can't be reached now; null if no obstacle is known. */
  readonly outOfReach: () => string | null;
  readonly reachedSince: (at: Millis) => boolean;
  readonly hasToken: () => boolean;
  readonly anotherSubmission: () => boolean;
  /** Whether the vendor was asked who has the lead since the job last changed, and the request has ended. */
  readonly isAnswered: boolean;
  readonly now: Millis;
}

/** Decides the next step from the job and the vendor's report. Pure except for the calls to `around`. */
export function nextStep(row: UnderWay, around: Around): Step {
  if (row.job_state === 'held' && row.job_reason === WAITS_FOR_TOKEN && around.hasToken()) {
    return { done: false, job: { to: 'ready', reason: null } };
  }
  if (row.kind === 'submit') return stepOfSubmission(row, around);
  const lead = { act_id: row.lead_act, state: row.lead_state ?? 'open' };
  return holdsLead(row, lead) ? stepOfClaim(row, around) : endOfJob(row);
}

/** Ends the job of a claim that is over, either by the vendor's report or because it was handed back. */
function endOfJob({ job_state: state, outcome, ...row }: UnderWay): Step {
  if (state === 'unknown' && outcome === 'claimed') {
    return { done: true, job: { to: 'delivered', reason: 'The vendor reports it as claimed' } };
  }
  if (state === 'unknown' || state === 'ready' || state === 'held') {
    return { done: true, job: { to: 'cancelled', reason: goneWords({ outcome, lost_to: row.lost_to }) } };
  }
  return { done: state !== 'sending' };
}

function stepOfClaim(row: UnderWay, around: Around): Step {
  const { job_state: state, vendor, who } = row;
  const askedSince = isAskedSince(row, around);
  switch (state) {
    case null:
      if (row.outcome !== 'intent') return { done: true };
      return around.reachedSince(row.at)
        ? become(
            row,
            'claimed-here',
            `${hasIt(who)} here. Claims are not reported to ${vendor}, which names nobody else so far.`,
            true,
          )
        : { done: false };
    case 'ready':
    case 'held':
      return stepOfWaiting(row, around);
    case 'sending':
    case 'awaiting-vendor':
      return { done: false };
    case 'unknown':
      return become(row, 'unknown', `Result unknown: ${row.job_reason ?? 'the answer was lost'}.`, false);
    case 'delivered':
    case 'duplicate':
      // The vendor was already asked. If it names a user but we don't know our own id, nothing more can be learned.
      if (askedSince && row.lead_state === 'unknown') return { done: true };
      return {
        ...become(
          row,
          'claimed-here',
          `${hasIt(who)} here; ${vendor} accepted the claim but has not confirmed who has the lead.`,
          true,
        ),
        ask: !askedSince,
      };
    case 'rejected':
      if (row.last_attempt !== 'rejected')
        return { done: true, release: row.job_reason ?? 'Not reported to the vendor' };
      if (!askedSince) {
        return {
          ...become(row, 'unknown', `${row.job_reason ?? 'It was refused.'} Checking who has the lead.`, false),
          ask: true,
        };
      }
      return become(
        row,
        'claimed-here',
        `${row.job_reason ?? 'It was refused.'} ${vendor} names nobody who has it, so it counts as ${who}’s on this desk only.`,
        true,
      );
    case 'cancelled':
      return { done: true, release: row.job_reason ?? 'Canceled' };
  }
}

/** Whether the vendor has reported who has the lead since the job last changed. */
function isAskedSince({ checked_at: checkedAt, job_at: jobAt }: UnderWay, { isAnswered }: Around): boolean {
  if (checkedAt === null || jobAt === null) return false;
  return checkedAt > jobAt || (isAnswered && checkedAt === jobAt);
}

/** The step for a waiting job. The vendor has not been informed, unless an earlier attempt is uncertain. */
function stepOfWaiting(row: UnderWay, around: Around): Step {
  const { vendor, who } = row;
  const why = around.outOfReach();
  const isIntent =
    row.mayHaveArrived === 0 && (why !== null || (row.outcome === 'intent' && !around.reachedSince(row.at)));
  if (isIntent) {
    const because = why ?? `${vendor} has not answered yet`;
    return become(row, 'intent', `${asksForIt(who)}. Not sent yet: ${because}.`, false);
  }
  return become(row, 'claimed-here', `${hasIt(who)} here; sending the claim to ${vendor}.`, false);
}

function become(row: UnderWay, outcome: ClaimState, what: string, done: boolean): Step {
  const line = row.job_line ?? '';
  if (row.outcome === outcome && row.lead_state === outcome && row.what === what && row.line === line) return { done };
  return { done, act: { outcome, what, line }, lead: { state: outcome } };
}

function stepOfSubmission(row: UnderWay, around: Around): Step {
  const { job_state: state, vendor, job_reason: reason } = row;
  const line = row.job_line ?? '';
  const be = (outcome: ClaimState, what: string, isOver: boolean): Step => {
    const isSame =
      row.outcome === outcome && row.what === what && row.line === line && (row.settled_at !== null) === isOver;
    return isSame
      ? { done: isOver }
      : { done: isOver, act: { outcome, what, line, settled_at: isOver ? around.now : null } };
  };
  switch (state) {
    case null:
      return { done: true };
    case 'ready':
    case 'held':
      // An operator chose to send the job again, but a newer one is in progress.
      if (row.settled_at !== null && around.anotherSubmission()) {
        return { done: true, job: { to: 'cancelled', reason: 'Another submission of this lead is in progress' } };
      }
      return be('claimed-here', reason === null ? 'Waiting to be sent' : `Waiting to be sent. ${reason}`, false);
    case 'sending':
    case 'awaiting-vendor':
      return { done: false };
    case 'unknown':
      return be('unknown', `Result unknown: ${reason ?? 'the answer was lost'}.`, false);
    case 'delivered':
    case 'duplicate':
      return { ...be('claimed-here', `${vendor} accepted the submission`, true), fetch: row.settled_at === null };
    case 'rejected':
      return be('lost', reason ?? `${vendor} refused it`, true);
    case 'cancelled':
      return be('open', reason ?? 'Canceled', true);
  }
}
