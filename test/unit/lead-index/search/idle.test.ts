import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tidyWhenIdle } from '../../../../src-main/lead-index/search/idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes on while there is something to do, rests when not, and stops for good', () => {
  const answers = [true, true, false];
  const tidy = vi.fn(() => answers.shift() ?? false);
  const stop = tidyWhenIdle(tidy, () => false);
  vi.advanceTimersByTime(249);
  expect(tidy).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(21);
  expect(tidy).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(250);
  expect(tidy).toHaveBeenCalledTimes(4);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(tidy).toHaveBeenCalledTimes(4);
});

it('tries again later when it did not work out', () => {
  const tidy = vi.fn((): boolean => {
    throw new Error('disk full');
  });
  const failed = vi.fn(() => true);
  const stop = tidyWhenIdle(tidy, failed);
  vi.advanceTimersByTime(10_000);
  expect(tidy).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(30_000);
  expect(tidy).toHaveBeenCalledTimes(2);
  expect(failed).toHaveBeenCalledTimes(2);
  stop();
});
