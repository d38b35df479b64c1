/** Where a set reads its bitmaps from, as far as the set has to know when these changed. */
export interface BitmapSource {
  /** Grows with every change, also with one that was rolled back. */
  readonly revision: number;
  /** The `revision` at which a chunk of a facet changed last. */
  changedAt(facet: string, chunk: number): number;
  /** Takes in what was written or rolled back since the last call. */
  sync(): void;
}
