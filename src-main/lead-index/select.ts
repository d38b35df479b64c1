import type { LeadFacet, LeadFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { AndSet, FixedSet, type LeadSet, MinusSet, OrSet, RangeSet } from './bitmap/lead-set.ts';
import { type Callbacks, dueUntil } from './facets/callbacks.ts';
import { momentOf, receivedFrom } from './facets/desk-days.ts';
import { MISSING, TENS, tenOf } from './facets/edits.ts';
import { ALL, type LeadBits } from './facets/lead-bits.ts';
import { AT_THE_DESK, type SelectContext } from './facets/selector.ts';
import { ValueSet } from './facets/value-set.ts';
import type { LeadSearch } from './search/lead-search.ts';

/** The most leads that a search returns. */
export const SEARCH_CAP = 1000;
/** The number of searches whose leads are cached. */
const SEARCHES_KEPT = 16;

/** Creates sets of leads from filters. */
export class FilterSelector {
  readonly #store: Store;
  readonly #bits: LeadBits;
  readonly #callbacks: Callbacks;
  readonly #textSearch: LeadSearch;
  readonly #found = new Map<string, LeadSet>();
  #foundAt = -1;

  constructor(store: Store, bits: LeadBits, callbacks: Callbacks, textSearch: LeadSearch) {
    this.#store = store;
    this.#bits = bits;
    this.#callbacks = callbacks;
    this.#textSearch = textSearch;
  }

  /** The leads that match a filter. */
  select(filter: LeadFilter, context: SelectContext): LeadSet {
    this.#bits.sync();
    const set = this.#bounded(this.#byFacets(filter, context.me), this.#bounds(filter, context));
    return this.#withOtherConditions(filter, context, set);
  }

  #bounds(filter: LeadFilter, context: SelectContext): readonly [number, number] {
    const from = receivedFrom(filter, context.now);
    const until = filter.received?.until;
    const first = from === undefined ? 0 : this.#firstSince(from);
    const last = until === undefined ? Number.MAX_SAFE_INTEGER : this.#firstSince(until) - 1;
    return [first, Math.min(last, context.upTo ?? Number.MAX_SAFE_INTEGER)];
  }

  #bounded(set: LeadSet, [from, to]: readonly [number, number]): LeadSet {
    return from > 0 || to < Number.MAX_SAFE_INTEGER ? set.and(new RangeSet(from, to)) : set;
  }

  /** The conditions that are not about facets. */
  #withOtherConditions(filter: LeadFilter, context: SelectContext, facets: LeadSet): LeadSet {
    let set = facets;
    if (filter.callback) {
      const due = this.#callbacks.before(dueUntil(filter.callback.due, context.now));
      const whose = filter.callback.whose === 'mine' ? [this.#callbacks.mine(context.me)] : [];
      set = new AndSet([set, due, ...whose]);
    }
    return this.#hasSearch(filter) ? this.#search(filter, context, set) : set;
  }

  #byFacets(filter: LeadFilter, me: string): LeadSet {
    const together: LeadSet[] = [];
    for (const [facet, values] of Object.entries(filter.any)) {
      if (values.length > 0) together.push(this.#anyOf(facet, withName(facet, values, me)));
    }
    for (const facet of filter.empty) together.push(new ValueSet(this.#bits, MISSING, facet));
    if (filter.experience) together.push(this.#experience(filter.experience.from ?? 0, filter.experience.to ?? 99));
    if (together.length === 0) together.push(new ValueSet(this.#bits, ALL, ''));
    const set = new AndSet(together);
    const without = Object.entries(filter.none).filter(([, values]) => values.length > 0);
    if (without.length === 0) return set;
    const sets = without.map(([facet, values]) => this.#anyOf(facet, withName(facet, values, me)));
    return new MinusSet(set, new OrSet(sets));
  }

  #anyOf(facet: string, values: readonly string[]): LeadSet {
    return new OrSet([...new Set(values)].map((value) => new ValueSet(this.#bits, facet, value)));
  }

  /** The leads with `from` to `to` years of experience: whole tens, and single years at both ends. */
  #experience(from: number, to: number): LeadSet {
    const facet: LeadFacet = 'experience';
    const parts: LeadSet[] = [];
    for (let ten = Number(tenOf(String(from))); ten <= to; ten += 10) {
      const inside: string[] = [];
      const outside: string[] = [];
      for (let year = ten; year < ten + 10; year++) (year >= from && year <= to ? inside : outside).push(String(year));
      const whole = new ValueSet(this.#bits, TENS, String(ten));
      if (outside.length === 0) parts.push(whole);
      // Removing the other years from the ten would be wrong, because a lead with two values, one of them outside, must be included.
      else parts.push(this.#anyOf(facet, inside));
    }
    return new OrSet(parts);
  }

  /** The first lead received at `time` or later, ms since 1970. Ids increase with the time of receipt. */
  #firstSince(time: number): number {
    const next = this.#store
      .prepare<[number], [number, number]>('SELECT id, received_at FROM lead WHERE id >= ? ORDER BY id LIMIT 1')
      .raw();
    let low = 0;
    let high = (this.#store.prepare<[], number | null>('SELECT max(id) FROM lead').pluck().get() ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = next.get(middle) as [number, number] | undefined;
      if (row && row[1] < time) low = row[0] + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a filter has a text that excludes any lead. */
  #hasSearch({ text }: LeadFilter): boolean {
    return text.trim() !== '' && this.#textSearch.narrows(text);
  }

  #search(filter: LeadFilter, context: SelectContext, within: LeadSet): LeadSet {
    const limit = context.hits ?? SEARCH_CAP;
    const search = () => {
      const found = this.#textSearch.find(filter.text, within, limit, context.upTo, filter.any.state);
      return FixedSet.of(found.ids, found.exact);
    };
    if (context.hits !== undefined) return search();
    if (this.#bits.revision !== this.#foundAt) this.#found.clear();
    this.#foundAt = this.#bits.revision;
    const key = JSON.stringify([filter, context.me, context.upTo, momentOf(filter, context.now)]);
    let found = this.#found.get(key);
    if (!found) {
      found = search();
      this.#found.set(key, found);
      const oldest = this.#found.keys().next();
      if (this.#found.size > SEARCHES_KEPT && !oldest.done) this.#found.delete(oldest.value);
    }
    return found;
  }
}

const withName = (facet: string, values: readonly string[], me: string): readonly string[] =>
  facet === 'owner' ? values.map((value) => (value === AT_THE_DESK ? me : value)) : values;

/** Whether a filter excludes any lead other than by its text. */
export function isNarrow(filter: LeadFilter): boolean {
  const { any, none, empty, experience, received, callback } = filter;
  const some = (facets: LeadFilter['any']) => Object.values(facets).some((values) => values.length > 0);
  return some(any) || some(none) || empty.length > 0 || !!experience || !!received || !!callback;
}
