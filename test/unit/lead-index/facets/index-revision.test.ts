import { expect, it } from 'vitest';
import { openStore } from '../../../../src-main/db/open.ts';
import { IndexRevision } from '../../../../src-main/lead-index/facets/index-revision.ts';
import { testStore } from '../support.ts';

const chunk = (facet: string, at: number) => ({ entry: { id: 1, facet }, chunk: at });

function setUp() {
  const store = testStore();
  const revision = new IndexRevision(store);
  revision.sync();
  return { store, revision };
}

it('grows with each change, and knows what each changed', () => {
  const { store, revision } = setUp();
  const before = revision.now;
  store.write(() => revision.advance({ chunks: [chunk('status', 2)], leads: [7] }));
  const between = revision.now;
  store.write(() => revision.advance({ chunks: [chunk('tag', 0)], leads: [8] }));
  expect(revision.sync()).toBeNull();
  expect([before < between, between < revision.now]).toEqual([true, true]);
  expect(revision.changedAt('status', 2)).toBe(between);
  expect(revision.changedAt('status', 1)).toBeLessThanOrEqual(before);
  expect(revision.changedAt('tag', 0)).toBe(revision.now);
  expect(revision.leadsChangedSince(before)).toEqual(new Set([7, 8]));
  expect(revision.leadsChangedSince(between)).toEqual(new Set([8]));
});

it('is a new one after a rollback, which changes again what the transaction had changed', () => {
  const { store, revision } = setUp();
  const rolledBack = chunk('status', 3);
  let inside = 0;
  expect(() =>
    store.write(() => {
      revision.advance({ chunks: [rolledBack], leads: [7] });
      inside = revision.now;
      throw new Error('Full disk');
    }),
  ).toThrow('Full disk');
  expect(revision.sync()).toEqual([rolledBack]);
  expect(revision.now).toBeGreaterThan(inside);
  expect(revision.changedAt('status', 3)).toBe(revision.now);
  expect(revision.leadsChangedSince(inside)).toEqual(new Set([7]));
  expect(revision.sync()).toBeNull();
});

it('knows nothing any more after the change of another connection, or one that failed half way', () => {
  const { store, revision } = setUp();
  const other = openStore(store.raw.name);
  const theirs = new IndexRevision(other);
  theirs.sync();
  const before = revision.now;
  other.write(() => theirs.advance({ leads: [7] }));
  other.close();
  expect(revision.sync()).toBe('everything');
  expect(revision.leadsChangedSince(before)).toBeNull();
  expect(revision.changedAt('status', 0)).toBe(revision.now);
  const after = revision.now;
  revision.distrust();
  expect(revision.sync()).toBe('everything');
  expect(revision.leadsChangedSince(after)).toBeNull();
});

it('does not tell which leads changed once there were too many', () => {
  const { store, revision } = setUp();
  const before = revision.now;
  store.write(() => revision.advance({ leads: Array.from({ length: 20_000 }, (_, n) => n) }));
  expect(revision.leadsChangedSince(before)?.size).toBe(20_000);
  const between = revision.now;
  store.write(() => revision.advance({ leads: [20_000] }));
  expect(revision.leadsChangedSince(before)).toBeNull();
  expect(revision.leadsChangedSince(between)).toEqual(new Set([20_000]));
});

it('begins inside a write transaction only', () => {
  expect(() => setUp().revision.advance({})).toThrow('inside a write transaction');
});
