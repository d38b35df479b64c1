import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What became of a secret that was handed in: the value it stood for, or why it opens nothing. */
export type Redeemed<T> = { readonly value: T } | 'used' | 'expired' | 'unknown';

/** Secrets that are spent or over are remembered for this many, to say which of the two it was. */
const REMEMBERED = 100;

interface Issued<T> {
  readonly digest: Buffer;
  readonly value: T;
  readonly until: number;
  isUsed: boolean;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();

/** A random secret of 256 bits, in characters that need no quoting in an address, a header or a file. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether two texts are the same, in a time that tells nothing of either. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

/** Secrets that each open something once, and for a while. Only their digests are kept. */
export class OneTimeSecrets<T> {
  readonly #issued: Issued<T>[] = [];
  readonly #lifeMs: number;
  readonly #now: () => number;

  /** @param now a clock that is never put back, ms */
  constructor(lifeMs: number, now: () => number = () => performance.now()) {
    this.#lifeMs = lifeMs;
    this.#now = now;
  }

  /** A new secret that opens `value`. */
  issue(value: T): string {
    const secret = newSecret();
    this.#issued.push({ digest: digestOf(secret), value, until: this.#now() + this.#lifeMs, isUsed: false });
    if (this.#issued.length > REMEMBERED) this.#issued.shift();
    return secret;
  }

  /** Spends a secret. */
  redeem(secret: string): Redeemed<T> {
    const given = digestOf(secret);
    // Every one is looked at, so that the time tells nothing of where it is.
    let found: Issued<T> | undefined;
    for (const one of this.#issued) if (timingSafeEqual(one.digest, given)) found = one;
    if (!found) return 'unknown';
    if (found.isUsed) return 'used';
    if (this.#now() >= found.until) return 'expired';
    found.isUsed = true;
    return { value: found.value };
  }
}
