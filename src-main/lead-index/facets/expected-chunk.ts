import { type Chunk, chunkOfPlaces, placeOf } from '../bitmap/chunk.ts';
import { type FacetValues, facetKeys } from './edits.ts';

/** What the leads of one chunk should have, gathered lead by lead from their rows. */
export class ExpectedChunk {
  /** By facet and value. */
  readonly #places = new Map<string, Map<string, Set<number>>>();
  /** By place: what the lead there was said to have. */
  readonly #leads = new Map<number, readonly (readonly [string, string])[]>();

  /** Says what a lead has; what was said of it before is void. Null: there is no such lead. */
  set(id: number, values: FacetValues | null): void {
    const place = placeOf(id);
    for (const [facet, value] of this.#leads.get(place) ?? []) this.#places.get(facet)?.get(value)?.delete(place);
    this.#leads.delete(place);
    if (values === null) return;
    const keys = [...facetKeys(values)];
    this.#leads.set(place, keys);
    for (const [facet, value] of keys) {
      const byValue = this.#places.get(facet) ?? new Map<string, Set<number>>();
      this.#places.set(facet, byValue);
      const places = byValue.get(value) ?? new Set<number>();
      byValue.set(value, places);
      places.add(place);
    }
  }

  chunk(facet: string, value: string): Chunk | null {
    const places = this.#places.get(facet)?.get(value);
    return places === undefined ? null : chunkOfPlaces([...places].sort((a, b) => a - b));
  }

  /** Every value that some lead of the chunk has. */
  *values(): Generator<readonly [facet: string, value: string]> {
    for (const [facet, byValue] of this.#places) {
      for (const [value, places] of byValue) if (places.size > 0) yield [facet, value];
    }
  }
}
