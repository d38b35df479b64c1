import type { Attempt, Job, JobState } from '../../../src-preload/contract/index.ts';
import type { JobAct } from '../../state/deliveries-acts.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { JOB_STATES } from '../../ui/states.ts';
import type { Tone } from '../../ui/tone.ts';

export interface ActWords {
  /** On a button that is about one job, or about a number that stands elsewhere. */
  readonly label: string;
  readonly keys: string;
  /** On the button that does it. */
  readonly button: (rows: string) => string;
  readonly title: (rows: string) => string;
  readonly lead: string;
  readonly done: (rows: string) => string;
}

export const ACT_WORDS: Readonly<Record<JobAct, ActWords>> = {
  resend: {
    label: 'Send again',
    keys: 'r',
    button: (n) => `Send ${n} again`,
    title: (n) => `Send ${n} again?`,
    lead: 'Each one costs a call to the dialer. What was refused will be refused again unless something has changed there.',
    done: (n) => `${n} will be sent again`,
  },
  cancel: {
    label: 'Call off',
    keys: 'c',
    button: (n) => `Call off ${n}`,
    title: (n) => `Call off ${n}?`,
    lead: 'They won’t be sent.',
    done: (n) => `${n} called off`,
  },
  'ask-dialer': {
    label: 'Ask the dialer',
    keys: 'd',
    button: (n) => `Ask about ${n}`,
    title: (n) => `Ask the dialer about ${n}?`,
    lead: 'Each phone is looked up in the dialer; nothing is sent. One found in its list counts as delivered. One that isn’t there stays unknown and says so: sending it again is then safe. One that was there before the first attempt is shown to you.',
    done: (n) => `The dialer is asked about ${n}`,
  },
  'send-checked': {
    label: 'Send with a duplicate check',
    keys: 'w',
    button: (n) => `Send ${n} with a check`,
    title: (n) => `Send ${n} again with a duplicate check?`,
    lead: 'Each is sent again under a duplicate check by phone in its list. The dialer refuses one that is in the list and names the lead; one that isn’t there is added. A lead that somebody else loaded into the list with the same phone also counts as found.',
    done: (n) => `${n} will be sent with a duplicate check`,
  },
  delivered: {
    label: 'It arrived',
    keys: 'a',
    button: (n) => `Mark ${n} as arrived`,
    title: (n) => `Mark ${n} as arrived?`,
    lead: 'Do this once you have seen the leads in the dialer. Nothing is sent, and this can’t be taken back.',
    done: (n) => `${n} marked as arrived`,
  },
  'send-again': {
    label: 'Send it again',
    keys: 's',
    button: (n) => `Send ${n} again`,
    title: (n) => `Send ${n} again in spite of the doubt?`,
    lead: 'Each was sent before, and no answer tells what became of it. One that did arrive will be in the dialer twice, and may be called twice.',
    done: (n) => `${n} will be sent again`,
  },
  rejected: {
    label: 'It did not arrive',
    keys: 'n',
    button: (n) => `Mark ${n} as not arrived`,
    title: (n) => `Mark ${n} as not arrived?`,
    lead: 'Nothing is sent. They count as rejected, stand among the rejects of their import, and can be sent again later.',
    done: (n) => `${n} marked as not arrived`,
  },
};

/** "1 row", "9,412 rows". */
export function rowsWord(n: number): string {
  return formatCount(n, 'row');
}

/** How many match, in words: exact where it is known, else as many as are loaded and more. */
export function matchingWords(total: number | undefined, loaded: number, more: boolean): string {
  if (total !== undefined) return rowsWord(total);
  return more ? `${formatNumber(loaded)}+ rows` : rowsWord(loaded);
}

/** "300 rejected, 12 called off". */
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
  duplicate: { words: 'The dialer had it already', tone: 'same' },
  rejected: { words: 'Refused', tone: 'bad' },
  'awaiting-vendor': { words: 'Taken, not decided yet', tone: 'busy' },
  throttled: { words: 'Not taken: asked to slow down', tone: 'warn' },
  stopped: { words: 'Not taken: the connection was stopped', tone: 'warn' },
  'group-stopped': { words: 'Not taken: the whole list was refused', tone: 'warn' },
  unknown: { words: 'No telling what became of it', tone: 'doubt' },
  withdrawn: { words: 'Taken back before it left', tone: 'calm' },
  again: { words: 'Looked up who has it', tone: 'calm' },
  undecided: { words: 'Asked, and no telling yet', tone: 'doubt' },
  'not-sent': { words: 'Never left this computer', tone: 'calm' },
};

/** What came of an attempt, in words. */
export function outcomeOf(attempt: Attempt): OutcomeWords {
  if (attempt.outcome === null) {
    return attempt.endedAt === null
      ? { words: 'On the wire', tone: 'busy' }
      : { words: 'Ended without an outcome', tone: 'doubt' };
  }
  return OUTCOMES[attempt.outcome] ?? { words: attempt.outcome, tone: 'calm' };
}

/** What comes next for a job, as words that a time follows; null when nothing is planned. */
export function nextWords(job: Job): string | null {
  if (job.nextAt === null) return null;
  return job.state === 'unknown' ? 'The dialer is asked whether it has it' : 'Next try';
}
