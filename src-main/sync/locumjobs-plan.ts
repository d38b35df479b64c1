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

/** All there is: from the day of the connection on, else from the oldest lead. @throws FetchError when that can't be asked for */
async function everything(ask: Ask, { options }: LocumjobsSource): Promise<Everything> {
  if (options.from !== '') {
    const from = clockSeconds(options.from);
    return { windows: [whole(from)], rangeFrom: from };
  }
  const oldest = await ask({ sort: 'sent', max: '1' });
  const at = oldest.records[0] ? clockSeconds(oldest.records[0].fields.sent) : null;
  if (at === null) return { windows: [whole(null)], rangeFrom: null };
  const from = at - FURTHEST_ZONE_S;
  // What is before the oldest lead is asked for all the same: it costs one answer, and the vendor's sorting may be other than said.
  return { windows: [{ ...whole(null), to: from }, whole(from)], rangeFrom: from };
}

/**
 * Plans a sync: everything, or from the last one on, less the overlap. The newest window has no end, so that no zone of the vendor's clock
 * hides anything.
 *
 * @throws FetchError when the oldest lead can't be asked for
 */
export async function planLocumjobs(ports: StepPorts, source: LocumjobsSource, row: SourceRow): Promise<void> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const began = ports.now();
  const full = row.cursor === null;
  // Before the sync's first request, so that those of its plan count.
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

/** From a second on, but not from before the day of the connection. */
function since(second: number, firstDay: string): Everything {
  const from = Math.max(Math.floor(second), firstDay === '' ? Number.NEGATIVE_INFINITY : (clockSeconds(firstDay) ?? 0));
  return { windows: [whole(from)], rangeFrom: from };
}

/** Plans the full read in the background. @throws FetchError when the oldest lead can't be asked for */
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
    // What a sync has told as missing stays told until this has ended.
    const { gap: _, ...begun } = beginFullRead(row);
    updateSource(store, connection.id, { ...begun, habits: null });
  });
}

/** Gives up the full read under way. */
export function dropFullRead(store: Store, id: number): void {
  dropWindows(store, id, 'background');
  removeFullRead(store, id);
}
