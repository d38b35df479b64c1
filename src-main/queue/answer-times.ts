/** How long answers took: how many there were, their mean, and how sure that mean is. */
export class AnswerTimes {
  #count = 0;
  #sum = 0;
  #squares = 0;

  get count(): number {
    return this.#count;
  }

  /** Mean, ms; never 0, so that it can be divided by. */
  get mean(): number {
    return this.#count === 0 ? 0 : Math.max(this.#sum / this.#count, 0.01);
  }

  /**
   * Variance of the mean's logarithm: what two means have of it adds up in the logarithm of their ratio. Few answers count as fewer,
   * since they don't tell how far they scatter (as with Student's distribution).
   */
  get doubt(): number {
    if (this.#count <= 3) return 1;
    const variance = Math.max(0, this.#squares / this.#count - (this.#sum / this.#count) ** 2);
    return variance / this.mean ** 2 / (this.#count - 3);
  }

  add(ms: number): void {
    this.#count++;
    this.#sum += ms;
    this.#squares += ms * ms;
  }

  /** The same, to be changed by itself. */
  copy(): AnswerTimes {
    const copy = new AnswerTimes();
    copy.fadeInto(1, this);
    return copy;
  }

  /** Takes in others; what was there counts `weight` of what it did, so that the mean follows the vendor. */
  fadeInto(weight: number, others: AnswerTimes): void {
    this.#count = this.#count * weight + others.#count;
    this.#sum = this.#sum * weight + others.#sum;
    this.#squares = this.#squares * weight + others.#squares;
  }
}

/** Logarithm of how many times longer `b` took than `a`, and its standard error. */
export function slowdown(a: AnswerTimes, b: AnswerTimes): { readonly by: number; readonly error: number } {
  return { by: Math.log(b.mean / a.mean), error: Math.sqrt(a.doubt + b.doubt) };
}
