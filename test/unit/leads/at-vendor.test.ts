import { expect, test } from 'vitest';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { forgetAtVendor, goneAt, goneCount, markGone, noteAtVendor } from '../../../src-main/leads/rows/at-vendor.ts';
import { record, testDesk } from './support.ts';

function desk() {
  const made = testDesk();
  const connectionId = made.connect('Board');
  const names = ['1', '2', '3'];
  const come = (...ids: string[]) =>
    ingest(made, {
      connectionId,
      kind: 'locumjobs',
      source: 'Board',
      records: ids.map((id) => record(id, { lastName: `L${id}` })),
      rejects: [],
    });
  come(...names);
  const held = (externalId: string) =>
    made.store.prepare('SELECT id FROM lead_record WHERE external_id = ?').pluck().get(externalId) as number;
  return { ...made, connectionId, come, held };
}

test('what a full read did not bring is marked, never deleted; what comes again is so no more', () => {
  const { store, connectionId, come, held, close } = desk();
  noteAtVendor(store, connectionId, ['1', '2', '3', 'unknown'], 2);
  noteAtVendor(store, connectionId, ['1', '3'], 3);
  expect(markGone(store, connectionId, 3, 1000)).toBe(1);
  expect([goneAt(store, held('1')), goneAt(store, held('2'))]).toEqual([null, 1000]);
  expect(goneCount(store, connectionId)).toBe(1);
  // A later read that misses it too changes nothing of since when that is known.
  noteAtVendor(store, connectionId, ['1', '3'], 4);
  expect(markGone(store, connectionId, 4, 2000)).toBe(0);
  expect(goneAt(store, held('2'))).toBe(1000);
  come('2');
  expect(goneCount(store, connectionId)).toBe(0);
  noteAtVendor(store, connectionId, ['1', '2', '3'], 5);
  expect(markGone(store, connectionId, 5, 3000)).toBe(0);
  close();
});

test('what never came under the choice that counts now is not marked', () => {
  const { store, connectionId, close } = desk();
  // Held from before anything was noted.
  expect(markGone(store, connectionId, 9, 1000)).toBe(0);
  noteAtVendor(store, connectionId, ['1', '2', '3'], 9);
  forgetAtVendor(store, connectionId);
  noteAtVendor(store, connectionId, ['1'], 10);
  expect(markGone(store, connectionId, 10, 1000)).toBe(0);
  close();
});

test('an erased record leaves no trace of it', () => {
  const { store, connectionId, held, close } = desk();
  noteAtVendor(store, connectionId, ['1'], 1);
  store.prepare('DELETE FROM lead_record WHERE id = ?').run(held('1'));
  expect(store.prepare('SELECT count(*) FROM lead_record_at_vendor').pluck().get()).toBe(0);
  close();
});
