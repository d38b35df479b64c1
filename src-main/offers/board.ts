/** The leads that are offered, in memory. */
export class Board {
  touched(_ids: Iterable<number>): void {}
  forgetViews(): void {}
  close(): void {}
}
