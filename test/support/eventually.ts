import { vi } from 'vitest';

/** Waits until an expectation holds; throws its last error if it never does. */
export const eventually = (expectation: () => void): Promise<void> =>
  vi.waitFor(expectation, { timeout: 60_000, interval: 5 });
