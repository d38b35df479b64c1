import type { Attempt, Job, JobState } from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import { POST_MEANINGS } from '../../features/receiver/receiver-words.ts';
import type { JobAction } from '../../state/deliveries-actions.ts';
import { formatPhone } from '../../ui/format.ts';
import { JOB_STATES } from '../../ui/states.ts';
import { CHANGE_ACTIONS, CHANGE_COST, CHANGE_MEANS, CHANGE_OUTCOMES } from './change-words.ts';
import { POST_ACTIONS, POST_COST, POST_OUTCOMES } from './post-words.ts';
import { ACTION_WORDS, type ActionWords, nextWords, type OutcomeWords, outcomeOf } from './words.ts';

/** The members that determine which kind a job is. */
export type JobOfKind = Pick<Job, 'importId' | 'kind' | 'isChange'>;

/** Whether a job posts a lead to a receiver, or changes one there. */
export function isPost(job: JobOfKind): boolean {
  return job.kind !== undefined;
}

/** Whether a job unlocks a lead at a source: it has no dial list, posts nothing, and changes no account. */
export function isUnlock(job: JobOfKind): boolean {
  return job.importId === null && !isPost(job) && !job.isChange;
}

/** The subject of a job: a formatted phone, the vendor's id of the lead, or what is changed in an account. */
export function subjectOf(job: JobOfKind & Pick<Job, 'phone' | 'importName'>): string {
  // A lead may be posted or changed without a phone.
  if (isPost(job)) return formatPhone(job.phone) || (job.importName ?? 'No phone');
  if (job.isChange) return job.importName ?? job.phone;
  if (!isUnlock(job)) return formatPhone(job.phone);
  return capital(job.phone);
}

const UNLOCK_ACTIONS: Readonly<Partial<Record<JobAction, Partial<ActionWords>>>> = {
  resend: {
    label: 'Request again',
    title: (n) => `Request ${n} again?`,
    button: (n) => `Request ${n} again`,
    lead: 'Each lead is requested again, which may use up an unlock.',
    done: (n) => `${n} will be requested again`,
  },
  delivered: {
    label: 'Mark as unlocked',
    button: (n) => `Mark ${n} as unlocked`,
    title: (n) => `Mark ${n} as unlocked?`,
    lead: 'Only if you have seen at the vendor that they are unlocked. Nothing is requested, and this can’t be undone.',
    done: (n) => `${n} marked as unlocked`,
  },
  'send-again': {
    label: 'Request again',
    button: (n) => `Request ${n} again`,
    title: (n) => `Request ${n} again, though it may have arrived?`,
    lead: 'Each was requested before with an unknown result. The same lead is requested again; if the first request unlocked it, it stays unlocked.',
    done: (n) => `${n} will be requested again`,
  },
  rejected: {
    label: 'Mark as not unlocked',
    button: (n) => `Mark ${n} as not unlocked`,
    title: (n) => `Mark ${n} as not unlocked?`,
    lead: 'Nothing is requested. They count as rejected, and can be requested again later.',
    done: (n) => `${n} marked as not unlocked`,
  },
};

/** The text of a command on these jobs: that of posting, changing or unlocking if all of them are of that kind. */
export function actionWords(action: JobAction, jobs: readonly JobOfKind[]): ActionWords {
  if (jobs.length > 0 && jobs.every(isPost)) return { ...ACTION_WORDS[action], ...POST_ACTIONS[action] };
  if (jobs.length > 0 && jobs.every(({ isChange }) => isChange))
    return { ...ACTION_WORDS[action], ...CHANGE_ACTIONS[action] };
  if (jobs.length === 0 || !jobs.every(isUnlock)) return ACTION_WORDS[action];
  return { ...ACTION_WORDS[action], ...UNLOCK_ACTIONS[action] };
}

const UNLOCK_MEANS: Readonly<Partial<Record<JobState, string>>> = {
  delivered: 'The vendor says that the lead is unlocked.',
  rejected: 'The vendor refused it and gave a reason.',
  unknown: 'Requested, result unknown: it may be unlocked.',
  ready: 'Will be requested when its turn comes.',
  held: 'On hold: requested once the connection is resumed.',
};

/** The meaning of a job's state, in a sentence. */
export function meaningOf(job: JobOfKind & Pick<Job, 'state'>): string {
  if (isPost(job)) return POST_MEANINGS[job.state] ?? JOB_STATES[job.state].meaning;
  if (job.isChange) return CHANGE_MEANS[job.state] ?? JOB_STATES[job.state].meaning;
  return (isUnlock(job) ? UNLOCK_MEANS[job.state] : undefined) ?? JOB_STATES[job.state].meaning;
}

/** The outcome of an attempt, in words. */
export function attemptOutcome(attempt: Pick<Attempt, 'outcome' | 'endedAt'>, job: JobOfKind): OutcomeWords {
  const text = outcomeOf(attempt);
  if (isPost(job)) return { ...text, words: POST_OUTCOMES[attempt.outcome ?? ''] ?? text.words };
  if (job.isChange) return { ...text, words: CHANGE_OUTCOMES[attempt.outcome ?? ''] ?? text.words };
  return isUnlock(job) && attempt.outcome === 'delivered' ? { ...text, words: 'Unlocked' } : text;
}

/** The next step of a job, in words that a time follows; null if nothing is scheduled. */
export function nextOf(job: Job): string | null {
  const text = nextWords(job);
  if (text !== null && isPost(job) && job.state === 'unknown') return 'Asking LeadExec for the result';
  if (text !== null && job.isChange && job.state === 'unknown') return 'Asking LeadExec whether it was made';
  return text !== null && isUnlock(job) && job.state === 'unknown' ? 'Asking the vendor whether it is unlocked' : text;
}

const COST: Readonly<Partial<Record<JobState, string>>> = {
  rejected: 'Sending it again costs one more call to the dialer.',
  duplicate: 'Sending it again costs one more call to the dialer.',
  unknown:
    'It may be in the dialer: check there before you decide. If it is and you send it again, the person may be called twice.',
};
const UNLOCK_COST: Readonly<Partial<Record<JobState, string>>> = {
  rejected: 'Requesting it again may use up an unlock.',
  unknown: 'It may be unlocked: check at the vendor before you decide.',
};

/** The cost of a command on a job, to be known beforehand; null if it has none. */
export function costOf(job: JobOfKind & Pick<Job, 'state'>): string | null {
  if (isPost(job)) return POST_COST[job.state] ?? null;
  if (job.isChange) return CHANGE_COST[job.state] ?? null;
  return (isUnlock(job) ? UNLOCK_COST : COST)[job.state] ?? null;
}
