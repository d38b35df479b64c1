import { expect, onTestFinished, test, vi } from 'vitest';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import { yieldToEventLoop } from '../../../src-main/platform/yielding.ts';
import { testFolder } from '../../support/fault-list.ts';

/** More pages than the log may hold before a checkpoint is due. */
const BYTES = 2_100 * 4_096;
const FEW_BYTES = 100 * 4_096;

/** A store whose transactions take as long as the test says, with the number of checkpoints that it has made. */
function timedStore(): { add(ms: number, bytes?: number): void; made(): number; close(): void } {
  const store = openStore(databaseFile(testFolder('checkpoints')));
  store.raw.exec('CREATE TABLE value (bytes BLOB) STRICT');
  store.checkpoint('TRUNCATE');
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const checkpoint = vi.spyOn(store, 'checkpoint');
  onTestFinished(() => {
    clock.mockRestore();
    if (store.raw.open) store.close();
  });
  return {
    add: (ms, bytes = BYTES) =>
      store.write(() => {
        store.raw.prepare('INSERT INTO value VALUES (zeroblob(?))').run(bytes);
        now += ms;
      }),
    made: () => checkpoint.mock.calls.length,
    close: () => store.close(),
  };
}

test('a checkpoint follows a short transaction at once, and a long one in a later turn', async () => {
  const { add, made } = timedStore();
  add(5);
  expect(made()).toBe(1);
  add(30);
  expect(made()).toBe(1);
  await yieldToEventLoop();
  expect(made()).toBe(2);
});

test('a checkpoint does not wait when the log becomes twice as long', async () => {
  const { add, made } = timedStore();
  add(30);
  add(30, FEW_BYTES);
  add(1, FEW_BYTES);
  expect(made()).toBe(0);
  add(30);
  expect(made()).toBe(1);
  await yieldToEventLoop();
  expect(made()).toBe(1);
  add(30);
  expect(made()).toBe(1);
  await yieldToEventLoop();
  expect(made()).toBe(2);
});

test('a store that closes before its checkpoint makes it then', async () => {
  const { add, made, close } = timedStore();
  add(30);
  close();
  expect(made()).toBe(1);
  await yieldToEventLoop();
  expect(made()).toBe(1);
});
