import type { LeadSet } from '../bitmap/lead-set.ts';

/** A lead as the search knows it. */
export interface SearchText {
  readonly id: number;
  readonly name: string;
  /** City, state and employers, each on a line of its own. As with the name, their words are found from the first letter on. */
  readonly places: string;
  /** E-mails, address, ZIP, license and specialties: whole words, and from the third letter on their beginnings. */
  readonly words: string;
  readonly notes: string;
  readonly phones: readonly string[];
}

/** The part of the index that finds leads by text. */
export interface TextSearch {
  /** The newest leads that match, newest first, at most `limit`; `exact` is false when there are more. */
  find(text: string, within: LeadSet | null, limit: number, upTo?: number): { ids: readonly number[]; exact: boolean };
  /** Whether a text leaves anything out; without it every text does. */
  narrows?(text: string): boolean;
  /** Inside the caller's write transaction: what was told of these leads before, and what holds now. */
  put(before: readonly SearchText[], after: readonly SearchText[]): void;
  /** Takes a lead out. Inside the caller's write transaction. */
  erase?(before: Pick<SearchText, 'id'>): void;
  /** Forgets every lead: it is to be told of all of them again. Inside the caller's write transaction. */
  restart?(): void;
  /** Of leads those that it would not find by what they are now. */
  differing?(texts: readonly SearchText[]): number[];
  /** Makes findable what waits for it, for about `ms` ms; false when nothing waited. */
  catchUp?(ms: number): boolean;
  /** Leads that wait for it: the first of them, and about how many; null when none does. Those before it are found. */
  waiting?(): { first: number; leads: number } | null;
  /** Takes away, for about `ms` ms, what is left of words that nobody has any more; false when nothing is. Outside of a transaction. */
  removeTraces?(ms: number): boolean;
  /** Puts the search in order for about `ms` ms, outside of a transaction; false when there is nothing more to do. */
  tidy?(ms: number): boolean;
}
