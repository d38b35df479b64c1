import { expect, it } from 'vitest';
import { openStore } from '../../../../src-main/db/open.ts';
import { IndexRevision } from '../../../../src-main/lead-index/facets/index-revision.ts';
import { testStore } from '../support.ts';

function setUp() {
  const store = testStore();
  const revision = new IndexRevision(store);
  revision.sync();
  return { store, revision };
}

it('grows with each change, and knows which leads each changed', () => {
  const { store, revision } = setUp();
  const before = revision.now;
  store.write(() => revision.advance([7]));
  const between = revision.now;
  store.write(() => revision.advance([8]));
  expect(revision.sync()).toBe(false);
  expect([before < between, between < revision.now]).toEqual([true, true]);
  expect(revision.leadsChangedSince(before)).toEqual(new Set([7, 8]));
  expect(revision.leadsChangedSince(between)).toEqual(new Set([8]));
});

it('is a new one after a rollback, and trusts nothing that was known', () => {
  const { store, revision } = setUp();
  let inside = 0;
  expect(() =>
    store.write(() => {
      revision.advance([7]);
      inside = revision.now;
      throw new Error('Full disk');
    }),
  ).toThrow('Full disk');
  expect(revision.sync()).toBe(true);
  expect(revision.now).toBeGreaterThan(inside);
  expect(revision.leadsChangedSince(inside)).toBeNull();
  expect(revision.sync()).toBe(false);
});

it('knows nothing any more after the change of another connection, or one that failed half way', () => {
  const { store, revision } = setUp();
  const other = openStore(store.raw.name);
  const theirs = new IndexRevision(other);
  theirs.sync();
  const before = revision.now;
  other.write(() => theirs.advance([7]));
  other.close();
  expect(revision.sync()).toBe(true);
  expect(revision.leadsChangedSince(before)).toBeNull();
  const after = revision.now;
  revision.distrust();
  expect(revision.sync()).toBe(true);
  expect(revision.leadsChangedSince(after)).toBeNull();
});

it('does not tell which leads changed once there were too many', () => {
  const { store, revision } = setUp();
  const before = revision.now;
  store.write(() => revision.advance(Array.from({ length: 20_000 }, (_, n) => n)));
  expect(revision.leadsChangedSince(before)?.size).toBe(20_000);
  const between = revision.now;
  store.write(() => revision.advance([20_000]));
  expect(revision.leadsChangedSince(before)).toBeNull();
  expect(revision.leadsChangedSince(between)).toEqual(new Set([20_000]));
});

it('begins inside a write transaction only', () => {
  expect(() => setUp().revision.advance()).toThrow('inside a write transaction');
});
