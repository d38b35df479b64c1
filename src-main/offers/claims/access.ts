import type { StoredConnection } from '../../connections/connections.ts';
import type { KeptTokens } from '../../connections/tokens.ts';

/** What is needed to get a connection's token. */
export interface AccessPorts {
  /** The tokens obtained by a person's consent, as last read; undefined if they have not been read yet. */
  readonly known: (connectionId: number) => KeptTokens | null | undefined;
  readonly now: () => number;
  /** The personal token or the OAuth client secret; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
  /** Obtains a valid token other than `refused`. Never rejects. */
  readonly renew: (connection: StoredConnection, refused: string | null) => Promise<Renewal>;
  /** Called when the token that jobs waited for is available or can't be obtained. */
  readonly renewed: (connection: StoredConnection, renewal: Renewal) => void;
}

/** The result of renewing a token. `login`: a person has to sign in again. */
export type Renewal =
  | { readonly is: 'token' }
  | { readonly is: 'failed'; readonly login: boolean; readonly words: string };

/** A token with less than this time left is not used, ms. */
const LEAST_LEFT_MS = 10_000;

/**
 * The current tokens of LionDesk connections, available without waiting because requests are built synchronously. They are renewed in the
 * background.
 */
export class Access {
  readonly #ports: AccessPorts;
  readonly #renewing = new Set<number>();
  /** The token that the vendor refused, until it is renewed. */
  readonly #refused = new Map<number, string>();
  /** All tokens used so far. They are removed from everything stored or shown, even after they were renewed. */
  readonly #given = new Map<number, Set<string>>();

  constructor(ports: AccessPorts) {
    this.#ports = ports;
  }

  /** The token of a connection. It is null if none is valid now, and then a new one is being fetched. */
  token(connection: StoredConnection): string | null {
    const token = this.#now(connection);
    if (token === null) this.#renew(connection);
    else this.#note(connection.id, token);
    return token;
  }

  /** Whether a token is available now. Does not request one. */
  has(connection: StoredConnection): boolean {
    return this.#now(connection) !== null;
  }

  /**
   * Records that the vendor refused the token that was sent. @returns whether another one may help. With OAuth it may, until the token
   * renewed after a refusal is refused too.
   */
  refused(connection: StoredConnection, sent: string): boolean {
    if (!byConsent(connection)) return false;
    const before = this.#refused.get(connection.id);
    if (before !== undefined) return before === sent;
    this.#refused.set(connection.id, sent);
    this.#renew(connection);
    return true;
  }

  /** Records that the vendor accepted the token. */
  taken(connectionId: number): void {
    this.#refused.delete(connectionId);
  }

  /** All secrets of a connection, which must not be stored or shown. */
  secrets(connectionId: number): string[] {
    const secret = this.#ports.secretOf(connectionId);
    return [...(secret ? [secret] : []), ...(this.#given.get(connectionId) ?? [])];
  }

  #now(connection: StoredConnection): string | null {
    if (!byConsent(connection)) return this.#ports.secretOf(connection.id);
    const tokens = this.#ports.known(connection.id);
    if (!tokens) return null;
    const { accessToken, expiresAt } = tokens;
    if (expiresAt !== null && expiresAt - this.#ports.now() < LEAST_LEFT_MS) return null;
    return this.#refused.get(connection.id) === accessToken ? null : accessToken;
  }

  #renew(connection: StoredConnection): void {
    const { id } = connection;
    if (this.#renewing.has(id)) return;
    this.#renewing.add(id);
    void this.#ports.renew(connection, this.#refused.get(id) ?? null).then((renewal) => {
      this.#renewing.delete(id);
      this.#ports.renewed(connection, renewal);
    });
  }

  #note(connectionId: number, token: string): void {
    const given = this.#given.get(connectionId) ?? new Set();
    this.#given.set(connectionId, given.add(token));
  }
}

const byConsent = ({ source }: StoredConnection): boolean => source?.kind === 'liondesk' && source.auth === 'oauth';
