import type { JobState } from '../../../src-preload/contract/index.ts';
import type { JobAction } from '../../state/deliveries-actions.ts';
import type { ActionWords } from './words.ts';

/** The words for changes of a LeadExec account, where they differ from those for rows of dial lists. */
export const CHANGE_ACTIONS: Readonly<Partial<Record<JobAction, Partial<ActionWords>>>> = {
  resend: {
    lead: 'Each is sent to LeadExec again, as it was. What was refused will be refused again unless something has changed there.',
  },
  delivered: {
    label: 'Mark as made',
    button: (n) => `Mark ${n} as made`,
    title: (n) => `Mark ${n} as made?`,
    lead: 'Only if you have seen the change in LeadExec. Nothing is sent, and this can’t be undone.',
    done: (n) => `${n} marked as made`,
  },
  'send-again': {
    lead: 'Each was sent before with an unknown result. If it did arrive, it may be made twice: a second record, or a card charged once more. Look in LeadExec first.',
  },
  rejected: {
    label: 'Mark as not made',
    button: (n) => `Mark ${n} as not made`,
    title: (n) => `Mark ${n} as not made?`,
    lead: 'Nothing is sent. They count as rejected, and can be sent again later.',
    done: (n) => `${n} marked as not made`,
  },
};

export const CHANGE_MEANS: Readonly<Partial<Record<JobState, string>>> = {
  delivered: 'LeadExec has made the change.',
  rejected: 'LeadExec refused it and gave a reason.',
  unknown: 'Sent, result unknown: the change may have been made.',
  ready: 'Will be sent when its turn comes.',
  held: 'On hold: sent once the connection is resumed.',
};

export const CHANGE_COST: Readonly<Partial<Record<JobState, string>>> = {
  unknown: 'It may have been made: look in LeadExec before you decide.',
};

export const CHANGE_OUTCOMES: Readonly<Record<string, string>> = {
  delivered: 'LeadExec made the change',
  duplicate: 'LeadExec had it already',
};
