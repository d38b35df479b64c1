import { randomUUID } from 'node:crypto';
import type { StoredConnection } from '../connections/connections.ts';
import type { Tokens } from '../connections/tokens.ts';
import { authorizeUrl } from '../vendors/liondesk/requests.ts';
import { FetchError, type LiondeskTokenOrder, type SourceFetcher } from './fetch.ts';

/** A token is renewed when it is valid for less than this, ms. */
const RENEW_BEFORE_MS = 60_000;

export interface OAuthPorts {
  readonly tokens: Tokens;
  readonly fetcher: SourceFetcher;
  readonly now: () => number;
  /** The client secret of a connection; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
}

const redirectUriOf = ({ source }: StoredConnection): string => (source?.kind === 'liondesk' ? source.redirectUri : '');

/** The error that a person has to authorize the desk, for the first time or `again`. */
const notLetIn = (name: string, why: string, again: ' again' | '' = ' again'): FetchError =>
  new FetchError({
    is: 'failed',
    why: 'login',
    words: `${why} Authorize ${name}${again} in Settings.`,
    retryAfterMs: null,
  });

/** What a person pastes: the code itself, or the whole address to which the vendor redirected them. */
export function pasted(text: string): { readonly code: string; readonly state: string | null } {
  const trimmed = text.trim();
  const url = /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed) ? new URL(trimmed) : null;
  const code = url?.searchParams.get('code');
  return code ? { code, state: url?.searchParams.get('state') ?? null } : { code: trimmed, state: null };
}

/** Tokens of LionDesk connections. They are renewed before they expire and once after a refusal, with one request for all callers. */
export class OAuth {
  readonly #ports: OAuthPorts;
  readonly #renewing = new Map<number, Promise<string>>();
  /** The last token that was returned. */
  readonly #given = new Map<number, string>();
  /** The `state` of the address that was shown last, which the vendor returns with the code. */
  readonly #states = new Map<number, string>();

  constructor(ports: OAuthPorts) {
    this.#ports = ports;
  }

  /**
   * A valid token. `refused` is the previous token if the vendor refused it.
   * @throws FetchError `login` if nobody has authorized the desk, or the vendor does not renew the token
   */
  async token(connection: StoredConnection, refused = false): Promise<string> {
    const underWay = this.#renewing.get(connection.id);
    if (underWay) return underWay;
    const tokens = await this.#ports.tokens.of(connection.id);
    if (!tokens) throw notLetIn(connection.name, 'Access has not been authorized yet.', '');
    const { accessToken, expiresAt, refreshToken } = tokens;
    const old = expiresAt !== null && expiresAt - this.#ports.now() < RENEW_BEFORE_MS;
    const sameAsRefused = refused && this.#given.get(connection.id) === accessToken;
    if (!old && !sameAsRefused) {
      this.#given.set(connection.id, accessToken);
      return accessToken;
    }
    if (refreshToken === '') throw notLetIn(connection.name, 'The vendor’s token has expired.');
    // Another caller may have started renewing while the tokens were read.
    return this.#renewing.get(connection.id) ?? this.#renew(connection, refreshToken);
  }

  /** The address where a person authorizes the desk (LionDesk, OAuth 2.0). */
  authorizeUrl(connection: StoredConnection): string {
    const state = randomUUID();
    this.#states.set(connection.id, state);
    return authorizeUrl(connection.url, connection.user, redirectUriOf(connection), state);
  }

  /** Exchanges the code that a person received for tokens, and stores them. @throws FetchError */
  async authorize(connection: StoredConnection, text: string): Promise<void> {
    const { code, state } = pasted(text);
    const asked = this.#states.get(connection.id);
    if (state !== null && asked !== undefined && state !== asked) {
      throw notLetIn(
        connection.name,
        'That address belongs to a different authorization request. Open the newest address and try again.',
      );
    }
    await this.#ask(connection, { type: 'authorization_code', code }, '');
    this.#states.delete(connection.id);
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
      expiresAt: answer.expiresInMs === null ? null : now() + answer.expiresInMs,
    });
    this.#given.set(connection.id, answer.accessToken);
    return answer.accessToken;
  }
}
