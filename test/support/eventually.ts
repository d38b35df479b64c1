import { vi } from 'vitest';

/** Waits until an expectation holds, and throws what it last threw where it never does. */
export const eventually = (expectation: () => void): Promise<void> =>
  vi.waitFor(expectation, { timeout: 60_000, interval: 5 });
