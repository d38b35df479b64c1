/** The response times of a set of answers: their number, their mean, and how uncertain that mean is. */
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
   * Variance of the mean's logarithm. The variances of two means add up to that of the logarithm of their ratio. Small samples are given a
   * larger variance, because their spread is itself uncertain (as in Student's distribution).
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

  /** An independent copy. */
  copy(): AnswerTimes {
    const copy = new AnswerTimes();
    copy.fadeInto(1, this);
    return copy;
  }

  /** Adds other answers and reduces the weight of the earlier ones by the factor `weight`, so that the mean follows the vendor. */
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
