import { expect, test } from 'vitest';
import { SendLists } from '../../../src-main/delivery/log/send-lists.ts';
import type { ReportedSend } from '../../../src-main/delivery/rows/sends.ts';
import { pick, seededRandom } from '../../../src-main/practice/seeded-random.ts';

test('the sends of each post are those that were set last, however often they become more or fewer', () => {
  const random = seededRandom(7);
  const lists = new SendLists();
  const expected = new Map<number, ReportedSend[]>();
  const send = (): ReportedSend => ({
    clientUid: pick(random, ['1', '2', '']),
    client: pick(random, ['Acme', 'Acme, East', '']),
    valid: pick(random, [true, false, null]),
    price: random() < 0.2 ? null : Math.floor(random() * 10_000) / 100,
  });
  for (let round = 0; round < 40_000; round++) {
    const id = 1 + Math.floor(random() * 3_000);
    const sends = Array.from({ length: Math.floor(random() * 4) }, send);
    lists.set(id, sends);
    expected.set(id, sends);
  }
  for (const [id, sends] of expected) expect(lists.of(id)).toEqual(sends);
  expect(lists.of(9_999)).toEqual([]);
});
