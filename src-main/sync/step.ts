import type { StoredConnection } from '../connections/connections.ts';
import { ingest } from '../leads/ingest.ts';
import type { LeadPorts } from '../leads/ports.ts';
import { noteAtVendor } from '../leads/rows/at-vendor.ts';
import type { ArrivedOffer } from '../offers/arrived-offer.ts';
import type { Offers } from '../offers/offers.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import type { SourceFetcher } from './fetch.ts';
import { readSource, type SourceRow, updateSource } from './source-rows.ts';

/** What a step of a sync needs. */
export interface StepPorts {
  readonly leads: LeadPorts;
  readonly offers: Pick<Offers, 'keep' | 'changed' | 'peopleChanged'>;
  readonly fetcher: SourceFetcher;
  readonly now: () => number;
  /** Whether the source is still to be fetched. It is checked after each answer, before anything is stored. */
  readonly wanted: (connection: StoredConnection) => boolean;
  /** Called after a commit. */
  readonly kept: (what: { leads: boolean }) => void;
}

/** The most records in a transaction, so that other commands can run in between. */
const CHUNK = 400;

export interface Kept {
  readonly records: readonly ReadRecord[];
  readonly rejects: readonly UnreadRecord[];
  /** The offers of these records. */
  readonly offers?: readonly ArrivedOffer[];
  readonly locked?: ReadonlySet<string>;
  readonly unlockedIds?: ReadonlySet<string>;
  /** Changes in the transaction of the last records, such as the new position of the sync. */
  readonly alongside: (row: SourceRow) => void;
}

/** Stores what was read. The position of the sync is only stored with the last part, so that an interruption means reading it again. */
export async function keep(ports: StepPorts, connection: StoredConnection, what: Kept): Promise<void> {
  const { records, rejects, locked, unlockedIds } = what;
  const { store } = ports.leads;
  const offersOf = Map.groupBy(what.offers ?? [], ({ leadId }) => leadId);
  for (let from = 0; ; from += CHUNK) {
    const last = from + CHUNK >= records.length;
    const arrival = {
      connectionId: connection.id,
      kind: connection.kind === 'liondesk' ? ('liondesk' as const) : ('locumjobs' as const),
      source: connection.name,
      records: records.slice(from, from + CHUNK),
      rejects: last ? rejects : [],
      ...(locked ? { locked } : {}),
      ...(unlockedIds ? { unlockedIds } : {}),
    };
    const offers = arrival.records.flatMap(({ externalId }) => offersOf.get(externalId) ?? []);
    const { counts, kept } = store.write(() => {
      const counts = ingest(ports.leads, arrival);
      const kept = offers.length > 0 ? ports.offers.keep(connection.id, offers) : null;
      const row = readSource(store, connection.id);
      if (!row) return { counts, kept };
      const rejected = arrival.rejects.flatMap(({ externalId }) => externalId ?? []);
      const came = arrival.records.map(({ externalId }) => externalId);
      noteAtVendor(store, connection.id, [...came, ...rejected], row.pass);
      // A successful answer proves that earlier errors are over.
      updateSource(store, connection.id, {
        leads: row.leads + counts.added + counts.joined,
        fresh: row.fresh + counts.added + counts.joined,
        failures: 0,
        error: null,
        // A record without an id may be any of those that seem to be missing.
        ...(rejected.length < arrival.rejects.length ? { pass_unsure: 1 } : {}),
      });
      if (last) what.alongside(row);
      return { counts, kept };
    });
    if (kept && (kept.people || kept.touched.length > 0)) ports.offers.changed(kept.touched);
    const fresh = counts.added + counts.joined;
    ports.kept({ leads: fresh + counts.changed + counts.rejected > 0 });
    if (last) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
