import { expect, test } from 'vitest';
import { Watch } from '../../../src-main/sync/watch.ts';

/** A clock of one's own: time passes when told, and a sleep passes without a look. */
function clock() {
  let now = 1_000_000;
  let due: { at: number; fn: () => void } | null = null;
  return {
    now: () => now,
    after(ms: number, fn: () => void) {
      const mine = { at: now + ms, fn };
      due = mine;
      return () => {
        if (due === mine) due = null;
      };
    },
    pass(ms: number) {
      for (const end = now + ms; due && due.at <= end; ) {
        const { at, fn } = due;
        due = null;
        now = at;
        fn();
      }
    },
    sleep(ms: number) {
      now += ms;
      const fn = due?.fn;
      due = null;
      fn?.();
    },
    waits: () => due !== null,
  };
}

test('a sleep and a change of network are noticed, once each, and nothing while all is as it was', () => {
  const time = clock();
  let networks = '10.0.0.2';
  const noticed: string[] = [];
  const watch = new Watch({ clock: time, networks: () => networks }, (what) => noticed.push(what));
  watch.start();
  time.pass(10 * 60_000);
  expect(noticed).toEqual([]);
  networks = '';
  time.pass(10_000);
  networks = '192.168.1.7';
  time.pass(30_000);
  expect(noticed).toEqual(['network', 'network']);
  time.sleep(8 * 3_600_000);
  time.pass(60_000);
  expect(noticed).toEqual(['network', 'network', 'woke']);
  watch.stop();
  expect(time.waits()).toBe(false);
});
