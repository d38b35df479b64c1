import { afterEach, describe, expect, it, vi } from 'vitest';
import { afterOthers, beginAnswer, breathe, someoneAsks } from '../../../src-main/db/breathe.ts';

afterEach(() => void vi.useRealTimers());

describe('long work in portions', () => {
  it('goes on only when a question in several steps has its answer', async () => {
    // However long these steps take: its patience does not run out here.
    vi.useFakeTimers({ toFake: ['performance'] });
    const order: string[] = [];
    const work = (async () => {
      for (let portion = 1; portion <= 3; portion++) {
        await afterOthers();
        order.push(`portion ${portion}`);
      }
    })();
    const ended = beginAnswer();
    for (let step = 1; step <= 5; step++) {
      await breathe();
      order.push(`step ${step}`);
    }
    ended();
    await work;
    expect(order).toEqual(['step 1', 'step 2', 'step 3', 'step 4', 'step 5', 'portion 1', 'portion 2', 'portion 3']);
    expect(someoneAsks()).toBe(true);
  });

  it('goes on at last also beside a question that never ends', async () => {
    const ended = beginAnswer();
    await afterOthers();
    ended();
    // Ended twice counts once.
    ended();
    await afterOthers();
  });
});
