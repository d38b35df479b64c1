import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Store } from '../../../src-main/db/store.ts';
import { createLeadIndex } from '../../../src-main/lead-index/create.ts';
import { LeadSearch } from '../../../src-main/lead-index/search/lead-search.ts';
import type { CoreEvents, ModuleContext } from '../../../src-main/module/context.ts';
import { EventBus } from '../../../src-main/platform/event-bus.ts';
import { testStore } from './support.ts';

let store: Store;

beforeEach(() => {
  store = testStore();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
});

function create(isCompared: boolean) {
  const tidy = vi.spyOn(LeadSearch.prototype, 'tidy');
  const events = new EventBus<CoreEvents>();
  const { stop } = createLeadIndex({ store, events } as ModuleContext, { isCompared });
  return { tidy, events, stop };
}

it('is maintained from the start on if nobody compares its pages', () => {
  const { tidy, stop } = create(false);
  vi.advanceTimersByTime(1_000);
  expect(tidy).toHaveBeenCalled();
  void stop?.(0);
});

it('is not maintained before its pages were compared, because a merge would spread what a disk changed', () => {
  const { tidy, events, stop } = create(true);
  vi.advanceTimersByTime(60_000);
  expect(tidy).not.toHaveBeenCalled();
  events.publish('index-compared');
  vi.advanceTimersByTime(1_000);
  expect(tidy).toHaveBeenCalled();
  const calls = tidy.mock.calls.length;
  void stop?.(0);
  vi.advanceTimersByTime(60_000);
  expect(tidy).toHaveBeenCalledTimes(calls);
});

it('is not maintained if it was closed before its pages were compared', () => {
  const { tidy, events, stop } = create(true);
  void stop?.(0);
  events.publish('index-compared');
  vi.advanceTimersByTime(60_000);
  expect(tidy).not.toHaveBeenCalled();
});
