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
