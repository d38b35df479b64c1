import { type Chunk, chunkOfPlaces, placeOf } from '../bitmap/chunk.ts';
import { type FacetValues, facetKeys } from './edits.ts';

/** What the index should contain for one chunk, collected lead by lead from their rows. */
export class ExpectedChunk {
  /** By facet and value. */
  readonly #places = new Map<string, Map<string, Set<number>>>();
  /** By place: the facets and values of the lead there. */
  readonly #leads = new Map<number, readonly (readonly [string, string])[]>();

  /** Sets the values of a lead, replacing earlier ones. Null means that it doesn't exist. */
  set(id: number, values: FacetValues | null): void {
    const place = placeOf(id);
    for (const [facet, value] of this.#leads.get(place) ?? []) this.#places.get(facet)?.get(value)?.delete(place);
    this.#leads.delete(place);
    if (values === null) return;
    const keys: [string, string][] = [];
    this.#leads.set(place, keys);
    facetKeys(values, (facet, value) => {
      keys.push([facet, value]);
      const byValue = this.#places.get(facet) ?? new Map<string, Set<number>>();
      this.#places.set(facet, byValue);
      const places = byValue.get(value) ?? new Set<number>();
      byValue.set(value, places);
      places.add(place);
    });
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
