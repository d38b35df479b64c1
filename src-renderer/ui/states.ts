import {
  Ban,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  CopyCheck,
  Hourglass,
  type LucideIcon,
  Send,
} from 'lucide-react';
import type { Job, JobState } from '../../src-preload/contract/index.ts';
import type { Tone } from './tone.ts';

export interface StateLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** What it means, in a sentence. */
  readonly means: string;
}

/** How each state of a job looks and is called, wherever it stands. */
export const JOB_STATES: Readonly<Record<JobState, StateLook>> = {
  delivered: { word: 'Delivered', icon: CircleCheck, tone: 'good', means: 'The vendor said that it has the lead.' },
  duplicate: {
    word: 'Duplicate',
    icon: CopyCheck,
    tone: 'same',
    means: 'The vendor had this lead already and took no second one.',
  },
  rejected: { word: 'Rejected', icon: CircleX, tone: 'bad', means: 'The vendor refused the lead and said why.' },
  unknown: {
    word: 'Unknown',
    icon: CircleHelp,
    tone: 'doubt',
    means: 'It was sent, and no answer tells what became of it.',
  },
  'awaiting-vendor': {
    word: 'With vendor',
    icon: Hourglass,
    tone: 'busy',
    means: 'The vendor took it and has not decided yet.',
  },
  sending: { word: 'Sending', icon: Send, tone: 'busy', means: 'On the wire now.' },
  ready: { word: 'Waiting', icon: Clock, tone: 'calm', means: 'Will be sent as soon as its turn comes.' },
  held: { word: 'Held', icon: CirclePause, tone: 'warn', means: 'Not sent until what holds it is dealt with.' },
  cancelled: { word: 'Called off', icon: Ban, tone: 'idle', means: 'Called off before it was sent.' },
};

/** An unknown one that is going to be settled without anybody: its receiver is asked. */
const CHECKING: StateLook = {
  word: 'Unknown, checking',
  icon: Hourglass,
  tone: 'busy',
  means: 'It was sent, and no answer tells what became of it. The vendor is asked by itself: nothing is to be done.',
};

/** How a job looks now: an unknown one that will be settled by itself says so. */
export function lookOfJob({ state, nextAt }: Pick<Job, 'state' | 'nextAt'>): StateLook {
  return state === 'unknown' && nextAt !== null ? CHECKING : JOB_STATES[state];
}

/** The order in which states are told: what is settled, what is in doubt, what is to come. */
export const JOB_STATE_ORDER: readonly JobState[] = [
  'delivered',
  'duplicate',
  'rejected',
  'unknown',
  'awaiting-vendor',
  'sending',
  'ready',
  'held',
  'cancelled',
];
