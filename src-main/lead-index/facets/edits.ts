import { type LeadFacet, leadFacet } from '../../../src-preload/contract/index.ts';
import { applyOps, chunkHas, chunkOf, placeOf } from '../bitmap/chunk.ts';
import type { Entry } from './bit-rows.ts';
import { ALL, type BitsChange, type LeadBits } from './lead-bits.ts';

/** The values of one lead, by facet. A facet that is in neither the old nor the new values doesn't change. */
export type FacetValues = { readonly [Facet in LeadFacet]?: readonly string[] };

/** The change of one lead. Null means that it was not in the index before, or is not afterwards. */
export interface IndexChange {
  readonly id: number;
  readonly before: FacetValues | null;
  readonly after: FacetValues | null;
}

/** An internal facet of the index whose values are names of facets: the leads without a value of that facet. */
export const MISSING = 'missing';
/** A facet whose values are names of facets: the leads with more than one value of that facet. */
export const MULTI_VALUED = 'multi-valued';
/** A facet whose values are 0, 10, 20, …: years of experience in tens, so that a range consists of few values. */
export const TENS = 'tens';

/** The facets a list can be sorted by, value by value. */
export const SORTED: ReadonlySet<string> = new Set<LeadFacet>(['status', 'state', 'license', 'experience']);

const facets: readonly LeadFacet[] = leadFacet.options;

export const tenOf = (years: string): string => String(Math.floor(Number(years) / 10) * 10);

/** Receives one entry of a lead. */
type EachKey = (facet: string, value: string) => void;

/** The entries of a lead with these values of one facet, in the facet itself and in the index's internal ones. */
function keysOf(facet: LeadFacet, values: readonly string[], each: EachKey): void {
  if (values.length === 0) each(MISSING, facet);
  for (const value of values) {
    each(facet, value);
    if (facet === 'experience') each(TENS, tenOf(value));
  }
  if (values.length > 1 && SORTED.has(facet)) each(MULTI_VALUED, facet);
}

/** All entries of a lead with these values. A lead without a status is new. A generator would slow down an import by a twentieth. */
export function facetKeys(values: FacetValues, each: EachKey): void {
  each(ALL, '');
  for (const facet of facets) {
    const here = values[facet] ?? [];
    keysOf(facet, here.length === 0 && facet === 'status' ? ['new'] : here, each);
  }
}

/** Collects the changes of a batch: one change for each value and chunk. If a lead occurs more than once, the last change counts. */
export function changesOf(bits: LeadBits, batch: readonly IndexChange[]): BitsChange[] {
  const byChunk = new Map<number, IndexChange[]>();
  for (const change of batch) {
    const chunk = chunkOf(change.id);
    const here = byChunk.get(chunk);
    if (here) here.push(change);
    else byChunk.set(chunk, [change]);
  }
  const found: BitsChange[] = [];
  for (const [chunk, here] of byChunk) {
    const edits = new ChunkEdits(bits, chunk);
    for (const change of here) edits.add(change);
    edits.addTo(found);
  }
  return found;
}

/** The changes of a batch in one chunk. */
class ChunkEdits {
  readonly #bits: LeadBits;
  readonly #chunk: number;
  /** By value, in the form of `applyOps`. */
  readonly #ops = new Map<Entry, number[]>();
  #place = 0;

  constructor(bits: LeadBits, chunk: number) {
    this.#bits = bits;
    this.#chunk = chunk;
  }

  add({ id, before, after }: IndexChange): void {
    this.#place = placeOf(id);
    if (after === null) this.#remove();
    else if (before === null) facetKeys(after, this.#turnOn);
    else for (const facet of facets) this.#change(facet, before[facet] ?? [], after[facet] ?? []);
  }

  #turn(entry: Entry, on: boolean): void {
    const op = this.#place * 2 + (on ? 1 : 0);
    const ops = this.#ops.get(entry);
    if (ops) ops.push(op);
    else this.#ops.set(entry, [op]);
  }

  readonly #turnOn: EachKey = (facet, value) => this.#turn(this.#bits.entryToWrite(facet, value), true);

  #change(facet: LeadFacet, was: readonly string[], is: readonly string[]): void {
    if (was.length === is.length && was.every((value, i) => value === is[i])) return;
    const had = new Set<Entry>();
    keysOf(facet, was, (...key) => had.add(this.#bits.entryToWrite(...key)));
    keysOf(facet, is, (...key) => had.delete(this.#bits.entryToWrite(...key)) || this.#turnOn(...key));
    for (const entry of had) this.#turn(entry, false);
  }

  /** Removes the lead from all values, including those that `before` did not contain. */
  #remove(): void {
    for (const entry of [...this.#bits.everyEntry()]) {
      const chunk = this.#bits.chunk(entry.id, this.#chunk);
      const has = chunk !== null && chunkHas(chunk, this.#place);
      if (has || this.#ops.has(entry)) this.#turn(entry, false);
    }
  }

  /** Adds the changes of this chunk. */
  addTo(found: BitsChange[]): void {
    for (const [entry, ops] of this.#ops) {
      const before = this.#bits.chunk(entry.id, this.#chunk);
      const after = applyOps(before, ops);
      if (after !== before) found.push({ entry, chunk: this.#chunk, before, after, ops });
    }
  }
}
