import { leadStatus } from '../../../src-preload/contract/index.ts';
import { type Direction, FixedSet, type LeadSet } from '../bitmap/lead-set.ts';
import { MISSING, MULTI_VALUED } from '../facets/edits.ts';
import type { LeadSelector } from '../facets/selector.ts';
import { ValueSet } from '../facets/value-set.ts';

export type ValueSort = 'state' | 'license' | 'experience' | 'status';

const statuses: readonly string[] = leadStatus.options;

function compareValues(by: ValueSort, a: string, b: string): number {
  if (by === 'experience') return Number(a) - Number(b);
  if (by === 'status') return statuses.indexOf(a) - statuses.indexOf(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Leads ordered by their value of one facet, and by id for the same value. Those without a value are last. */
export class ValueOrder {
  readonly #parts: readonly LeadSet[];

  constructor(index: LeadSelector, leads: LeadSet, by: ValueSort, direction: Direction) {
    const sign = direction === 'ascending' ? 1 : -1;
    const sorted = index.values(by).sort((a, b) => sign * compareValues(by, a.value, b.value));
    const inside = leads.frozen();
    const parts: LeadSet[] = [];
    // A lead with several values is listed at the first of them.
    const multiValued = new ValueSet(index.bits, MULTI_VALUED, by);
    const someMultiValued = multiValued.count() > 0;
    let before: LeadSet = new FixedSet(new Map());
    for (const { value } of sorted) {
      const having = new ValueSet(index.bits, by, value);
      const here = inside.and(having);
      parts.push(someMultiValued ? here.minus(before) : here);
      if (someMultiValued) before = before.or(multiValued.and(having)).frozen();
    }
    parts.push(inside.and(new ValueSet(index.bits, MISSING, by)));
    this.#parts = parts;
  }

  /** The leads from place `n` on. */
  page(n: number, limit: number, direction: Direction): number[] {
    const found: number[] = [];
    let skip = n;
    for (const part of this.#parts) {
      if (found.length >= limit) break;
      // Usually the first parts are enough, and later ones are not even counted.
      const count = part.count();
      if (skip < count) found.push(...part.page(skip, limit - found.length, direction));
      skip = Math.max(0, skip - count);
    }
    return found;
  }

  placeOf(id: number, direction: Direction): number | null {
    let before = 0;
    for (const part of this.#parts) {
      const place = part.placeOf(id, direction);
      if (place !== null) return before + place;
      before += part.count();
    }
    return null;
  }
}
