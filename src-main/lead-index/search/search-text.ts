/** A lead's text for the search. */
export interface SearchText {
  readonly id: number;
  readonly name: string;
  /**
   * City, state and employers, one per line. As in the name, their words are found from the first letter on. The words of each value that
   * the lead has in the facet `state`, and of the name of that state, are among them: a search within a state looks at no other leads.
   */
  readonly places: string;
  /** Emails, address, ZIP, license and specialties: found by whole words, and by prefixes of three letters or more. */
  readonly words: string;
  readonly notes: string;
  readonly phones: readonly string[];
}
