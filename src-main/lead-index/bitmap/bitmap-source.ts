/** What a set reads its bitmaps from, as far as the set needs it to know when they have changed. */
export interface BitmapSource {
  /** Grows with every change, also with one that was rolled back. */
  readonly revision: number;
  /** Takes in what was written or rolled back since the last call. */
  sync(): void;
}
