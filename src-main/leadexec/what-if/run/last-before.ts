import type { KeptSales } from './kept-sales.ts';

/** What an unchanged distribution depends on. */
export interface BeforeOf {
  readonly connectionId: number;
  /** The revision of its copies and settings. */
  readonly account: string;
  /** The receivers whose leads count, as text. */
  readonly receivers: string;
  /** The revision of the posted leads. */
  readonly posts: number;
  /** The time range of the leads that are distributed, and from when on earlier ones count. */
  readonly from: number;
  readonly until: number;
  readonly since: number;
}

/** What the last what-if kept of its unchanged distribution, so that one with other changes need not distribute everything twice. */
export class LastBefore {
  #last: { readonly of: BeforeOf; readonly kept: KeptSales } | null = null;

  /** Null if nothing is kept, or something else. */
  of(wanted: BeforeOf): KeptSales | null {
    if (this.#last === null || !isSame(this.#last.of, wanted)) return null;
    return this.#last.kept;
  }

  keep(of: BeforeOf, kept: KeptSales): void {
    this.#last = { of, kept };
  }

  /** Frees the memory. */
  forget(): void {
    this.#last = null;
  }
}

const isSame = (one: BeforeOf, other: BeforeOf): boolean =>
  one.connectionId === other.connectionId &&
  one.account === other.account &&
  one.receivers === other.receivers &&
  one.posts === other.posts &&
  one.from === other.from &&
  one.until === other.until &&
  one.since === other.since;
