import type { LeadColumn, LeadFacet, LeadFilter, LeadRows } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadHooks } from './hooks.ts';
import type { Facets } from './person.ts';

/** What becomes of one lead in the index; null is not in it. */
export interface FacetChange {
  readonly id: number;
  readonly before: Facets | null;
  readonly after: Facets | null;
}

/** A lead as the search knows it. */
export interface SearchEntry {
  readonly id: number;
  readonly name: string;
  /** E-mails and city. */
  readonly words: string;
  readonly notes: string;
  readonly phones: readonly string[];
}

/** A set of leads, worked out as it is asked for. */
export interface LeadSetPort {
  count(): number;
  /** The ids from `from` (that one included) on, ascending, at most `limit`. */
  ids(from?: number, limit?: number): number[];
  minus(other: LeadSetPort): LeadSetPort;
}

/** What choosing and showing leads needs of the index. */
export interface ListPort extends IndexPort {
  select(filter: LeadFilter, context: { now: number; me: string; upTo?: number; everyHit?: boolean }): LeadSetPort;
  setOf(ids: readonly number[]): LeadSetPort;
  rows(ids: readonly number[], columns: readonly LeadColumn[]): LeadRows;
}

/** What this room needs of the index that lists are read from. */
export interface IndexPort {
  /** Inside the caller's write transaction; a whole batch at once. */
  put(changes: readonly FacetChange[]): void;
  putSearch(before: readonly SearchEntry[], after: readonly SearchEntry[]): void;
  valuesOf(id: number, facet: LeadFacet): string[];
  /** Takes a person out so that nothing stays, not even a value or a word that nobody else has. Inside the caller's write transaction. */
  erase(id: number): void;
}

/** What changing leads takes. */
export interface LeadPorts {
  readonly store: Store;
  readonly index: IndexPort;
  readonly now: () => number;
  /** What other rooms keep of a lead; without it there is nothing else. */
  readonly hooks?: LeadHooks;
}
