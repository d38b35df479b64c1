import type { Attempt, Job, JobState } from '../../../src-preload/contract/index.ts';
import type { JobAction } from '../../state/deliveries-actions.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { JOB_STATES } from '../../ui/states.ts';
import type { Tone } from '../../ui/tone.ts';

export interface ActionWords {
  /** The text of a button for one job, or for a number that is shown elsewhere. */
  readonly label: string;
  readonly keys: string;
  /** The text of the button that confirms it. */
  readonly button: (rows: string) => string;
  readonly title: (rows: string) => string;
  readonly lead: string;
  readonly done: (rows: string) => string;
}

export const ACTION_WORDS: Readonly<Record<JobAction, ActionWords>> = {
  resend: {
    label: 'Send again',
    keys: 'r',
    button: (n) => `Send ${n} again`,
    title: (n) => `Send ${n} again?`,
    lead: 'Each one costs one API call. Refused rows will be refused again unless something has changed in the dialer.',
    done: (n) => `${n} will be sent again`,
  },
  cancel: {
    label: 'Cancel',
    keys: 'c',
    button: (n) => `Cancel ${n}`,
    title: (n) => `Cancel ${n}?`,
    lead: 'They won’t be sent.',
    done: (n) => `${n} canceled`,
  },
  'ask-dialer': {
    label: 'Ask the dialer',
    keys: 'd',
    button: (n) => `Ask about ${n}`,
    title: (n) => `Ask the dialer about ${n}?`,
    lead: 'Each phone is looked up in the dialer; nothing is sent. A phone found in its list counts as delivered. One that isn’t found stays unknown, with a note that it is safe to send again. One that was there before the first attempt is shown to you.',
    done: (n) => `Asking the dialer about ${n}`,
  },
  'ask-status': {
    label: 'Ask for status',
    keys: 't',
    button: (n) => `Ask about ${n}`,
    title: (n) => `Ask LeadExec for the status of ${n}?`,
    lead: 'Each is asked for by its post ID; nothing is posted. A lead that was accepted counts as delivered, a refused one as rejected. Without a clear answer it stays unknown.',
    done: (n) => `Asking LeadExec for the status of ${n}`,
  },
  'check-duplicate': {
    label: 'Check for duplicate',
    keys: 'b',
    button: (n) => `Check ${n}`,
    title: (n) => `Check ${n} for duplicates at LeadExec?`,
    lead: 'LeadExec is asked whether it has a lead with this phone and email address; nothing is posted. A lead received since the post counts as delivered. Otherwise it stays unknown, with what LeadExec answered.',
    done: (n) => `Checking ${n} for duplicates`,
  },
  'stop-checks': {
    label: 'Stop checking',
    keys: 'o',
    button: (n) => `Stop checking ${n}`,
    title: (n) => `Stop checking ${n}?`,
    lead: 'Nothing more is asked about them. They stay unknown until you decide, or have them checked again.',
    done: (n) => `${n} will not be checked`,
  },
  'send-checked': {
    label: 'Send with a duplicate check',
    keys: 'w',
    button: (n) => `Send ${n} with a check`,
    title: (n) => `Send ${n} again with a duplicate check?`,
    lead: 'Each is sent again with a duplicate check by phone within its list. The dialer refuses phones already in the list and names the lead; others are added. A lead that someone else loaded into the list with the same phone also counts as found.',
    done: (n) => `${n} will be sent with a duplicate check`,
  },
  delivered: {
    label: 'Mark as delivered',
    keys: 'a',
    button: (n) => `Mark ${n} as delivered`,
    title: (n) => `Mark ${n} as delivered?`,
    lead: 'Only if you have seen the leads in the dialer. Nothing is sent, and this can’t be undone.',
    done: (n) => `${n} marked as delivered`,
  },
  'send-again': {
    label: 'Send it again',
    keys: 's',
    button: (n) => `Send ${n} again`,
    title: (n) => `Send ${n} again, though it may have arrived?`,
    lead: 'Each was sent before with an unknown result. If it did arrive, the lead will be in the dialer twice and may be called twice.',
    done: (n) => `${n} will be sent again`,
  },
  rejected: {
    label: 'Mark as not delivered',
    keys: 'n',
    button: (n) => `Mark ${n} as not delivered`,
    title: (n) => `Mark ${n} as not delivered?`,
    lead: 'Nothing is sent. They count as rejected, are listed in their import’s rejects, and can be sent again later.',
    done: (n) => `${n} marked as not delivered`,
  },
};

/** "1 row", "9,412 rows". */
export function rowsWord(n: number): string {
  return formatCount(n, 'row');
}

/**
 * The number of matching rows, in words: exact if known, otherwise the number of loaded rows and "more". Rows of an earlier query (`stale`)
 * say nothing about the number.
 */
export function matchingWords(total: number | undefined, loaded: number, more: boolean, stale: boolean): string {
  if (total !== undefined) return rowsWord(total);
  if (stale) return '… rows';
  return more ? `${formatNumber(loaded)}+ rows` : rowsWord(loaded);
}

/** "300 rejected, 12 canceled". */
export function tallyWords(byState: Readonly<Partial<Record<JobState, number>>>): string {
  return Object.entries(byState)
    .map(([state, n]) => `${formatNumber(n)} ${JOB_STATES[state as JobState].word.toLowerCase()}`)
    .join(', ');
}

export interface OutcomeWords {
  readonly words: string;
  readonly tone: Tone;
}

const OUTCOMES: Readonly<Record<string, OutcomeWords>> = {
  delivered: { words: 'The dialer has it', tone: 'good' },
  duplicate: { words: 'The dialer already had it', tone: 'same' },
  rejected: { words: 'Refused', tone: 'bad' },
  'awaiting-vendor': { words: 'Received, not decided yet', tone: 'busy' },
  throttled: { words: 'Not accepted: rate limited', tone: 'warn' },
  stopped: { words: 'Not accepted: the connection was stopped', tone: 'warn' },
  'group-stopped': { words: 'Not accepted: the whole list was refused', tone: 'warn' },
  unknown: { words: 'Result unknown', tone: 'doubt' },
  withdrawn: { words: 'Withdrawn before it was sent', tone: 'calm' },
  again: { words: 'Looked up', tone: 'calm' },
  undecided: { words: 'Asked, no clear answer yet', tone: 'doubt' },
  'not-sent': { words: 'Not sent', tone: 'calm' },
};

/** The outcome of an attempt, in words. */
export function outcomeOf(attempt: Pick<Attempt, 'outcome' | 'endedAt'>): OutcomeWords {
  if (attempt.outcome === null) {
    return attempt.endedAt === null
      ? { words: 'Being sent', tone: 'busy' }
      : { words: 'Ended without a result', tone: 'doubt' };
  }
  return OUTCOMES[attempt.outcome] ?? { words: attempt.outcome, tone: 'calm' };
}

/** The next step of a job, in words that a time follows; null if nothing is scheduled. */
export function nextWords(job: Job): string | null {
  if (job.nextAt === null) return null;
  return job.state === 'unknown' ? 'Asking the dialer whether it has the lead' : 'Next attempt';
}
