import type { HttpRequest, HttpResult } from '../../platform/http-messages.ts';
import { type Refused, refused } from '../lead-answer.ts';
import { secretRemover } from '../remove-secrets.ts';
import { authentication } from './calls/authentication.ts';
import { readAnswer } from './read-answer.ts';
import { type AccountAccess, accountRequest } from './request.ts';

/** A token and its expiry. */
export interface AccountToken {
  readonly accessToken: string;
  /** ms since 1970, by this machine's clock. */
  readonly expiresAt: number;
}

/** A token that expires within this time is renewed first, ms; for a short-lived one it is a tenth of its lifetime. */
const MARGIN_MS = 60_000;
/** The lifetime of a token that does not specify it, ms: the document's 3600 s. */
const LIFE_MS = 3_600_000;

type Send = (request: HttpRequest) => Promise<HttpResult>;

/** "Authentication": fetches a token with client id and secret. Never rejects. */
export async function fetchToken(
  access: AccountAccess,
  send: Send,
  now: () => number,
): Promise<(AccountToken & { readonly kind: 'token' }) | Refused> {
  const { clientId, clientSecret } = access;
  const body = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
  const { request } = accountRequest(authentication.definition, access, { path: {}, body });
  const began = now();
  const result = await send(request);
  const asked = { vendor: 'LeadExec', url: request.url, secrets: [clientSecret] };
  const read = readAnswer(authentication.definition, result, asked, now());
  if (read.kind === 'refused') return read.status === 400 ? { ...read, why: 'login' } : read;
  if (read.kind === 'declined') {
    const words = secretRemover([clientSecret])(read.words);
    return refused('login', `LeadExec returned no token: ${words}. Check client id and secret of the connection.`, 200);
  }
  const value = read.value as { access_token?: string | null; expires_in?: number | null } | null;
  const accessToken = value?.access_token ?? '';
  if (accessToken === '' || /[^\x21-\x7e]/.test(accessToken)) {
    return refused('unreadable', 'LeadExec’s answer contains no access token. It was ignored.', 200);
  }
  const seconds = value?.expires_in ?? 0;
  const life = seconds > 0 ? seconds * 1000 : LIFE_MS;
  return { kind: 'token', accessToken, expiresAt: began + life - Math.min(MARGIN_MS, life / 10) };
}

/** Where a token is stored between starts. */
export interface TokenPlace {
  read(): Promise<AccountToken | null>;
  keep(token: AccountToken): Promise<void>;
}

/** The token of one account: fetched when first needed, and renewed once for all callers, before it expires and if it was refused. */
export class TokenSource {
  readonly #access: () => AccountAccess;
  readonly #send: Send;
  readonly #now: () => number;
  readonly #place: TokenPlace | null;
  #token: AccountToken | null = null;
  #looked = false;
  #fetching: Promise<{ readonly kind: 'token'; readonly accessToken: string } | Refused> | null = null;

  constructor(access: () => AccountAccess, send: Send, now: () => number, place: TokenPlace | null = null) {
    this.#access = access;
    this.#send = send;
    this.#now = now;
    this.#place = place;
  }

  /** The currently valid token; null if one has to be fetched. */
  current(): string | null {
    return this.#token !== null && this.#token.expiresAt > this.#now() ? this.#token.accessToken : null;
  }

  /** A valid token. `refusedOne` is one that the vendor refused: if it is still in use, another is fetched. Never rejects. */
  async get(refusedOne?: string): Promise<{ readonly kind: 'token'; readonly accessToken: string } | Refused> {
    if (!this.#looked && this.#place !== null) {
      // If the stored token can’t be read, a new one is fetched.
      const kept = await this.#place.read().catch(() => null);
      if (!this.#looked) this.#token ??= kept;
    }
    this.#looked = true;
    if (refusedOne !== undefined && this.#token?.accessToken === refusedOne) this.#token = null;
    const accessToken = this.current();
    if (accessToken !== null) return { kind: 'token', accessToken };
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<{ readonly kind: 'token'; readonly accessToken: string } | Refused> {
    const fetched = await fetchToken(this.#access(), this.#send, this.#now);
    if (fetched.kind === 'refused') return fetched;
    const { accessToken, expiresAt } = fetched;
    this.#token = { accessToken, expiresAt };
    // If a token can't be stored safely, it is used until the program ends.
    await this.#place?.keep(this.#token).catch(() => {});
    return { kind: 'token', accessToken };
  }
}
