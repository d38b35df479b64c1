import { randomUUID } from 'node:crypto';
import type { Account } from '../account/model.ts';
import { Refused } from './call.ts';

/** Tokens that were granted. They live no longer than the process. */
export class Tokens {
  #expiries = new Map<string, number>();
  #granted = 0;

  /** How many were granted since the start. */
  get granted(): number {
    return this.#granted;
  }

  /**
   * Grants one to a client id and secret.
   * @returns the answer; with `refusal` of "error" also for a wrong secret, in its success shape
   * @throws Refused 401
   */
  issue(
    { apiClients }: Account,
    given: { readonly clientId: string; readonly secret: string },
    {
      seconds,
      now,
      refusal,
    }: { readonly seconds: number; readonly now: number; readonly refusal: 'http401' | 'error' },
  ) {
    const { clientId, secret } = given;
    const isKnown = apiClients.some((one) => one.clientId === clientId && one.clientSecret === secret);
    if (!isKnown && refusal === 'http401') throw new Refused(401, 'invalid_client');
    if (!isKnown) return { access_token: '', token_type: 'Bearer', expires_in: 0, error: 'invalid_client' };
    const token = randomUUID().replaceAll('-', '');
    this.#expiries.set(token, now + seconds * 1000);
    this.#granted += 1;
    return { access_token: token, token_type: 'Bearer', expires_in: seconds, error: null };
  }

  isGood(authorization: string, now: number): boolean {
    const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
    return now < (this.#expiries.get(token) ?? 0);
  }

  /** All that were granted are good no more. */
  expireAll(): void {
    this.#expiries.clear();
  }
}
