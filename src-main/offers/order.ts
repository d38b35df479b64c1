/** Numbers of rows in an order that is kept up as rows come, go and change. */
export class Order {
  readonly #compare: (a: number, b: number) => number;
  #rows = new Int32Array(0);

  /** Two different rows must never compare as equal. */
  constructor(compare: (a: number, b: number) => number) {
    this.#compare = compare;
  }

  get rows(): Int32Array {
    return this.#rows;
  }

  /** Takes rows out where they stand, and puts rows in by what they are now. `out` holds 1 for each row that goes. */
  change(out: Uint8Array | null, come: readonly number[]): void {
    const fresh = Int32Array.from(come).sort(this.#compare);
    const old = this.#rows;
    const next = new Int32Array(old.length + fresh.length);
    let [at, length] = [0, 0];
    for (const row of old) {
      if (out?.[row] === 1) continue;
      while (at < fresh.length && this.#compare(fresh[at] ?? 0, row) < 0) next[length++] = fresh[at++] ?? 0;
      next[length++] = row;
    }
    while (at < fresh.length) next[length++] = fresh[at++] ?? 0;
    this.#rows = next.slice(0, length);
  }

  /** The rows have got other numbers. */
  renumber(now: Int32Array): void {
    this.#rows = this.#rows.map((row) => now[row] ?? 0);
  }
}
