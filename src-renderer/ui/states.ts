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
import type { Job, JobCounts, JobState } from '../../src-preload/contract/index.ts';
import { formatNumber } from './format.ts';
import type { Tone } from './tone.ts';

export interface StateLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** What it means, in a sentence. */
  readonly meaning: string;
}

/** The icon, tone and name of each state of a job, wherever it is shown. */
export const JOB_STATES: Readonly<Record<JobState, StateLook>> = {
  delivered: {
    word: 'Delivered',
    icon: CircleCheck,
    tone: 'good',
    meaning: 'The vendor confirmed that it has the lead.',
  },
  duplicate: {
    word: 'Duplicate',
    icon: CopyCheck,
    tone: 'same',
    meaning: 'The vendor already had this lead and did not add another.',
  },
  rejected: { word: 'Rejected', icon: CircleX, tone: 'bad', meaning: 'The vendor refused the lead and gave a reason.' },
  unknown: {
    word: 'Unknown',
    icon: CircleHelp,
    tone: 'doubt',
    meaning: 'Sent, result unknown: no answer arrived.',
  },
  'awaiting-vendor': {
    word: 'With vendor',
    icon: Hourglass,
    tone: 'busy',
    meaning: 'The vendor received it and has not decided yet.',
  },
  sending: { word: 'Sending', icon: Send, tone: 'busy', meaning: 'Being sent now.' },
  ready: { word: 'Waiting', icon: Clock, tone: 'calm', meaning: 'Will be sent when its turn comes.' },
  held: {
    word: 'Held',
    icon: CirclePause,
    tone: 'warn',
    meaning: 'On hold: sent once its import or connection is resumed.',
  },
  cancelled: { word: 'Canceled', icon: Ban, tone: 'idle', meaning: 'Canceled before it was sent.' },
};

/** An unknown one that is going to be settled without anybody: its receiver is asked. */
const CHECKING: StateLook = {
  word: 'Unknown, checking',
  icon: Hourglass,
  tone: 'busy',
  meaning: 'Sent, result unknown. The vendor is being asked automatically; nothing to do.',
};

/** How a job is shown now: an unknown one that is being resolved automatically says so. */
export function lookOfJob({ state, nextAt }: Pick<Job, 'state' | 'nextAt'>): StateLook {
  return state === 'unknown' && nextAt !== null ? CHECKING : JOB_STATES[state];
}

/**
 * How jobs of a state look together: the unknown ones say how many of them will be settled by themselves, in the words of one such job
 * where all will be.
 */
export function lookOfState(state: JobState, counts: Pick<JobCounts, 'unknown' | 'checking'> | null): StateLook {
  const { unknown, checking } = counts ?? { unknown: 0, checking: 0 };
  if (state !== 'unknown' || checking === 0) return JOB_STATES[state];
  if (checking >= unknown) return CHECKING;
  const some = formatNumber(checking);
  return {
    ...JOB_STATES.unknown,
    word: `Unknown, ${some} checking`,
    meaning: `Sent, result unknown. For ${some} the vendor is being asked automatically; the others are yours to decide.`,
  };
}

/** Unknown jobs that are not resolved automatically: an operator decides. */
export const undecided = ({ unknown, checking }: Pick<JobCounts, 'unknown' | 'checking'>): number =>
  Math.max(0, unknown - checking);

/** The order in which states are listed: what is done, what is uncertain, what is to come. */
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
