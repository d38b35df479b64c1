import type { StoredConnection } from '../connections/connections.ts';
import type { Tokens } from '../connections/tokens.ts';
import { FetchError, type LiondeskTokenOrder, type SourceFetcher } from './fetch.ts';

/** A token is renewed when it has less than this left, ms. */
const RENEW_BEFORE_MS = 60_000;

export interface OAuthPorts {
  readonly tokens: Tokens;
  readonly fetcher: SourceFetcher;
  readonly now: () => number;
  /** The client secret of a connection; null when there is none on this desk. */
  readonly secretOf: (connectionId: number) => string | null;
}

const redirectUriOf = ({ source }: StoredConnection): string => (source?.kind === 'liondesk' ? source.redirectUri : '');

const notLetIn = (name: string, why: string): FetchError =>
  new FetchError({
    is: 'failed',
    why: 'login',
    words: `${why} Let the desk into ${name} again in Settings.`,
    retryAfterMs: null,
  });

/** Where a person lets the desk in (LionDesk, OAuth 2.0: `/oauth2/authorize`). */
export function authorizeUrl(connection: StoredConnection): string {
  const url = new URL(`${connection.url.replace(/\/+$/, '')}/oauth2/authorize`);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', connection.user);
  url.searchParams.set('redirect_uri', redirectUriOf(connection));
  url.searchParams.set('scope', 'write');
  return url.href;
}

/** The code in what a person pastes: the code itself, or the whole address the vendor sent them back to. */
export function codeIn(pasted: string): string {
  const text = pasted.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  return new URL(text).searchParams.get('code') ?? text;
}

/** Tokens of LionDesk connections: renewed before they run out and once on a refusal, with one request for all who wait. */
export class OAuth {
  readonly #ports: OAuthPorts;
  readonly #renewing = new Map<number, Promise<string>>();
  /** The token that was given out last. */
  readonly #given = new Map<number, string>();

  constructor(ports: OAuthPorts) {
    this.#ports = ports;
  }

  /**
   * A token that is good now. `refused` says that the vendor did not take the one given before.
   * @throws FetchError `login` when nobody has let the desk in, or the vendor does not renew it
   */
  async token(connection: StoredConnection, refused = false): Promise<string> {
    const underWay = this.#renewing.get(connection.id);
    if (underWay) return underWay;
    const tokens = await this.#ports.tokens.of(connection.id);
    if (!tokens) throw notLetIn(connection.name, 'Nobody has let the desk in yet.');
    const { accessToken, expiresAt, refreshToken } = tokens;
    const old = expiresAt !== null && expiresAt - this.#ports.now() < RENEW_BEFORE_MS;
    const sameAsRefused = refused && this.#given.get(connection.id) === accessToken;
    if (!old && !sameAsRefused) {
      this.#given.set(connection.id, accessToken);
      return accessToken;
    }
    if (refreshToken === '') throw notLetIn(connection.name, 'The vendor’s token has run out.');
    // Another caller may have begun while the tokens were read.
    return this.#renewing.get(connection.id) ?? this.#renew(connection, refreshToken);
  }

  /** Changes the code that a person was given into tokens, and keeps them. @throws FetchError */
  async authorize(connection: StoredConnection, code: string): Promise<void> {
    await this.#ask(connection, { type: 'authorization_code', code: codeIn(code) }, '');
  }

  #renew(connection: StoredConnection, refreshToken: string): Promise<string> {
    const renewing = this.#ask(connection, { type: 'refresh_token', refreshToken }, refreshToken).finally(() =>
      this.#renewing.delete(connection.id),
    );
    this.#renewing.set(connection.id, renewing);
    return renewing;
  }

  async #ask(connection: StoredConnection, grant: LiondeskTokenOrder['grant'], refreshToken: string): Promise<string> {
    const { tokens, fetcher, now, secretOf } = this.#ports;
    const answer = await fetcher.fetch({
      is: 'liondesk-token',
      base: connection.url,
      timeoutMs: connection.timeoutMs,
      clientId: connection.user,
      clientSecret: secretOf(connection.id) ?? '',
      redirectUri: redirectUriOf(connection),
      grant,
    });
    if (answer.is === 'failed') {
      if (answer.why === 'login') throw notLetIn(connection.name, answer.words);
      throw new FetchError(answer);
    }
    await tokens.keep(connection.id, {
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken === '' ? refreshToken : answer.refreshToken,
      expiresAt: answer.expiresIn === null ? null : now() + answer.expiresIn * 1000,
    });
    this.#given.set(connection.id, answer.accessToken);
    return answer.accessToken;
  }
}
