import type { Job, JobState } from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import type { JobAction } from '../../state/deliveries-actions.ts';
import type { ActionWords } from './words.ts';

/** The texts of commands on leads that are posted to a receiver. */
export const POST_ACTIONS: Readonly<Partial<Record<JobAction, Partial<ActionWords>>>> = {
  resend: {
    label: 'Post again',
    title: (n) => `Post ${n} again?`,
    button: (n) => `Post ${n} again`,
    lead: 'Each is posted and may be sold. Leads that were refused will be refused again unless something has changed.',
    done: (n) => `${n} will be posted again`,
  },
  delivered: {
    label: 'Mark as posted',
    button: (n) => `Mark ${n} as posted`,
    title: (n) => `Mark ${n} as posted?`,
    lead: 'Only if you have seen the leads in LeadExec. Nothing is sent, and this can’t be undone.',
    done: (n) => `${n} marked as posted`,
  },
  'send-again': {
    label: 'Post it again',
    button: (n) => `Post ${n} again`,
    title: (n) => `Post ${n} again, though it may have arrived?`,
    lead: 'Each was posted before with an unknown result. If it did arrive, LeadExec may have sold the lead, and would sell it twice.',
    done: (n) => `${n} will be posted again`,
  },
  rejected: {
    label: 'Mark as not posted',
    button: (n) => `Mark ${n} as not posted`,
    title: (n) => `Mark ${n} as not posted?`,
    lead: 'Only if LeadExec does not have the leads. Nothing is sent. They count as rejected, and can be posted again later.',
    done: (n) => `${n} marked as not posted`,
  },
};

export const POST_OUTCOMES: Readonly<Record<string, string>> = {
  delivered: 'Accepted',
  duplicate: 'LeadExec already had it',
  'group-stopped': 'Not accepted: all of these posts would be refused',
};

export const POST_COST: Readonly<Partial<Record<JobState, string>>> = {
  rejected: 'Posting it again may sell it.',
  unknown:
    'LeadExec may have it and may have sold it: look there before you decide. Nothing is posted again until you do.',
};

export const REVIEWS = {
  pending: 'waiting for review',
  passed: 'passed review',
  rejected: 'rejected in review',
} as const;
export const RETURNS = { none: 'not returned', returned: 'returned' } as const;

/** The review and return of a posted lead, if they need mention: "Returned", "Rejected in review". */
export function reviewWords({ review = '', returnState = '' }: Pick<Job, 'review' | 'returnState'>): string {
  const words = [
    returnState === 'returned' ? RETURNS.returned : '',
    review === '' || (review === 'passed' && returnState === 'returned') ? '' : REVIEWS[review],
  ]
    .filter((one) => one !== '')
    .join(', ');
  return capital(words);
}
