import { afterEach, expect, test } from 'vitest';
import { giveBackMemoryAtRest, noteFreed } from '../../../src-main/platform/give-back-memory.ts';

let stop = () => {};
afterEach(() => stop());

/** So many looks of a few milliseconds pass while the thread has nothing to do. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 200));

test('a thread at rest gives back what it let go of, once', async () => {
  let collected = 0;
  await new Promise<void>((resolve) => {
    stop = giveBackMemoryAtRest(() => {
      collected += 1;
      resolve();
    }, 20);
  });
  await aWhile();
  const settled = collected;
  await aWhile();
  expect(collected, 'nothing was done in between').toBe(settled);
  let piece: { deref(): object | undefined } | null = null;
  const again = new Promise<void>((resolve) => {
    stop();
    stop = giveBackMemoryAtRest(resolve, 20);
    piece = new WeakRef(new Array(1_000).fill({}));
    noteFreed();
  });
  await again;
  await aWhile();
  expect((piece as unknown as WeakRef<object>).deref()).toBeUndefined();
});

test('a thread at work is left alone', async () => {
  let collected = 0;
  noteFreed();
  stop = giveBackMemoryAtRest(() => {
    collected += 1;
  }, 20);
  const until = performance.now() + 300;
  while (performance.now() < until) {
    const spin = performance.now() + 15;
    while (performance.now() < spin);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(collected).toBe(0);
});
