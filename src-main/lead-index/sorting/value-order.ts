import type { LeadFilter } from '../../../src-preload/contract/index.ts';
import { leadStatus } from '../../../src-preload/contract/index.ts';
import { AndSet, type Direction, FixedSet, type LeadSet, MinusSet } from '../bitmap/lead-set.ts';
import { MULTI_VALUED } from '../facets/edits.ts';
import type { LeadSelector, SelectContext } from '../facets/selector.ts';
import { ValueSet } from '../facets/value-set.ts';

export type ValueSort = 'state' | 'license' | 'experience' | 'status';

const statuses: readonly string[] = leadStatus.options;

function compareValues(by: ValueSort, a: string, b: string): number {
  if (by === 'experience') return Number(a) - Number(b);
  if (by === 'status') return statuses.indexOf(a) - statuses.indexOf(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The leads that match a filter, ordered by their value of one facet, within a value by id; those without a value are last. */
export class ValueOrder {
  readonly #direction: Direction;
  readonly #parts: readonly LeadSet[];

  constructor(index: LeadSelector, filter: LeadFilter, context: SelectContext, by: ValueSort, direction: Direction) {
    this.#direction = direction;
    const sign = direction === 'ascending' ? 1 : -1;
    const values = index.values(by).sort((a, b) => sign * compareValues(by, a.value, b.value));
    const part = index.narrowed(filter, context, by);
    const parts: LeadSet[] = [];
    // A lead with several values is listed at the first of them.
    const multiValued = new ValueSet(index.bits, MULTI_VALUED, by);
    const someMultiValued = multiValued.count() > 0;
    let before: LeadSet = new FixedSet(new Map());
    for (const { value } of values) {
      const here = part(value);
      parts.push(someMultiValued ? new MinusSet(here, before) : here);
      if (someMultiValued) before = before.or(new AndSet([multiValued, new ValueSet(index.bits, by, value)])).frozen();
    }
    parts.push(part(null));
    this.#parts = parts;
  }

  /** The leads from place `n` on. */
  page(n: number, limit: number): number[] {
    const found: number[] = [];
    let skip = n;
    for (const part of this.#parts) {
      if (found.length >= limit) break;
      // Mostly the first parts are enough, and later ones are not even counted.
      const count = part.count();
      if (skip < count) found.push(...part.page(skip, limit - found.length, this.#direction));
      skip = Math.max(0, skip - count);
    }
    return found;
  }

  placeOf(id: number): number | null {
    let before = 0;
    for (const part of this.#parts) {
      const place = part.placeOf(id, this.#direction);
      if (place !== null) return before + place;
      before += part.count();
    }
    return null;
  }
}
