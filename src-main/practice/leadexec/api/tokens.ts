import { randomUUID } from 'node:crypto';
import type { Account } from '../account/model.ts';
import { Refused } from './call.ts';

/** The granted tokens. They are only valid while the process runs. */
export class Tokens {
  #expiries = new Map<string, number>();
  #granted = 0;

  /** The number of tokens granted since the start. */
  get granted(): number {
    return this.#granted;
  }

  /**
   * Grants a token for a client id and secret.
   * @returns the answer; with `refusal` of "error" even for a wrong secret, in the successful form
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

  /** Makes all granted tokens invalid. */
  expireAll(): void {
    this.#expiries.clear();
  }
}
