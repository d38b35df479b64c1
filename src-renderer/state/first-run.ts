import { call, sentenceOf } from '../bridge/index.ts';
import { importAt } from '../frame/addresses.ts';
import { goTo } from '../frame/hash-location.ts';
import { refreshDesk } from './desk.ts';

/**
 * Starts the practice vendors. Goes to the draft of their sample list, or stays where their leads arrive. Returns why it failed, or
 * null.
 */
export async function startPractice(then: 'sample-list' | 'stay'): Promise<string | null> {
  try {
    const { importId } = await call('practice.start', {});
    await refreshDesk();
    if (then === 'sample-list') goTo(importAt(importId));
    return null;
  } catch (thrown) {
    return `The practice vendors could not be started. ${sentenceOf(thrown)}`;
  }
}
