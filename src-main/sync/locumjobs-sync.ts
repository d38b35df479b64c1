import type { LocumjobsOptions, LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { FetchError, type LocumjobsAnswer } from './fetch.ts';
import { type Ask, type Gathered, gatherHard, gatherPage, type PageSizes } from './gather.ts';
import { narrower } from './narrower.ts';
import { beginFullRead, type SourceRow, updateSource } from './source-rows.ts';
import { keep, type StepPorts } from './step.ts';
import { clockSeconds, FURTHEST_ZONE_S, instantMs } from './vendor-clock.ts';
import { addWindows, asksByUnlock, closeWindow, nextWindow, type StoredWindow } from './window-rows.ts';
import { cut, isSmallest, strays, type WindowShape, windowQuery, windowWords } from './windows.ts';

/** Parameters that are the poller's own, whatever a connection asks for. */
const OURS: ReadonlySet<LocumjobsParameter> = new Set([
  'end_date',
  'end_unlocked_date',
  'max',
  'sort',
  'start_date',
  'start_unlocked_date',
]);

/** A source of this kind with what asking it takes. */
export interface LocumjobsSource {
  readonly connection: StoredConnection;
  readonly options: LocumjobsOptions;
  readonly secret: string;
}

function asker(ports: StepPorts, { connection, options, secret }: LocumjobsSource): Ask {
  const only = Object.fromEntries(
    Object.entries(options.only).filter(([name, value]) => value !== '' && !OURS.has(name as LocumjobsParameter)),
  );
  const { url: base, user, timeoutMs } = connection;
  const { format, auth } = options;
  return async (query): Promise<LocumjobsAnswer> => {
    const answer = await ports.fetcher.fetch({
      is: 'locumjobs',
      ...{ base, format, auth, user, secret, timeoutMs },
      query: { ...only, ...query },
    });
    if (answer.is === 'failed') throw new FetchError(answer);
    return answer;
  };
}

/**
 * Plans a sync: everything (from the day of the connection, else from the oldest lead), or from the last one on, less the
 * overlap. The newest window has no end, so that no zone of the vendor's clock hides anything.
 *
 * @throws FetchError when the oldest lead can't be asked for
 */
export async function planLocumjobs(ports: StepPorts, source: LocumjobsSource, row: SourceRow): Promise<void> {
  const { connection, options } = source;
  const began = ports.now();
  const whole = (from: number | null): WindowShape => ({ axis: 'sent', from, to: null, refine: {} });
  const full = row.cursor === null;
  let windows: WindowShape[];
  let rangeFrom: number | null;
  if (row.cursor !== null) {
    rangeFrom = Math.floor(row.cursor / 1000 - options.overlapHours * 3600);
    windows = [whole(rangeFrom)];
  } else if (options.from !== '') {
    rangeFrom = clockSeconds(options.from);
    windows = [whole(rangeFrom)];
  } else {
    const oldest = await asker(ports, source)({ sort: 'sent', max: '1' });
    const at = oldest.records[0] ? clockSeconds(oldest.records[0].fields.sent) : null;
    rangeFrom = at === null ? null : at - FURTHEST_ZONE_S;
    // What stands before the oldest lead is asked for all the same: it costs one answer, and the vendor's sorting may be other than said.
    windows = rangeFrom === null ? [whole(null)] : [{ ...whole(null), to: rangeFrom }, whole(rangeFrom)];
  }
  if (!ports.wanted(connection)) return;
  ports.leads.store.write(() => {
    addWindows(ports.leads.store, connection.id, 'sync', windows);
    updateSource(ports.leads.store, connection.id, {
      began_at: began,
      is_full: full ? 1 : 0,
      range_from: rangeFrom,
      read: 0,
      newest: row.cursor,
      asked: 0,
      fresh: 0,
      ...(full ? beginFullRead(row) : {}),
    });
  });
}

/** Reads one window and keeps what it holds, or cuts it. @returns whether there is more to read. @throws FetchError */
export async function stepLocumjobs(ports: StepPorts, source: LocumjobsSource, row: SourceRow): Promise<boolean> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const window = nextWindow(store, connection.id, 'sync');
  if (!window) return false;
  const ask = asker(ports, source);
  const sizes = { largest: row.largest_page, cap: row.page_cap };
  const query = windowQuery(window);
  const smallest = isSmallest(window);
  const gathered = smallest
    ? await gatherSmallest(ask, query, options.max, sizes)
    : await gatherPage(ask, query, options.max, sizes);
  const locks = gathered.whole ? await readLocks(ask, source, window, gathered) : null;
  const plan = gathered.whole ? NOTHING_MORE : await whatNext(ports, ask, source, window, row, gathered);
  if (!ports.wanted(connection)) return false;
  // A page that was cut off is read again in pieces, with what is locked: then it is kept.
  const kept = gathered.whole || plan.gap !== null;
  const records = kept ? [...gathered.records, ...(locks?.extra ?? [])] : [];
  const newest = records.map(({ fields }) => instantMs(fields.sent)).filter((at): at is number => at !== null);
  await keep(ports, connection, {
    records,
    rejects: kept ? [...gathered.unread, ...(locks?.extraUnread ?? [])] : [],
    ...(locks ? { locked: locks.locked, unlockedIds: locks.unlocked } : {}),
    alongside: (now) => {
      closeWindow(store, window.id, records.length);
      addWindows(store, connection.id, 'sync', plan.windows);
      updateSource(store, connection.id, {
        read: now.read + records.length,
        largest_page: gathered.sizes.largest,
        page_cap: gathered.sizes.cap,
        newest: newest.reduce((most, at) => Math.max(most, at), now.newest ?? 0) || null,
        ...(plan.gap === null ? {} : { gap: plan.gap }),
      });
    },
  });
  return true;
}

/** The ordinary question first: most seconds hold one lead. */
async function gatherSmallest(
  ask: Ask,
  query: ReturnType<typeof windowQuery>,
  max: number,
  sizes: PageSizes,
): Promise<Gathered> {
  const page = await gatherPage(ask, query, max, sizes);
  return page.whole ? page : gatherHard(ask, query, max, page.sizes);
}

interface Locks {
  readonly locked: ReadonlySet<string>;
  readonly unlocked: ReadonlySet<string>;
  /** Leads that came in between the two questions. */
  readonly extra: Gathered['records'];
  readonly extraUnread: Gathered['unread'];
}

/**
 * Which leads of a window are locked: those that the same question with `not_unlocked` gives. A vendor that knows no such
 * parameter makes all look locked, which is the safe side. Nothing is retrieved: that would be an unlock.
 */
async function readLocks(
  ask: Ask,
  { options }: LocumjobsSource,
  window: StoredWindow,
  { records, sizes }: Gathered,
): Promise<Locks | null> {
  const ids = records.map(({ externalId }) => externalId);
  const none = { extra: [], extraUnread: [] };
  if (records.length === 0) return null;
  const onlyLocked = options.only.not_unlocked === '1' || window.refine.not_unlocked === '1';
  if (onlyLocked) return { locked: new Set(ids), unlocked: new Set(), ...none };
  const known = new Set(ids);
  const query = { ...windowQuery(window), not_unlocked: '1' };
  // A part of the same: only where that took more than one page can this.
  const gather = ids.length < options.max ? gatherPage : gatherHard;
  const found = await gather(ask, query, options.max, sizes);
  const locked = new Set(found.records.map(({ externalId }) => externalId));
  const rejected = new Set(found.unread.map(({ externalId }) => externalId));
  return {
    locked,
    unlocked: new Set(found.whole ? ids.filter((id) => !locked.has(id) && !rejected.has(id)) : []),
    extra: found.records.filter(({ externalId }) => !known.has(externalId)),
    extraUnread: found.unread,
  };
}

interface Plan {
  readonly windows: readonly WindowShape[];
  readonly gap: string | null;
}
const NOTHING_MORE: Plan = { windows: [], gap: null };

/** Whether the vendor passes over the dates it is asked for: it has leads of a time that is still to come. */
async function passesOverDates(ask: Ask, window: WindowShape, now: number): Promise<boolean> {
  const future: WindowShape = { ...window, from: now + 3 * FURTHEST_ZONE_S, to: null };
  const found = await ask({ ...windowQuery(future), max: '1' });
  return found.records.length + found.unread.length > 0;
}

/** What to ask for in place of a window that holds more than comes at once. */
async function whatNext(
  ports: StepPorts,
  ask: Ask,
  { connection, options }: LocumjobsSource,
  window: StoredWindow,
  row: SourceRow,
  { records, unread }: Gathered,
): Promise<Plan> {
  const now = Math.floor(ports.now() / 1000);
  const astray = strays(window, records);
  const byLock = options.only.not_unlocked === undefined && window.refine.not_unlocked === undefined;
  if (astray.before && !astray.after && byLock) {
    const locked: WindowShape = { ...window, refine: { ...window.refine, not_unlocked: '1' } };
    const unlocked: WindowShape = { axis: 'unlocked', from: row.range_from, to: null, refine: {} };
    return {
      windows: asksByUnlock(ports.leads.store, connection.id, 'sync') ? [locked] : [locked, unlocked],
      gap: null,
    };
  }
  const unclear =
    window.axis === 'unlocked' ||
    // Short of what was asked for, and yet not proven to be all: perhaps nothing that is asked for is heeded.
    records.length + unread.length < options.max ||
    records.every(({ fields }) => clockSeconds(fields.sent) === null);
  if (astray.before || astray.after || (unclear && (await passesOverDates(ask, window, now)))) {
    return {
      windows: [],
      gap: `${connection.name} answers a question about leads ${windowWords(window)} with leads of other times: of them only ${records.length.toLocaleString('en-US')} at a time can be read, so some may be missing.`,
    };
  }
  if (!isSmallest(window)) return { windows: cut(window, records, now), gap: null };
  return narrower(connection.name, window, records.length, options.only);
}
