import { AnswerTimes, slowdown } from './answer-times.ts';

/** The fewest answers from which a mean is trusted. */
export const LEAST_ANSWERS = 8;
/** The number of answers, or of rounds, that make up the reference. */
const REFERENCE_ANSWERS = 40;
const REFERENCE_ROUNDS = 2;
/** The weight that the base keeps when a block of answers is added, so that it follows the vendor and chance has little effect. */
const KEPT = 0.9;
/** If two blocks in a row differ significantly by this much (as a logarithm), the vendor has changed. */
const CHANGED = 0.18;
const CHANGED_ERRORS = 3;
/** This many very slow answers in a row also mean a change, because a vendor that has collapsed gives few answers. */
const COLLAPSED_ANSWERS = 4;
const COLLAPSED_TIMES = 3;

/** What a level's answers show: too few so far, no change, a possible change, or how much slower they became (as a logarithm). */
export type Seen =
  | 'gathering'
  | 'steady'
  | 'suspect'
  | { readonly slowerBy: number; readonly collapsed: boolean; readonly times: AnswerTimes };

/** Watches the answers of one level for a change of the vendor. */
export class LevelWatch {
  /** The current response times, with which trials are compared. */
  readonly base: AnswerTimes;
  /** The response times when the level began, which reveal a vendor that slows down gradually. */
  readonly #reference: AnswerTimes;
  #block = new AnswerTimes();
  #suspicion: { readonly times: AnswerTimes; readonly slower: boolean } | null = null;
  #slow = new AnswerTimes();

  constructor(base = new AnswerTimes()) {
    this.base = base;
    this.#reference = base.copy();
  }

  /** Begins a new block after answers at another level. */
  interrupt(): void {
    this.#block = new AnswerTimes();
    this.#suspicion = null;
    this.#slow = new AnswerTimes();
  }

  /** Adds an answer that took `ms` while the level was fully used. */
  add(ms: number, level: number): Seen {
    const known = this.base.count >= LEAST_ANSWERS;
    if (known && ms > this.base.mean * COLLAPSED_TIMES) this.#slow.add(ms);
    else this.#slow = new AnswerTimes();
    if (this.#slow.count >= COLLAPSED_ANSWERS) {
      return { slowerBy: slowdown(this.base, this.#slow).by, collapsed: true, times: this.#slow };
    }
    this.#block.add(ms);
    if (this.#block.count < Math.max(LEAST_ANSWERS, level / 2)) return 'gathering';
    const block = this.#block;
    this.#block = new AnswerTimes();
    const seen = known ? this.#compare(block) : 'steady';
    if (seen !== 'steady') return seen;
    this.base.fadeInto(KEPT, block);
    if (this.#reference.count < Math.max(REFERENCE_ANSWERS, level * REFERENCE_ROUNDS))
      this.#reference.fadeInto(1, block);
    return 'steady';
  }

  #compare(block: AnswerTimes): Seen {
    const { by, error } = slowdown(this.#reference, block);
    const before = this.#suspicion;
    this.#suspicion = null;
    if (Math.abs(by) < Math.max(CHANGED, CHANGED_ERRORS * error)) return 'steady';
    const slower = by > 0;
    if (before?.slower !== slower) {
      this.#suspicion = { times: block, slower };
      return 'suspect';
    }
    block.fadeInto(1, before.times);
    return { slowerBy: slowdown(this.#reference, block).by, collapsed: false, times: block };
  }
}
