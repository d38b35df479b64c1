import { hash } from 'node:crypto';
import { type Ask, askOnce } from '../connections/ask-once.ts';
import { getConnection, listConnections, type StoredConnection } from '../connections/connections.ts';
import type { Tokens } from '../connections/tokens.ts';
import type { Store } from '../db/store.ts';
import { runStateOf, setRunState } from '../queue/run-state.ts';
import type { Refused } from '../vendors/lead-answer.ts';
import { AccountClient } from '../vendors/leadexec/client.ts';
import type { AccountAccess } from '../vendors/leadexec/request.ts';
import { TokenSource } from '../vendors/leadexec/token.ts';

/** The delay between two attempts to fetch a token that jobs are waiting for, ms. */
const FETCH_AGAIN_MS = 15_000;
/** The interval at which jobs check for a token that is being fetched, ms. */
const LOOK_AGAIN_MS = 200;

/** Also after the credentials were corrected: only resuming has LeadExec asked again. */
const STOPPED = 'The connection is stopped. Resume it in Settings → Connections.';
const stoppedFor = (reason: string | null) => (reason === null ? STOPPED : `${reason} ${STOPPED}`);

export interface AccountPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly secretOf: (connectionId: number) => string | null;
  readonly tokens: Tokens;
  /** Called when a token that jobs are waiting for was fetched. */
  readonly fetched: () => void;
  /** Called when a connection was stopped because its login was refused. */
  readonly stopped: () => void;
  readonly ask?: Ask;
}

/** An account with its connection's settings and its token. */
export interface Account {
  readonly connection: StoredConnection;
  readonly access: AccountAccess;
  readonly token: TokenSource;
}

/** The connected accounts, each with its token. */
export class Accounts {
  readonly #ports: AccountPorts;
  readonly #known = new Map<number, Account>();
  readonly #fetching = new Set<number>();
  #closed = false;
  /** When a token that could not be fetched is tried again. */
  readonly #againAt = new Map<number, number>();
  /** The token that the vendor last refused, until another one is accepted. */
  readonly #refused = new Map<number, string>();

  /** Accounts whose credentials were changed and not tried since. */
  readonly #changed = new Set<number>();

  constructor(ports: AccountPorts) {
    this.#ports = ports;
  }

  /** @throws CommandError `not-found` */
  of(connectionId: number): Account {
    const { store, secretOf, now, tokens, ask = askOnce } = this.#ports;
    const connection = getConnection(store, connectionId);
    const access = accessOf(connection, secretOf(connectionId));
    const known = this.#known.get(connectionId);
    if (known && hasSameCredentials(known.access, access)) {
      const account = { connection, access, token: known.token };
      this.#known.set(connectionId, account);
      return account;
    }
    const mark = markOf(access);
    const current = () => {
      const latest = this.#known.get(connectionId)?.access;
      return latest && hasSameCredentials(latest, access) ? latest : access;
    };
    const token = new TokenSource(current, ask, now, {
      // A token that was issued for other credentials doesn't count.
      read: async () => {
        const kept = await tokens.of(connectionId);
        if (kept === null || kept.refreshToken !== mark || kept.expiresAt === null) return null;
        return { accessToken: kept.accessToken, expiresAt: kept.expiresAt };
      },
      keep: ({ accessToken, expiresAt }) => tokens.keep(connectionId, { accessToken, refreshToken: mark, expiresAt }),
    });
    if (known) this.#changed.add(connectionId);
    const account = { connection, access, token };
    this.#known.set(connectionId, account);
    this.#refused.delete(connectionId);
    this.#againAt.delete(connectionId);
    return account;
  }

  /**
   * Returns the client for requests outside the queue. A refused login stops the connection as it does for jobs: no request is made with
   * these credentials until the operator resumes it.
   */
  client(connectionId: number, send: Ask = this.#ports.ask ?? askOnce): AccountClient {
    const { access, token } = this.of(connectionId);
    const get = async (refusedOne?: string) => {
      const line = runStateOf(this.#ports.store, connectionId);
      if (line?.runState === 'stopped' && token.current() === null && !this.#changed.has(connectionId))
        return { kind: 'refused', why: 'login', sentence: stoppedFor(line.runReason), status: null } as const;
      const given = await token.get(refusedOne);
      if (given.kind === 'token' || given.why === 'login') this.#changed.delete(connectionId);
      if (given.kind === 'refused' && given.why === 'login' && !this.#closed) this.#failed(connectionId, given);
      return given;
    };
    return new AccountClient({ access, send, now: this.#ports.now, tokens: { get } });
  }

  /** The token of an account, or null if none is valid, and then one is being fetched. */
  token(connectionId: number): string | null {
    const current = this.of(connectionId).token.current();
    if (current === null) this.#fetch(connectionId);
    return current;
  }

  /** Records that the vendor refused the token that was sent. @returns whether another may help: not if its successor was refused too */
  refused(connectionId: number, sent: string): boolean {
    const before = this.#refused.get(connectionId);
    this.#refused.set(connectionId, sent);
    if (before !== undefined && before !== sent) return false;
    this.#fetch(connectionId, sent);
    return true;
  }

  /** Records that the vendor accepted a token. */
  taken(connectionId: number): void {
    this.#refused.delete(connectionId);
  }

  /** Everything of a connection that must not be stored or shown. */
  secrets(connectionId: number): string[] {
    const { access, token } = this.of(connectionId);
    return [access.clientSecret, token.current() ?? ''].filter((secret) => secret !== '');
  }

  /** How long jobs without a token wait, ms. */
  waitMs(connectionId: number): number {
    const again = (this.#againAt.get(connectionId) ?? 0) - this.#ports.now();
    return Math.min(FETCH_AGAIN_MS, Math.max(LOOK_AGAIN_MS, again));
  }

  /** The ids of the connected accounts. */
  ids(): number[] {
    return listConnections(this.#ports.store).flatMap(({ id, kind }) => (kind === 'leadexec' ? [id] : []));
  }

  /** Tokens that are still being fetched are no longer reported. */
  close(): void {
    this.#closed = true;
  }

  #fetch(connectionId: number, refusedOne?: string): void {
    const waits = this.waitMs(connectionId) > LOOK_AGAIN_MS && refusedOne === undefined;
    if (waits || this.#fetching.has(connectionId)) return;
    this.#fetching.add(connectionId);
    void this.of(connectionId)
      .token.get(refusedOne)
      .then((fetched) => {
        this.#fetching.delete(connectionId);
        if (this.#closed) return;
        if (fetched.kind === 'token') {
          this.#againAt.delete(connectionId);
          this.#ports.fetched();
        } else this.#failed(connectionId, fetched);
      });
  }

  #failed(connectionId: number, { why, sentence }: Refused): void {
    if (why === 'login') {
      setRunState(this.#ports.store, connectionId, { runState: 'stopped', runReason: sentence });
      this.#ports.stopped();
    } else this.#againAt.set(connectionId, this.#ports.now() + FETCH_AGAIN_MS);
  }
}

const accessOf = ({ url, user, timeoutMs }: StoredConnection, secret: string | null): AccountAccess => ({
  url,
  clientId: user,
  clientSecret: secret ?? '',
  timeoutMs,
});

const hasSameCredentials = (one: AccountAccess, other: AccountAccess): boolean =>
  one.url === other.url && one.clientId === other.clientId && one.clientSecret === other.clientSecret;

/** A mark for the credentials that a token was issued for, from which they can't be derived. */
const markOf = ({ url, clientId, clientSecret }: AccountAccess): string =>
  hash('sha256', JSON.stringify([url, clientId, clientSecret]), 'hex');
