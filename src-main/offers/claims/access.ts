import type { StoredConnection } from '../../connections/connections.ts';
import type { KeptTokens } from '../../connections/tokens.ts';

/** What getting at a connection's token takes. */
export interface AccessPorts {
  /** What a person's consent gave, as it was last read; undefined before that. */
  readonly known: (connectionId: number) => KeptTokens | null | undefined;
  readonly now: () => number;
  /** The token of one's own, or the client secret of OAuth; null when there is none on this desk. */
  readonly secretOf: (connectionId: number) => string | null;
  /** Sees to a token that is good now and is not `refused`. Never rejects. */
  readonly renew: (connection: StoredConnection, refused: string | null) => Promise<Renewal>;
  /** A token that jobs waited for is there, or there will be none. */
  readonly renewed: (connection: StoredConnection, renewal: Renewal) => void;
}

/** What became of renewing a token. `login`: nobody but a person can mend it. */
export type Renewal =
  | { readonly is: 'token' }
  | { readonly is: 'failed'; readonly login: boolean; readonly words: string };

/** A token is not begun with when it has less than this left, ms. */
const LEAST_LEFT_MS = 10_000;

/** The tokens of LionDesk connections as they are now, since a request is built without waiting; and their renewal behind it. */
export class Access {
  readonly #ports: AccessPorts;
  readonly #renewing = new Set<number>();
  /** The token that the vendor refused, until it is renewed. */
  readonly #refused = new Map<number, string>();
  /** Tokens that were given out here: whatever is kept or shown is cleaned of them, also after they were renewed. */
  readonly #given = new Map<number, Set<string>>();

  constructor(ports: AccessPorts) {
    this.#ports = ports;
  }

  /** The token of a connection, or null when none is good now; then one is being fetched. */
  token(connection: StoredConnection): string | null {
    const token = this.#now(connection);
    if (token === null) this.#renew(connection);
    else this.#note(connection.id, token);
    return token;
  }

  /** Whether a token is there now. Asks for none. */
  has(connection: StoredConnection): boolean {
    return this.#now(connection) !== null;
  }

  /**
   * The vendor did not take the token that was sent. @returns whether another one may help: with OAuth, until the one that was
   * renewed after a refusal is refused too
   */
  refused(connection: StoredConnection, sent: string): boolean {
    if (!byConsent(connection)) return false;
    const before = this.#refused.get(connection.id);
    if (before !== undefined) return before === sent;
    this.#refused.set(connection.id, sent);
    this.#renew(connection);
    return true;
  }

  /** The vendor took the token. */
  taken(connectionId: number): void {
    this.#refused.delete(connectionId);
  }

  /** All that must not be kept or shown of a connection. */
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
