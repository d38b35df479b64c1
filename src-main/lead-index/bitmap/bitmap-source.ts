/** The bitmaps that a set reads, as far as the set has to know when they have changed. */
export interface BitmapSource {
  /** Increases with every change, including one that was rolled back. */
  readonly revision: number;
  /** Reads what was written or rolled back since the last call. */
  sync(): void;
}
