/** The code of no text. */
export const NO_TEXT = 0;
/** The code of every text that was added after the maximum number of different texts was reached. */
export const OTHER_TEXT = 1;

/** Assigns numbers to texts, so that a column with many rows and few different texts needs one number for each row. */
export class TextCodes {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = ['', ''];
  readonly #most: number;

  /** @param most the maximum number of different texts */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  codeOf(text: string | null): number {
    if (text === null || text === '') return NO_TEXT;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (this.#codes.size >= this.#most) return OTHER_TEXT;
    const code = this.#texts.length;
    this.#codes.set(text, code);
    this.#texts.push(text);
    return code;
  }

  /** The code of a text that some row has or had. Any other text may be among those without a code of their own. */
  find(text: string): number {
    return this.#codes.get(text) ?? OTHER_TEXT;
  }

  textOf(code: number): string {
    return this.#texts[code] ?? '';
  }

  /** By code: 1 for texts that pass a test, and for texts without a code of their own, which may pass it. */
  passing(test: (text: string) => boolean): Uint8Array {
    const pass = new Uint8Array(this.#texts.length);
    for (let code = OTHER_TEXT + 1; code < pass.length; code++) pass[code] = test(this.#texts[code] ?? '') ? 1 : 0;
    pass[OTHER_TEXT] = this.#codes.size >= this.#most ? 1 : 0;
    return pass;
  }
}
