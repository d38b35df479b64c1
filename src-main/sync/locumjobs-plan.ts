import type { Store } from '../db/store.ts';
import { addFullRead, removeFullRead } from './full-read-rows.ts';
import type { Ask } from './gather.ts';
import { askerOf, type LocumjobsSource } from './locumjobs-source.ts';
import { beginFullRead, type SourceRow, updateSource } from './source-rows.ts';
import type { StepPorts } from './step.ts';
import { clockSeconds, FURTHEST_ZONE_S } from './vendor-clock.ts';
import { addWindows, dropWindows } from './window-rows.ts';
import type { WindowShape } from './windows.ts';

const whole = (from: number | null): WindowShape => ({ axis: 'sent', from, to: null, refine: {} });

interface Everything {
  readonly windows: readonly WindowShape[];
  readonly rangeFrom: number | null;
}

/**
 * A window over everything, from the start date in the connection's settings or else from the oldest lead. @throws FetchError if that can't
 * be requested
 */
async function everything(ask: Ask, { options }: LocumjobsSource): Promise<Everything> {
  if (options.from !== '') {
    const from = clockSeconds(options.from);
    return { windows: [whole(from)], rangeFrom: from };
  }
  const oldest = await ask({ sort: 'sent', max: '1' });
  const at = oldest.records[0] ? clockSeconds(oldest.records[0].fields.sent) : null;
  if (at === null) return { windows: [whole(null)], rangeFrom: null };
  const from = at - FURTHEST_ZONE_S;
  // The time before the oldest lead is requested too. It costs one answer, and the vendor's sort order may not be as documented.
  return { windows: [{ ...whole(null), to: from }, whole(from)], rangeFrom: from };
}

/**
 * Plans a sync of everything, or since the last one with some overlap. The newest window has no end, so that the time zone of the vendor's
 * clock doesn't matter.
 *
 * @throws FetchError if the oldest lead can't be requested
 */
export async function planLocumjobs(ports: StepPorts, source: LocumjobsSource, row: SourceRow): Promise<void> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const began = ports.now();
  const full = row.cursor === null;
  // This comes before the sync's first request, so that the requests of its planning count.
  updateSource(store, connection.id, { asked: 0, fresh: 0 });
  const { windows, rangeFrom } =
    row.cursor === null
      ? await everything(askerOf(ports, source).ask, source)
      : since(Math.min(row.cursor, began) / 1000 - options.overlapHours * 3600, options.from);
  if (!ports.wanted(connection)) return;
  store.write(() => {
    dropWindows(store, connection.id, 'sync');
    addWindows(store, connection.id, 'sync', windows);
    updateSource(store, connection.id, {
      began_at: began,
      is_full: full ? 1 : 0,
      range_from: rangeFrom,
      read: 0,
      newest: row.cursor,
      newest_few: null,
      ...(full ? { ...beginFullRead(row), habits: null } : {}),
    });
  });
}

/** Everything since a second, but not before the start date in the connection's settings. */
function since(second: number, firstDay: string): Everything {
  const from = Math.max(Math.floor(second), firstDay === '' ? Number.NEGATIVE_INFINITY : (clockSeconds(firstDay) ?? 0));
  return { windows: [whole(from)], rangeFrom: from };
}

/** Plans the full read in the background. @throws FetchError if the oldest lead can't be requested */
export async function planBackground(ports: StepPorts, source: LocumjobsSource, row: SourceRow): Promise<void> {
  const { connection } = source;
  const { store } = ports.leads;
  const began = ports.now();
  const { windows, rangeFrom } = await everything(askerOf(ports, source).ask, source);
  if (!ports.wanted(connection)) return;
  store.write(() => {
    dropFullRead(store, connection.id);
    addWindows(store, connection.id, 'background', windows);
    const begins = { connection_id: connection.id, began_at: began, next_at: began, range_from: rangeFrom, gap: null };
    addFullRead(store, begins);
    // Gaps that a sync has reported stay reported until this read has ended.
    const { gap: _, ...begun } = beginFullRead(row);
    updateSource(store, connection.id, { ...begun, habits: null });
  });
}

/** Cancels the full read in progress. */
export function dropFullRead(store: Store, id: number): void {
  dropWindows(store, id, 'background');
  removeFullRead(store, id);
}
