import type { StoredConnection } from '../connections/connections.ts';
import { noteAtVendor } from '../leads/at-vendor.ts';
import { ingest } from '../leads/ingest.ts';
import type { LeadPorts } from '../leads/ports.ts';
import type { ArrivedOffer } from '../offers/arrived-offer.ts';
import type { Offers } from '../offers/offers.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import type { SourceFetcher } from './fetch.ts';
import { readSource, type SourceRow, updateSource } from './source-rows.ts';

/** What a step of a sync works with. */
export interface StepPorts {
  readonly leads: LeadPorts;
  readonly offers: Pick<Offers, 'keep' | 'changed' | 'peopleChanged'>;
  readonly fetcher: SourceFetcher;
  readonly now: () => number;
  /** Whether the source is still to be fetched from: asked after each answer, before anything is kept. */
  readonly wanted: (connection: StoredConnection) => boolean;
  /** After a commit. */
  readonly kept: (what: { leads: boolean }) => void;
}

/** The most records a transaction takes, so that other commands get their turn. */
const CHUNK = 400;

export interface Kept {
  readonly records: readonly ReadRecord[];
  readonly rejects: readonly UnreadRecord[];
  /** Offers of these records. */
  readonly offers?: readonly ArrivedOffer[];
  readonly locked?: ReadonlySet<string>;
  readonly unlockedIds?: ReadonlySet<string>;
  /** What stands in the same transaction as the last records: where the sync is now. */
  readonly alongside: (row: SourceRow) => void;
}

/** Keeps what was read. Where the sync stands moves on only with the last of it, so a stop in between costs reading it again. */
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
      // What comes is proof that all is well again.
      updateSource(store, connection.id, {
        leads: row.leads + counts.added + counts.joined,
        fresh: row.fresh + counts.added + counts.joined,
        failures: 0,
        error: null,
        // A record without an id may be any that is missed.
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
