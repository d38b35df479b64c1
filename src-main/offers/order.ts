/** Row numbers in sorted order, which is updated as rows are added, removed and changed. */
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

  /** Removes rows and inserts rows by their current values. `out` is 1 for each removed row. */
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

  /** Replaces row numbers, because the rows were renumbered. */
  renumber(now: Int32Array): void {
    this.#rows = this.#rows.map((row) => now[row] ?? 0);
  }
}
