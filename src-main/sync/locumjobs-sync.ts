import { budgetOf } from './budget.ts';
import { gatherHard, gatherPage } from './gather.ts';
import { type Found, readLocks, type Step } from './locumjobs-found.ts';
import { outOfBudget, whatNext } from './locumjobs-narrow.ts';
import { askerOf, type LocumjobsSource } from './locumjobs-source.ts';
import { cursorAfter, latestPossible, newestFew } from './newest.ts';
import { addProgress, progressOf } from './progress.ts';
import { type SeekPosition, seek } from './seek.ts';
import { readSource, type SourceRow, updateSource } from './source-rows.ts';
import { keep, type StepPorts } from './step.ts';
import { addWindows, closeWindow, dropWindows, type Lane, nextWindow, type StoredWindow } from './window-rows.ts';
import { isSmallest, windowQuery } from './windows.ts';

/** Reads one window and keeps what it holds, or cuts it. @returns whether there is more to read. @throws FetchError */
export async function stepLocumjobs(ports: StepPorts, source: LocumjobsSource, lane: Lane): Promise<boolean> {
  const { store } = ports.leads;
  const { connection, options } = source;
  const window = nextWindow(store, connection.id, lane);
  const row = readSource(store, connection.id);
  const progress = progressOf(store, connection.id, lane);
  if (!window || !row || !progress) return false;
  const asker = askerOf(ports, source);
  const step: Step = { ports, source, lane, row, progress, ask: asker.ask };
  const spent = progress.asked >= budgetOf(progress, row.leads, Math.min(options.max, row.page_cap ?? options.max));
  const found = spent ? await outOfBudget(step) : await readWindow(step, window);
  if (!ports.wanted(connection)) return false;
  await keepFound(step, spent ? null : window, found, asker.date());
  return true;
}

const NO_MORE = { records: [], unread: [] };

async function readWindow(step: Step, window: StoredWindow): Promise<Found> {
  const { ask, row, source } = step;
  const { max } = source.options;
  if (window.position !== null) return readSought(step, window);
  const sizes = { largest: row.largest_page, cap: row.page_cap };
  const query = windowQuery(window);
  let gathered = await gatherPage(ask, query, max, sizes);
  // The ordinary question first: most seconds hold one lead.
  if (!gathered.whole && isSmallest(window)) gathered = await gatherHard(ask, query, max, gathered.sizes);
  if (!gathered.whole) {
    const plan = await whatNext(step, window, gathered);
    // A page that was cut off is read again in pieces, with what is locked: then it is kept.
    const kept = plan.gap === null ? { records: [], unread: [] } : gathered;
    // What is given up is looked at from its newest end once, so that what came in is seen all the same.
    const newest =
      plan.gap !== null && plan.windows.length === 0
        ? await ask({ ...query, sort: '-sent', max: String(max) })
        : NO_MORE;
    const [records, unread] = [
      [...kept.records, ...newest.records],
      [...kept.unread, ...newest.unread],
    ];
    return { ...plan, records, unread, sizes: gathered.sizes };
  }
  const locks = await readLocks(step, window, gathered);
  return {
    records: [...gathered.records, ...locks.extra],
    unread: [...gathered.unread, ...locks.extraUnread],
    ...(locks.told ? { locked: locks.locked, unlocked: locks.unlocked } : {}),
    sizes: gathered.sizes,
    windows: [],
    gap: null,
  };
}

/** One page of leads that were unlocked in the same second; where they don't come in order, by other marks. */
async function readSought(step: Step, window: StoredWindow): Promise<Found> {
  const { ask, row, source } = step;
  const sizes = { largest: row.largest_page, cap: row.page_cap };
  const position = window.position === 'begin' ? null : (window.position as SeekPosition);
  const sought = await seek(ask, window, position, source.options.max, row.page_cap);
  if (sought === null) {
    const { axis, from, to, refine } = window;
    const none = { records: [], unread: [], whole: false, sizes };
    const plan = await whatNext(step, { axis, from, to, refine }, none);
    return { ...plan, records: [], unread: [], sizes };
  }
  const { page, next } = sought;
  const ids = page.records.map(({ externalId }) => externalId);
  const windows = next === null ? [] : [{ ...next.window, position: next.position }];
  const { records, unread } = page;
  return { records, unread, unlocked: new Set(ids), locked: new Set(), sizes, windows, gap: null };
}

/** Keeps what was read, and where the read is now, in one transaction. Without a window it is at its end. */
async function keepFound(step: Step, window: StoredWindow | null, found: Found, date: number | null): Promise<void> {
  const { ports, source, lane } = step;
  const { connection } = source;
  const { store } = ports.leads;
  const { records, unread, locked, unlocked, windows, gap, sizes } = found;
  await keep(ports, connection, {
    records,
    rejects: unread,
    ...(locked ? { locked } : {}),
    ...(unlocked ? { unlockedIds: unlocked } : {}),
    alongside: (now) => {
      if (window === null) dropWindows(store, connection.id, lane);
      else closeWindow(store, window.id, records.length);
      addWindows(store, connection.id, lane, windows);
      addProgress(store, connection.id, lane, records.length, gap);
      updateSource(store, connection.id, {
        largest_page: sizes.largest,
        page_cap: sizes.cap,
        ...(lane === 'sync' ? newestOf(now, records, latestPossible(ports.now(), date)) : {}),
      });
    },
  });
}

/** How new what was read is, for the cursor. */
function newestOf(row: SourceRow, records: Found['records'], latest: number): Partial<SourceRow> {
  const few = newestFew(row.newest_few, records, latest);
  return { newest: cursorAfter(few, row.cursor, latest), newest_few: JSON.stringify(few) };
}
