import { expect, test } from 'vitest';
import { JOB_STATES, lookOfJob, lookOfState, undecided } from '../../../../src-renderer/ui/states.ts';

test('unknown jobs say whether they are settled by themselves, each and together', () => {
  expect(lookOfJob({ state: 'unknown', nextAt: null }).word).toBe('Unknown');
  expect(lookOfJob({ state: 'unknown', nextAt: 1 }).word).toBe('Unknown, checking');
  expect(lookOfState('unknown', { unknown: 3, checking: 0 })).toBe(JOB_STATES.unknown);
  expect(lookOfState('unknown', { unknown: 3, checking: 3 }).word).toBe('Unknown, checking');
  expect(lookOfState('unknown', { unknown: 1_200, checking: 1_100 }).word).toBe('Unknown, 1,100 checking');
  expect(lookOfState('rejected', { unknown: 3, checking: 3 })).toBe(JOB_STATES.rejected);
  expect(lookOfState('unknown', null), 'not counted yet').toBe(JOB_STATES.unknown);
  expect(undecided({ unknown: 3, checking: 1 })).toBe(2);
});
