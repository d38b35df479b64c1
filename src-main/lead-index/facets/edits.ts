import { type LeadFacet, leadFacet } from '../../../src-preload/contract/index.ts';
import { applyOps, chunkHas, chunkOf, placeOf } from '../bitmap/chunk.ts';
import { ALL, type BitsChange, type Entry, type LeadBits } from './lead-bits.ts';

/** The values of one lead, by facet. A facet that is named neither before nor after stays as it is. */
export type FacetValues = { readonly [Facet in LeadFacet]?: readonly string[] };

/** The change of one lead. Null: it was not in the index before, or is not after. */
export interface IndexChange {
  readonly id: number;
  readonly before: FacetValues | null;
  readonly after: FacetValues | null;
}

/** A facet of the index's own whose values are names of facets: the leads without a value of that facet. */
export const MISSING = 'missing';
/** A facet whose values are names of facets: the leads with more than one value of that facet. */
export const MULTI_VALUED = 'multi-valued';
/** A facet whose values are 0, 10, 20, …: years of experience in tens, so that a range consists of few values. */
export const TENS = 'tens';

/** The facets a list can be sorted by, value by value. */
export const SORTED: ReadonlySet<string> = new Set<LeadFacet>(['status', 'state', 'license', 'experience']);

const facets: readonly LeadFacet[] = leadFacet.options;

const NEW_STATUS: readonly string[] = ['new'];
const NOTHING: readonly string[] = [];

export const tenOf = (years: string): string => String(Math.floor(Number(years) / 10) * 10);

/** Every facet and value that a lead with these values has in the index, those of the index's own included. A lead without a status is new. */
export function* facetKeys(values: FacetValues): Generator<readonly [facet: string, value: string]> {
  yield [ALL, ''];
  for (const facet of facets) {
    const here = values[facet] ?? NOTHING;
    const has = here.length === 0 && facet === 'status' ? NEW_STATUS : here;
    if (has.length === 0) yield [MISSING, facet];
    for (const value of has) {
      yield [facet, value];
      if (facet === 'experience') yield [TENS, tenOf(value)];
    }
    if (has.length > 1 && SORTED.has(facet)) yield [MULTI_VALUED, facet];
  }
}

/** The changes of one value in the chunk at hand. */
interface Draft {
  readonly entry: Entry;
  /** As `applyOps` has them. */
  readonly ops: number[];
}

/** Gathers what a batch changes: one change for each value and chunk. The last change of a lead counts. */
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

/** What a batch changes in one chunk. */
class ChunkEdits {
  readonly #bits: LeadBits;
  readonly #chunk: number;
  /** By facet, as in `facets`, and value. */
  readonly #drafts: readonly Map<string, Draft>[] = facets.map(() => new Map());
  readonly #own = new Map<string, Map<string, Draft>>();
  readonly #all: Draft;
  readonly #missing: (Draft | undefined)[] = [];
  #place = 0;

  constructor(bits: LeadBits, chunk: number) {
    this.#bits = bits;
    this.#chunk = chunk;
    this.#all = { entry: bits.entryToWrite(ALL, ''), ops: [] };
  }

  add({ id, before, after }: IndexChange): void {
    this.#place = placeOf(id);
    if (after === null) this.#remove();
    else if (before === null) this.#insert(after);
    else this.#change(before, after);
  }

  #set({ ops }: Draft): void {
    ops.push(this.#place * 2 + 1);
  }

  #clear({ ops }: Draft): void {
    ops.push(this.#place * 2);
  }

  #draftOf(facet: number, value: string): Draft {
    const drafts = this.#drafts[facet] as Map<string, Draft>;
    const known = drafts.get(value);
    if (known) return known;
    const draft = { entry: this.#bits.entryToWrite(facets[facet] as string, value), ops: [] };
    drafts.set(value, draft);
    return draft;
  }

  #ownDraft(facet: string, value: string): Draft {
    let drafts = this.#own.get(facet);
    if (!drafts) {
      drafts = new Map();
      this.#own.set(facet, drafts);
    }
    const known = drafts.get(value);
    if (known) return known;
    const draft = { entry: this.#bits.entryToWrite(facet, value), ops: [] };
    drafts.set(value, draft);
    return draft;
  }

  #missingDraft(facet: number): Draft {
    const known = this.#missing[facet];
    if (known) return known;
    const draft = this.#ownDraft(MISSING, facets[facet] as string);
    this.#missing[facet] = draft;
    return draft;
  }

  #insert(after: FacetValues): void {
    this.#set(this.#all);
    for (let facet = 0; facet < facets.length; facet++) {
      const name = facets[facet] as LeadFacet;
      const values = after[name];
      if (values !== undefined && values.length > 0) this.#setAll(facet, name, values);
      else if (name === 'status') this.#setAll(facet, name, NEW_STATUS);
      else this.#set(this.#missingDraft(facet));
    }
  }

  #setAll(facet: number, name: LeadFacet, values: readonly string[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as string;
      this.#set(this.#draftOf(facet, value));
      if (name === 'experience') this.#set(this.#ownDraft(TENS, tenOf(value)));
    }
    if (values.length > 1 && SORTED.has(name)) this.#set(this.#ownDraft(MULTI_VALUED, name));
  }

  #change(before: FacetValues, after: FacetValues): void {
    for (const [facet, name] of facets.entries()) {
      const was = before[name] ?? NOTHING;
      const is = after[name] ?? NOTHING;
      if (was.length === is.length && was.every((value, i) => value === is[i])) continue;
      for (const value of was) {
        if (is.includes(value)) continue;
        this.#clear(this.#draftOf(facet, value));
        if (name === 'experience') this.#clear(this.#ownDraft(TENS, tenOf(value)));
      }
      if (SORTED.has(name)) this.#clear(this.#ownDraft(MULTI_VALUED, name));
      this.#setAll(facet, name, is);
      if (is.length === 0) this.#set(this.#missingDraft(facet));
      else this.#clear(this.#missingDraft(facet));
    }
  }

  /** Takes the lead out of every value there is, also of those that `before` did not name. */
  #remove(): void {
    for (const { id, facet, value } of [...this.#bits.everyEntry()]) {
      if (facet === ALL) {
        this.#clear(this.#all);
        continue;
      }
      const at = facets.indexOf(facet as LeadFacet);
      const draft = at < 0 ? this.#own.get(facet)?.get(value) : this.#drafts[at]?.get(value);
      if (draft) {
        this.#clear(draft);
        continue;
      }
      const chunk = this.#bits.chunk(id, this.#chunk);
      if (!chunk || !chunkHas(chunk, this.#place)) continue;
      this.#clear(at < 0 ? this.#ownDraft(facet, value) : this.#draftOf(at, value));
    }
  }

  /** Adds what changed in this chunk. */
  addTo(found: BitsChange[]): void {
    const note = ({ entry, ops }: Draft) => {
      const before = this.#bits.chunk(entry.id, this.#chunk);
      const after = applyOps(before, ops);
      if (after !== before) found.push({ entry, chunk: this.#chunk, before, after, ops });
    };
    note(this.#all);
    for (const drafts of this.#drafts) for (const draft of drafts.values()) note(draft);
    for (const drafts of this.#own.values()) for (const draft of drafts.values()) note(draft);
  }
}
