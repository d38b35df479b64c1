import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import type { Part } from '../../ui/stack-bar.tsx';
import { JOB_STATE_ORDER, lookOfState } from '../../ui/states.ts';

/** The bar of posts: their leads by result. The parts add up to the number of rows. */
export function postParts({ jobs, leftOut, rows }: DeliveryBatch): Part[] {
  return [
    ...JOB_STATE_ORDER.map((state) => ({
      key: state,
      label: lookOfState(state, jobs).word,
      value: jobs[state],
      tone: lookOfState(state, jobs).tone,
    })),
    {
      key: 'not-queued',
      label: 'Not queued yet',
      value: Math.max(0, rows - leftOut - jobs.total),
      tone: 'calm' as const,
    },
    { key: 'left-out', label: 'Left out', value: leftOut, tone: 'idle' as const },
  ];
}
