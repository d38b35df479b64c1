import { call, sentenceOf } from '../bridge/index.ts';
import { importAt } from '../frame/addresses.ts';
import { goTo } from '../frame/hash-location.ts';
import { refreshDesk } from './desk.ts';

/** Starts the practice vendors and goes to the draft of their sample list. Returns why it failed, or null. */
export async function startPractice(): Promise<string | null> {
  try {
    const { importId } = await call('practice.start', {});
    await refreshDesk();
    goTo(importAt(importId));
    return null;
  } catch (thrown) {
    return `The practice vendors could not be started. ${sentenceOf(thrown)}`;
  }
}
