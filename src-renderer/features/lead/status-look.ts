import { CalendarClock, CircleCheck, CircleDot, CircleEllipsis, Hourglass, PhoneOff } from 'lucide-react';
import type { LeadStatus } from '../../../src-preload/contract/index.ts';
import type { StateLook } from '../../ui/states.ts';

/** The icon and name of each lead status. */
export const LEAD_STATUSES: Readonly<Record<LeadStatus, StateLook>> = {
  new: { word: 'New', icon: CircleDot, tone: 'busy', meaning: 'Not worked on yet.' },
  working: { word: 'Working', icon: CircleEllipsis, tone: 'same', meaning: 'Someone is working on it.' },
  callback: { word: 'Callback', icon: CalendarClock, tone: 'doubt', meaning: 'Callback scheduled.' },
  waiting: { word: 'Waiting', icon: Hourglass, tone: 'warn', meaning: 'To be tried again later.' },
  done: { word: 'Done', icon: CircleCheck, tone: 'good', meaning: 'Nothing more to do.' },
  'do-not-call': { word: 'Do not call', icon: PhoneOff, tone: 'bad', meaning: 'On the do-not-call list.' },
};

export const LEAD_STATUS_ORDER: readonly LeadStatus[] = [
  'new',
  'working',
  'callback',
  'waiting',
  'done',
  'do-not-call',
];
