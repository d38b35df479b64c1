import { type DialSettings, dialSettings, type Inspection, type Mapping } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** How the last import with a header was configured. */
export interface Remembered {
  readonly mapping: Mapping;
  /** The dialer it was sent to; null if none was chosen or it no longer exists. */
  readonly connectionId: number | null;
  readonly settings: DialSettings | null;
}

/**
 * The key under which the mapping of a file's columns is remembered; null if the file has no column names, because any other file may look
 * the same.
 */
export function headerKey({ format, columns }: Pick<Inspection, 'format' | 'columns'>): string | null {
  return format.header ? columns.map((name) => name.trim().toLowerCase()).join('\u001f') : null;
}

/** What is remembered for files with this header; null if nothing. */
export function rememberedBy(store: Store, header: string | null): Remembered | null {
  if (header === null) return null;
  const row = store.get(sqlOf.selectFrom('remembered_mapping').selectAll().where('header', '=', header));
  if (!row) return null;
  const isThere = listConnections(store).some(({ id, kind }) => id === row.connection_id && kind === 'crocodial');
  return {
    mapping: JSON.parse(row.mapping) as Mapping,
    connectionId: isThere ? row.connection_id : null,
    settings: row.settings === null ? null : (dialSettings.safeParse(JSON.parse(row.settings)).data ?? null),
  };
}

/** Remembers by its header how a file was configured. What is not given doesn't change. In the caller's transaction. */
export function remember(
  store: Store,
  header: string | null,
  kept: {
    readonly mapping?: Mapping | undefined;
    readonly connectionId?: number | undefined;
    readonly settings?: DialSettings | undefined;
  },
  now: Millis,
): void {
  if (header === null) return;
  const change = {
    used_at: now,
    ...(kept.mapping === undefined ? {} : { mapping: JSON.stringify(kept.mapping) }),
    ...(kept.connectionId === undefined ? {} : { connection_id: kept.connectionId }),
    ...(kept.settings === undefined ? {} : { settings: JSON.stringify(kept.settings) }),
  };
  if (kept.mapping === undefined) {
    store.run(sqlOf.updateTable('remembered_mapping').set(change).where('header', '=', header));
    return;
  }
  store.run(
    sqlOf
      .insertInto('remembered_mapping')
      .values({ header, connection_id: null, settings: null, ...change, mapping: JSON.stringify(kept.mapping) })
      .onConflict((conflict) => conflict.column('header').doUpdateSet(change)),
  );
}

/** A remembered mapping without its do-not-call columns: the decision to call such rows must be made for each file. */
export function withoutCalls({ doNotCall: _, ...mapping }: Mapping, { doNotCall }: Mapping): Mapping {
  return doNotCall === undefined ? mapping : { ...mapping, doNotCall };
}
