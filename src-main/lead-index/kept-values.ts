import type { LeadFacet } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { applyOps, type Chunk, chunkHas, chunkOf, decodeChunk, placeOf } from './chunk.ts';
import type { FacetValues } from './edits.ts';
import { readLogged } from './log.ts';

/** The facets that work changes: what leads have of them stands in the index alone. */
const KEPT: readonly LeadFacet[] = ['status', 'owner', 'tag', 'attempts'];
const CHUNKS_A_VALUE = 2 ** 20;

/**
 * Reads what leads have of the facets that work changes, straight from the tables, so that the index can be made again from
 * nothing. A piece that contradicts itself is left out.
 */
export function readKeptValues(store: Store): { of: (id: number) => FacetValues; lost: number } {
  let lost = 0;
  const values = store
    .prepare<[], { id: number; facet: LeadFacet; value: string }>('SELECT id, facet, value FROM lead_facet_value')
    .all()
    .filter(({ facet }) => KEPT.includes(facet));
  const chunks = new Map<number, Map<number, Chunk | null>>(values.map(({ id }) => [id, new Map()]));
  const range = store.prepare<[number, number], { id: number; n: number; bits: Buffer }>(
    'SELECT id, n, bits FROM lead_bits WHERE id >= ? AND id < ?',
  );
  for (const [id, byChunk] of chunks) {
    for (const row of range.all(id * CHUNKS_A_VALUE, (id + 1) * CHUNKS_A_VALUE)) {
      try {
        byChunk.set(row.id % CHUNKS_A_VALUE, decodeChunk(row.n, row.bits));
      } catch {
        lost++;
      }
    }
  }
  for (const row of store.prepare<[], Buffer>('SELECT changes FROM lead_bits_log ORDER BY id').pluck().all()) {
    for (const [valueId, chunk, ops] of readLogged(row)) {
      const byChunk = chunks.get(valueId);
      byChunk?.set(chunk, applyOps(byChunk.get(chunk) ?? null, ops));
    }
  }
  const has = (valueId: number, lead: number) => {
    const chunk = chunks.get(valueId)?.get(chunkOf(lead));
    return chunk !== null && chunk !== undefined && chunkHas(chunk, placeOf(lead));
  };
  return {
    lost,
    of(lead) {
      const found: { [Facet in LeadFacet]?: string[] } = {};
      for (const { id, facet, value } of values) {
        if (!has(id, lead)) continue;
        const known = found[facet];
        if (known) known.push(value);
        else found[facet] = [value];
      }
      return found;
    },
  };
}

/** Empties the tables of the index, for it to be made again. In the caller's write transaction. */
export function emptyIndex(store: Store): void {
  for (const table of ['lead_bits', 'lead_bits_log', 'lead_facet_value', 'lead_text_late', 'lead_text', 'lead_often']) {
    store.prepare(`DELETE FROM ${table}`).run();
  }
  store.prepare(`DELETE FROM meta WHERE key = 'lead_often_chunks'`).run();
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`).run();
  store.prepare('UPDATE lead_index_state SET stamp = stamp + 1 WHERE id = 1').run();
}
