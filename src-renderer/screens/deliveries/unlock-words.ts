import type { Attempt, Job, JobState } from '../../../src-preload/contract/index.ts';
import type { JobAct } from '../../state/deliveries-acts.ts';
import { formatPhone } from '../../ui/format.ts';
import { JOB_STATES } from '../../ui/states.ts';
import { ACT_WORDS, type ActWords, nextWords, type OutcomeWords, outcomeOf } from './words.ts';

/** Whether a job comes from no dial list: it asks a source for a lead, to unlock it. */
export function isUnlock(job: Pick<Job, 'importId'>): boolean {
  return job.importId === null;
}

/** Whom a job is about: a phone in its groups, or the vendor's lead. */
export function subjectOf(job: Pick<Job, 'importId' | 'phone'>): string {
  if (!isUnlock(job)) return formatPhone(job.phone);
  return `${job.phone[0]?.toUpperCase() ?? ''}${job.phone.slice(1)}`;
}

const UNLOCK_ACTS: Readonly<Partial<Record<JobAct, Partial<ActWords>>>> = {
  resend: {
    label: 'Ask again',
    title: (n) => `Ask for ${n} again?`,
    button: (n) => `Ask for ${n} again`,
    lead: 'The vendor is asked for each lead once more, which may spend an unlock.',
    done: (n) => `${n} will be asked for again`,
  },
  delivered: {
    label: 'It is unlocked',
    button: (n) => `Mark ${n} as unlocked`,
    title: (n) => `Mark ${n} as unlocked?`,
    lead: 'Do this once you have seen at the vendor that they are. Nothing is asked, and this can’t be taken back.',
    done: (n) => `${n} marked as unlocked`,
  },
  'send-again': {
    label: 'Ask again',
    button: (n) => `Ask for ${n} again`,
    title: (n) => `Ask for ${n} again in spite of the doubt?`,
    lead: 'Each was asked for before, and no answer tells what became of it. The same lead is asked for: what was unlocked by the first try stays so.',
    done: (n) => `${n} will be asked for again`,
  },
  rejected: {
    label: 'It is not unlocked',
    button: (n) => `Mark ${n} as not unlocked`,
    title: (n) => `Mark ${n} as not unlocked?`,
    lead: 'Nothing is asked. They count as rejected, and can be asked for again later.',
    done: (n) => `${n} marked as not unlocked`,
  },
};

/** The words of an act on these jobs: of unlocking where all of them are that. */
export function actWords(act: JobAct, jobs: readonly Pick<Job, 'importId'>[]): ActWords {
  if (jobs.length === 0 || !jobs.every(isUnlock)) return ACT_WORDS[act];
  return { ...ACT_WORDS[act], ...UNLOCK_ACTS[act] };
}

const UNLOCK_MEANS: Readonly<Partial<Record<JobState, string>>> = {
  delivered: 'The vendor says that the lead is unlocked.',
  rejected: 'The vendor refused it and said why.',
  unknown: 'The vendor was asked for it, and no answer tells whether it is unlocked.',
  ready: 'Will be asked for as soon as its turn comes.',
  held: 'Not asked for until what holds it is dealt with.',
};

/** What a job's state means, in a sentence. */
export function meansOf(job: Pick<Job, 'importId' | 'state'>): string {
  return (isUnlock(job) ? UNLOCK_MEANS[job.state] : undefined) ?? JOB_STATES[job.state].means;
}

/** What came of an attempt of this job, in words. */
export function attemptOutcome(attempt: Attempt, job: Pick<Job, 'importId'>): OutcomeWords {
  const said = outcomeOf(attempt);
  return isUnlock(job) && attempt.outcome === 'delivered' ? { ...said, words: 'Unlocked' } : said;
}

/** What comes next for a job, as words that a time follows; null when nothing is planned. */
export function nextOf(job: Job): string | null {
  const said = nextWords(job);
  return said !== null && isUnlock(job) && job.state === 'unknown'
    ? 'The vendor is asked whether it is unlocked'
    : said;
}

const COST: Readonly<Partial<Record<JobState, string>>> = {
  rejected: 'Sending it again costs one more call to the dialer.',
  duplicate: 'Sending it again costs one more call to the dialer.',
  unknown:
    'It may be in the dialer: look there before you decide. If it is and you send it again, the person may be called twice.',
};
const UNLOCK_COST: Readonly<Partial<Record<JobState, string>>> = {
  rejected: 'Asking again may spend an unlock.',
  unknown: 'It may be unlocked: look at the vendor before you decide.',
};

/** What an act on a job costs, to know before it; null when nothing. */
export function costOf(job: Pick<Job, 'importId' | 'state'>): string | null {
  return (isUnlock(job) ? UNLOCK_COST : COST)[job.state] ?? null;
}
