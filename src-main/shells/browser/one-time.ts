import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The result of redeeming a secret: its value, or why it is not accepted. */
export type Redeemed<T> = { readonly value: T } | 'used' | 'expired' | 'unknown';

/** How many used or expired secrets are remembered, to report which of the two a secret is. */
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

/** Whether two texts are the same, in constant time. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

/** Secrets that can each be redeemed once and for a limited time. Only their digests are stored. */
export class OneTimeSecrets<T> {
  readonly #issued: Issued<T>[] = [];
  readonly #lifeMs: number;
  readonly #now: () => number;

  /** @param now a monotonic clock, ms */
  constructor(lifeMs: number, now: () => number = () => performance.now()) {
    this.#lifeMs = lifeMs;
    this.#now = now;
  }

  /** A new secret for `value`. */
  issue(value: T): string {
    const secret = newSecret();
    this.#issued.push({ digest: digestOf(secret), value, until: this.#now() + this.#lifeMs, isUsed: false });
    if (this.#issued.length > REMEMBERED) this.#issued.shift();
    return secret;
  }

  /** Uses up a secret. */
  redeem(secret: string): Redeemed<T> {
    const given = digestOf(secret);
    // All of them are compared, so that the time doesn't reveal the position.
    let found: Issued<T> | undefined;
    for (const one of this.#issued) if (timingSafeEqual(one.digest, given)) found = one;
    if (!found) return 'unknown';
    if (found.isUsed) return 'used';
    if (this.#now() >= found.until) return 'expired';
    found.isUsed = true;
    return { value: found.value };
  }
}
