import type { LeadFacet } from '../../src-preload/contract/index.ts';
import { ALL, type BitsChange, type Entry, type LeadBits } from './bits.ts';
import { applyOps, type Chunk, chunkHas, chunkOf, placeOf } from './chunk.ts';

/** The values of one lead, by facet. A facet that is named neither before nor after stays as it is. */
export type FacetValues = { readonly [Facet in LeadFacet]?: readonly string[] };

/** What becomes of one lead. Null: it is not in the index, before or after. */
export interface IndexChange {
  readonly id: number;
  readonly before: FacetValues | null;
  readonly after: FacetValues | null;
}

/** Its values are names of facets: the leads that have no value in them. */
export const LACKS = 'lacks';
/** Its values are names of facets: the leads that have more than one value in them. */
export const SEVERAL = 'several';
/** Its values are 0, 10, 20, …: years of experience in tens, so that a range is made of few values. */
export const TENS = 'tens';

/** The facets a list can be sorted by, value by value. */
export const SORTED: ReadonlySet<string> = new Set<LeadFacet>(['status', 'state', 'license', 'experience']);

const facets: readonly LeadFacet[] = [
  'status',
  'owner',
  'tag',
  'source',
  'license',
  'state',
  'licensedState',
  'specialty',
  'experience',
  'employmentType',
  'contactTime',
  'destination',
  'unlocked',
  'applied',
  'investigated',
  'reach',
  'attempts',
  'sentMonth',
];

const NEW_STATUS: readonly string[] = ['new'];
const NOTHING: readonly string[] = [];

export const tenOf = (years: string): string => String(Math.floor(Number(years) / 10) * 10);

/**
 * Gathers what a batch changes, bit by bit, and gives one change a value and chunk. A later word on the same lead wins.
 */
export class Edits {
  readonly #bits: LeadBits;
  /** By chunk number and value: `place * 2 + 1` sets, `place * 2` clears, in order. */
  readonly #ops = new Map<number, Map<Entry, number[]>>();
  #chunk = -1;
  #here = new Map<Entry, number[]>();
  #place = 0;

  constructor(bits: LeadBits) {
    this.#bits = bits;
  }

  add({ id, before, after }: IndexChange): void {
    this.#stand(id);
    if (after === null) this.#remove();
    else if (before === null) this.#insert(after);
    else this.#change(before, after);
  }

  #stand(id: number): void {
    const chunk = chunkOf(id);
    this.#place = placeOf(id);
    if (chunk === this.#chunk) return;
    let here = this.#ops.get(chunk);
    if (!here) {
      here = new Map();
      this.#ops.set(chunk, here);
    }
    this.#chunk = chunk;
    this.#here = here;
  }

  #set(facet: string, value: string): void {
    this.#op(this.#bits.entry(facet, value) ?? this.#bits.entryToWrite(facet, value), 1);
  }

  #clear(facet: string, value: string): void {
    const entry = this.#bits.entry(facet, value);
    if (entry) this.#op(entry, 0);
  }

  #op(entry: Entry, bit: 0 | 1): void {
    const ops = this.#here.get(entry);
    if (ops) ops.push(this.#place * 2 + bit);
    else this.#here.set(entry, [this.#place * 2 + bit]);
  }

  #insert(after: FacetValues): void {
    this.#set(ALL, '');
    for (const facet of facets) {
      const values = after[facet];
      if (values === undefined || values.length === 0) {
        if (facet === 'status') this.#setAll('status', NEW_STATUS);
        else this.#set(LACKS, facet);
      } else this.#setAll(facet, values);
    }
  }

  #setAll(facet: LeadFacet, values: readonly string[]): void {
    for (const value of values) {
      this.#set(facet, value);
      if (facet === 'experience') this.#set(TENS, tenOf(value));
    }
    if (values.length > 1 && SORTED.has(facet)) this.#set(SEVERAL, facet);
  }

  #change(before: FacetValues, after: FacetValues): void {
    for (const facet of facets) {
      const was = before[facet] ?? NOTHING;
      const is = after[facet] ?? NOTHING;
      if (was === is || (was.length === 0 && is.length === 0)) continue;
      if (was.length === is.length && was.every((value, i) => value === is[i])) continue;
      for (const value of was) {
        if (is.includes(value)) continue;
        this.#clear(facet, value);
        if (facet === 'experience') this.#clear(TENS, tenOf(value));
      }
      if (SORTED.has(facet)) this.#clear(SEVERAL, facet);
      this.#setAll(facet, is);
      if (is.length === 0) this.#set(LACKS, facet);
      else this.#clear(LACKS, facet);
    }
  }

  /** Takes the lead out of every value there is: nothing of it stays behind, whatever was told of it before. */
  #remove(): void {
    for (const entry of this.#bits.everyEntry()) {
      const pending = this.#here.has(entry);
      const chunk = pending ? null : this.#bits.chunk(entry.id, this.#chunk);
      if (pending || (chunk && chunkHas(chunk, this.#place))) this.#op(entry, 0);
    }
  }

  /** What changes, chunk by chunk. */
  changes(): BitsChange[] {
    const changes: BitsChange[] = [];
    for (const [chunk, ops] of this.#ops) {
      for (const [entry, list] of ops) {
        const before: Chunk | null = this.#bits.chunk(entry.id, chunk);
        const after = applyOps(before, list);
        if (after !== before) changes.push({ entry, chunk, before, after });
      }
    }
    return changes;
  }
}
