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

/** Reads one window and stores its leads, or splits it. @returns whether there is more to read. @throws FetchError */
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
  // The usual request is made first, because most seconds contain one lead.
  if (!gathered.whole && isSmallest(window)) gathered = await gatherHard(ask, query, max, gathered.sizes);
  if (!gathered.whole) {
    const plan = await whatNext(step, window, gathered);
    // A truncated page is read again in parts, with the information which leads are locked, and stored then.
    const kept = plan.gap === null ? { records: [], unread: [] } : gathered;
    // A window that can't be read completely is read once from its newest end, so that new leads are still seen.
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
    ...(locks.isKnown ? { locked: locks.locked, unlocked: locks.unlocked } : {}),
    sizes: gathered.sizes,
    windows: [],
    gap: null,
  };
}

/** Reads one page of leads that were unlocked in the same second. If they are not returned in order, other criteria are used. */
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

/** Stores what was read and the new position in one transaction. Without a window the read is at its end. */
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

/** The newest times of what was read, for the cursor. */
function newestOf(row: SourceRow, records: Found['records'], latest: number): Partial<SourceRow> {
  const few = newestFew(row.newest_few, records, latest);
  return { newest: cursorAfter(few, row.cursor, latest), newest_few: JSON.stringify(few) };
}
