import { call, sentenceOf } from '../bridge/index.ts';
import { importAt } from '../frame/addresses.ts';
import { goTo } from '../frame/hash-location.ts';
import { refreshDesk } from './desk.ts';

/** Starts the practice vendors, opens their sample list and goes to it. Returns why it failed, or null. */
export async function startPractice(): Promise<string | null> {
  try {
    const practice = await call('practice.start', {});
    const opened = await call('imports.open', { path: practice.samplePath });
    await call('imports.configure', { id: opened.id, connectionId: practice.connectionId });
    await refreshDesk();
    goTo(importAt(opened.id));
    return null;
  } catch (thrown) {
    return `The practice vendors could not be started. ${sentenceOf(thrown)}`;
  }
}
