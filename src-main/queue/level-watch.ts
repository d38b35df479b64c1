import { AnswerTimes, slowdown } from './answer-times.ts';

/** The fewest answers that a mean is believed of. */
export const LEAST_ANSWERS = 8;
/** What answers are compared with is made of so many, or of this many rounds. */
const REFERENCE_ANSWERS = 40;
const REFERENCE_ROUNDS = 2;
/** How much of the base is kept as a block of answers comes in: it follows the vendor, and chance is small in it. */
const KEPT = 0.9;
/** Answers that take so much longer or shorter (as a logarithm), twice in a row and not by chance, mean that the vendor has changed. */
const CHANGED = 0.18;
const CHANGED_ERRORS = 3;
/** So many answers in a row that each take so many times as long mean it too, since a vendor that has collapsed gives few. */
const COLLAPSED_ANSWERS = 4;
const COLLAPSED_TIMES = 3;

/** What a level's answers say: more are needed, all is as before, perhaps it isn't; or how much slower they became (as a logarithm). */
export type Seen =
  | 'gathering'
  | 'steady'
  | 'suspect'
  | { readonly slowerBy: number; readonly collapsed: boolean; readonly times: AnswerTimes };

/** Watches the answers of one level for a change of the vendor. */
export class LevelWatch {
  /** How answers come now; what trials are compared with. */
  readonly base: AnswerTimes;
  /** How they came as the level began: a vendor that slows little by little is found by it. */
  readonly #reference: AnswerTimes;
  #block = new AnswerTimes();
  #suspicion: { readonly times: AnswerTimes; readonly slower: boolean } | null = null;
  #slow = new AnswerTimes();

  constructor(base = new AnswerTimes()) {
    this.base = base;
    this.#reference = base.copy();
  }

  /** Begins a new block: answers of another level came between. */
  interrupt(): void {
    this.#block = new AnswerTimes();
    this.#suspicion = null;
    this.#slow = new AnswerTimes();
  }

  /** Takes in an answer that took `ms` while the level was in full use. */
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
