import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../../src-main/db/open.ts';
import type { Store } from '../../../../src-main/db/store.ts';
import { findScannerLogsOf } from '../../../../src-main/leadexec/what-if/run/scanner-logs.ts';
import { keepScannerLog, scannerLogOf } from '../../../../src-main/leadexec/what-if/scanner-log-rows.ts';
import { testFolder } from '../../../support/fault-list.ts';
import { fillPosts } from '../../../support/fill-posts.ts';

const ACCOUNT = 1;
const LINE = { at: '2026-11-20T10:00:00Z', text: 'Account 501: criteria not met' };

function storeWithPosts(
  count: number,
  file = join(testFolder('scanner-log'), 'desk.db'),
): { store: Store; file: string } {
  const store = openStore(file);
  onTestFinished(() => store.close());
  fillPosts(store, count);
  return { store, file };
}

test('a log is kept in the file with its time, in place of the one before', () => {
  const { store, file } = storeWithPosts(4);
  expect(scannerLogOf(store, ACCOUNT, 2)).toBeNull();
  keepScannerLog(store, ACCOUNT, 2, { readAt: 1_000, lines: [LINE, LINE] });
  keepScannerLog(store, ACCOUNT, 2, { readAt: 2_000, lines: [LINE] });
  const again = openStore(file);
  onTestFinished(() => again.close());
  expect(scannerLogOf(again, ACCOUNT, 2)).toEqual({ readAt: 2_000, lines: [LINE] });
  expect(scannerLogOf(again, ACCOUNT, 3)).toBeNull();
});

test('the oldest logs make room for new ones, and a very long one is kept in part', () => {
  const { store } = storeWithPosts(510);
  // Read in another order than they were posted in.
  for (let id = 510; id >= 1; id--) keepScannerLog(store, ACCOUNT, id, { readAt: 10_000 - id, lines: [LINE] });
  const kept = Array.from({ length: 510 }, (_, at) => at + 1).filter((id) => scannerLogOf(store, ACCOUNT, id) !== null);
  expect(kept).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  const long = { at: '', text: 'x'.repeat(1_000) };
  keepScannerLog(store, ACCOUNT, 7, { readAt: 20_000, lines: Array.from({ length: 700 }, () => long) });
  const lines = scannerLogOf(store, ACCOUNT, 7)?.lines ?? [];
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)?.text).toBe('200 more lines of this log are not kept.');
});

test('the logs of a person are deleted with the person, and no others', () => {
  const { store } = storeWithPosts(6);
  for (const id of [2, 3, 4]) keepScannerLog(store, ACCOUNT, id, { readAt: 1_000, lines: [LINE] });
  const person = { leadId: 0, names: [], phones: [], emails: ['ANN3@example.com'], externalIds: [] };
  const erasure = findScannerLogsOf(store, person);
  expect(scannerLogOf(store, ACCOUNT, 3)).not.toBeNull();
  // The posts may be erased before their logs.
  store.prepare(`UPDATE delivery_post SET email = '' WHERE id = 3`).run();
  store.write(() => erasure.erase());
  expect([2, 3, 4].map((id) => scannerLogOf(store, ACCOUNT, id) !== null)).toEqual([true, false, true]);
});
