import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  beginCommand,
  commandsExpected,
  yieldToCommands,
  yieldToEventLoop,
} from '../../../src-main/platform/yielding.ts';

afterEach(() => void vi.useRealTimers());

describe('long work in portions', () => {
  it('goes on only when a question in several steps has its answer', async () => {
    // However long these steps take: its patience does not run out here.
    vi.useFakeTimers({ toFake: ['performance'] });
    const order: string[] = [];
    const work = (async () => {
      for (let portion = 1; portion <= 3; portion++) {
        await yieldToCommands();
        order.push(`portion ${portion}`);
      }
    })();
    const ended = beginCommand();
    for (let step = 1; step <= 5; step++) {
      await yieldToEventLoop();
      order.push(`step ${step}`);
    }
    ended();
    await work;
    expect(order).toEqual(['step 1', 'step 2', 'step 3', 'step 4', 'step 5', 'portion 1', 'portion 2', 'portion 3']);
    expect(commandsExpected()).toBe(true);
  });

  it('goes on at last also beside a question that never ends', async () => {
    const ended = beginCommand();
    await yieldToCommands();
    ended();
    // Ended twice counts once.
    ended();
    await yieldToCommands();
  });
});
