import { type LeadFacet, type LeadFilter, leadFacet } from '../../../src-preload/contract/index.ts';
import { plainWords, wordsTest } from '../../../src-preload/rules/has-words.ts';
import type { Store } from '../../db/store.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import { type Counter, FacetColumns, VALUES_AT_MOST } from './facet-columns.ts';
import { labelOf, spokenAs } from './facet-labels.ts';
import type { LeadSelector, SelectContext } from './selector.ts';
import { sourceNames } from './source-names.ts';

/** So many counted facets are remembered, some 40 KB each at millions of leads. */
const COUNTED_KEPT = 64;

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** The counts of some values, chunk by chunk, with when each chunk was counted. */
interface Counted {
  readonly byChunk: Uint16Array[];
  readonly countedAt: number[];
}

/** The leads that are counted. */
export interface CountedLeads extends LeadSelector {
  /** Does work that lets others in now and then; until it is done nothing is read ahead in between. */
  beforeWarming<T>(work: () => Promise<T>): Promise<T>;
}

/** Counts the values of facets under filters; what was counted is counted again only where leads changed. */
export class FacetCounts {
  readonly #store: Store;
  readonly #index: CountedLeads;
  readonly #columns: FacetColumns;
  /** By filter, facet and values; least recently asked first. */
  readonly #kept = new Map<string, Counted>();

  constructor(store: Store, index: CountedLeads) {
    this.#store = store;
    this.#index = index;
    this.#columns = new FacetColumns(index.bits);
  }

  /**
   * The values of a facet with how many of the leads that match have each, most frequent first. What the filter says of the
   * facet itself is left out, so that one sees what there is to add.
   *
   * @param text only values called so: by their label, their own letters, or what else people say. What is called exactly so comes first.
   */
  async of(facet: LeadFacet, filter: LeadFilter, context: SelectContext, text: string): Promise<FacetValue[]> {
    const names = facet === 'source' ? sourceNames(this.#store) : null;
    const isSought = wordsTest(text);
    const exactly = plainWords(text);
    const isExact = ({ value }: { readonly value: string }) => exactly !== '' && plainWords(value) === exactly;
    const values = this.#index
      .values(facet)
      .map(({ value, count }) => ({ value, label: names?.get(value) ?? labelOf(facet, value), count }))
      .filter(({ value, label }) => isSought(`${label} ${spokenAs(facet, value)}`))
      .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
      .slice(0, VALUES_AT_MOST);
    const others = withoutFacet(filter, facet);
    if (isOpen(others)) return values;
    const asked = values.map(({ value }) => value);
    const base = this.#index.select(others, context);
    // Facets alone change with the bits; what else there may be in a filter is counted anew each time.
    const byBits = !others.received && !others.callback && others.text.trim() === '';
    const counted = byBits ? this.#keptFor(JSON.stringify([others, context.me, facet, asked])) : fresh();
    const sums = await this.#index.beforeWarming(() => this.#count(base, facet, asked, counted));
    return values
      .map((value, i) => ({ ...value, count: sums[i] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || b.count - a.count || (a.label < b.label ? -1 : 1));
  }

  /**
   * Gets ready what counts the values of each facet, a chunk at a time, so that the first filter is as quick as later ones. Nothing
   * depends on it.
   */
  *warm(): Generator<void> {
    const { bits } = this.#index;
    for (const facet of leadFacet.options) {
      const values = this.#index.values(facet).map(({ value }) => value);
      // A facet with more values, or with one alone, is counted by what is asked.
      if (values.length < 2 || values.length > VALUES_AT_MOST) continue;
      // First into memory, a little at a time: what makes a column of a chunk would read all of its values at once.
      for (const value of values) {
        const entry = bits.entry(facet, value);
        if (entry) yield* bits.reading(entry.id);
      }
      for (let at = 0; at <= bits.lastChunk(); at++) {
        yield;
        bits.sync();
        this.#columns.ready(facet, values, at);
      }
    }
  }

  /** Forgets what was counted; it is counted again when it is asked for. */
  forget(): void {
    this.#kept.clear();
    this.#columns.forget();
  }

  #keptFor(key: string): Counted {
    const counted = this.#kept.get(key) ?? fresh();
    this.#kept.delete(key);
    this.#kept.set(key, counted);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > COUNTED_KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return counted;
  }

  async #count(base: LeadSet, facet: string, values: readonly string[], counted: Counted): Promise<number[]> {
    const { bits } = this.#index;
    const letIn = yieldWhenDue();
    const sums = values.map(() => 0);
    const counter = this.#columns.counter(facet, values);
    bits.sync();
    for (let at = 0; at <= base.last(); at++) {
      const here = this.#countChunk(base, facet, values.length, counter, at, counted);
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (here[i] as number);
      const others = letIn();
      if (!others) continue;
      await others;
      // They may have written.
      bits.sync();
    }
    return sums;
  }

  #countChunk(
    base: LeadSet,
    facet: string,
    values: number,
    counter: Counter,
    at: number,
    counted: Counted,
  ): Uint16Array {
    const { bits } = this.#index;
    const countedAt = counted.countedAt[at] ?? 0;
    const known = counted.byChunk[at];
    if (known && countedAt === bits.revision) return known;
    const changed = (name: string) => bits.changedAt(name, at) > countedAt;
    if (known && !changed(facet) && !base.facets.some(changed)) {
      counted.countedAt[at] = bits.revision;
      return known;
    }
    const chunk = base.chunk(at);
    const counts = chunk ? counter(at, chunk) : new Uint16Array(values);
    counted.byChunk[at] = counts;
    counted.countedAt[at] = bits.revision;
    return counts;
  }
}

const fresh = (): Counted => ({ byChunk: [], countedAt: [] });

function withoutFacet(filter: LeadFilter, facet: LeadFacet): LeadFilter {
  const { [facet]: _any, ...any } = filter.any;
  const { [facet]: _none, ...none } = filter.none;
  const { experience, ...rest } = filter;
  const empty = filter.empty.filter((other) => other !== facet);
  return { ...rest, any, none, empty, ...(experience && facet !== 'experience' ? { experience } : {}) };
}

/** Whether a filter leaves nothing out. */
function isOpen({ any, none, empty, experience, received, callback, text }: LeadFilter): boolean {
  const some = (facets: LeadFilter['any']) => Object.values(facets).some((values) => values.length > 0);
  return !some(any) && !some(none) && empty.length === 0 && !experience && !received && !callback && text.trim() === '';
}
