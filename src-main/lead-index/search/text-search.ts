import type { LeadSet } from '../bitmap/lead-set.ts';

/** A lead as the search knows it. */
export interface SearchText {
  readonly id: number;
  readonly name: string;
  /** City, state and employers, one a line. As in the name, their words are found from the first letter on. */
  readonly places: string;
  /** E-mails, address, ZIP, license and specialties: found by whole words, and by their beginnings from the third letter on. */
  readonly words: string;
  readonly notes: string;
  readonly phones: readonly string[];
}

/** The part of the index that finds leads by text. */
export interface TextSearch {
  /** The newest leads that match, newest first, at most `limit`; `exact` is false when there are more. */
  find(text: string, within: LeadSet | null, limit: number, upTo?: number): { ids: readonly number[]; exact: boolean };
  /** Whether a text excludes any lead; without this method every text does. */
  narrows?(text: string): boolean;
  /** Replaces the text of leads, as it was before, by what it is now. Inside the caller's write transaction. */
  put(before: readonly SearchText[], after: readonly SearchText[]): void;
  /** Removes a lead. Inside the caller's write transaction. */
  erase?(before: Pick<SearchText, 'id'>): void;
  /** Empties the search, some ms at a time; false when it is empty. `put` then has to be called for every lead. Outside of a transaction. */
  restart?(): boolean;
  /** The ids of those leads whose text in the search differs from this. */
  differing?(texts: readonly SearchText[]): number[];
  /** Makes pending leads findable for about `ms` milliseconds; false when none was pending. */
  catchUp?(ms: number): boolean;
  /** The first pending lead, and about how many there are; null when none is pending. All before the first are findable. */
  waiting?(): { first: number; leads: number } | null;
  /** Removes what is left of words that no lead has any more, for about `ms` milliseconds; false when nothing is left. Outside of a transaction. */
  removeTraces?(ms: number): boolean;
  /** Tidies the search for about `ms` milliseconds, outside of a transaction; false when there is nothing more to do. */
  tidy?(ms: number): boolean;
}
