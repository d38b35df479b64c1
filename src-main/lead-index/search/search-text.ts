/** A lead's text for the search. */
export interface SearchText {
  readonly id: number;
  readonly name: string;
  /**
   * City, state and employers, one per line. As in the name, their words are found from the first letter on. The words of each value that
   * the lead has in the facet `state` are among them, because a search within a state only looks at leads with its words.
   */
  readonly places: string;
  /** E-mails, address, ZIP, license and specialties: found by whole words, and by prefixes of three letters or more. */
  readonly words: string;
  readonly notes: string;
  readonly phones: readonly string[];
}
