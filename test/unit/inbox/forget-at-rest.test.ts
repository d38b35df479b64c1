import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAtRest } from '../../../src-main/inbox/forget-at-rest.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what was read', () => {
  it('is forgotten once nobody has asked for as long as told, and once only', () => {
    const forget = vi.fn();
    const rest = forgetAtRest(forget, 1_000);
    vi.advanceTimersByTime(5_000);
    expect(forget, 'nothing was read').not.toHaveBeenCalled();
    rest.used();
    vi.advanceTimersByTime(900);
    rest.used();
    vi.advanceTimersByTime(900);
    expect(forget).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(forget).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(forget).toHaveBeenCalledTimes(1);
    rest.used();
    vi.advanceTimersByTime(1_000);
    expect(forget).toHaveBeenCalledTimes(2);
  });

  it('is left alone after the end', () => {
    const forget = vi.fn();
    const rest = forgetAtRest(forget, 1_000);
    rest.used();
    rest.stop();
    vi.advanceTimersByTime(5_000);
    expect(forget).not.toHaveBeenCalled();
  });
});
