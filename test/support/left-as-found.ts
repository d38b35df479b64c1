import { afterAll, beforeAll, expect, vi } from 'vitest';

/**
 * Many test files run in one process, one after the other. None may leave it otherwise than it was, or another fails for it, and only
 * after that one.
 */
const state = () => ({ cwd: process.cwd(), umask: process.umask(), env: { ...process.env } });
let before: ReturnType<typeof state> | null = null;

beforeAll(() => {
  before = state();
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  expect(state(), 'the process after this file').toEqual(before);
});
