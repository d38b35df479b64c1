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

/** Between two tries to fetch a token that jobs wait for, ms. */
const FETCH_AGAIN_MS = 15_000;
/** How soon it is looked again whether a token that is being fetched is there, ms. */
const LOOK_AGAIN_MS = 200;

const STOPPED = 'The connection is stopped. Resume it in Settings → Connections.';

export interface AccountPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly secretOf: (connectionId: number) => string | null;
  readonly tokens: Tokens;
  /** A token that jobs wait for is there. */
  readonly fetched: () => void;
  /** A connection was stopped, since its login was refused. */
  readonly stopped: () => void;
  readonly ask?: Ask;
}

/** An account as its connection is set up, with its token. */
export interface Account {
  readonly connection: StoredConnection;
  readonly access: AccountAccess;
  readonly token: TokenSource;
}

/** The accounts that are connected, each with its token. */
export class Accounts {
  readonly #ports: AccountPorts;
  readonly #known = new Map<number, Account>();
  readonly #fetching = new Set<number>();
  #closed = false;
  /** When a token that could not be fetched is tried again. */
  readonly #againAt = new Map<number, number>();
  /** The token that the vendor refused last, until another one is taken. */
  readonly #refused = new Map<number, string>();

  /** Accounts whose credentials were changed, and not tried since. */
  readonly #changed = new Set<number>();

  constructor(ports: AccountPorts) {
    this.#ports = ports;
  }

  /** @throws CommandError `not-found` */
  of(connectionId: number): Account {
    const { store, secretOf, now, tokens, ask = askOnce } = this.#ports;
    const connection = getConnection(store, connectionId);
    const access: AccountAccess = {
      url: connection.url,
      clientId: connection.user,
      clientSecret: secretOf(connectionId) ?? '',
      timeoutMs: connection.timeoutMs,
    };
    const known = this.#known.get(connectionId);
    if (known && isSame(known.access, access)) return known;
    const mark = markOf(access);
    const token = new TokenSource(access, ask, now, {
      // A token that other credentials brought is none of theirs.
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
   * Who asks an account now, outside the queue. A login that is refused stops the connection as it does for jobs: the vendor is not asked
   * again with these credentials until the operator resumes it.
   */
  client(connectionId: number, send: Ask = this.#ports.ask ?? askOnce): AccountClient {
    const { access, token } = this.of(connectionId);
    const get = async (refusedOne?: string) => {
      const line = runStateOf(this.#ports.store, connectionId);
      if (line?.runState === 'stopped' && token.current() === null && !this.#changed.has(connectionId))
        return { kind: 'refused', why: 'login', sentence: line.runReason ?? STOPPED, status: null } as const;
      const given = await token.get(refusedOne);
      if (given.kind === 'token' || given.why === 'login') this.#changed.delete(connectionId);
      if (given.kind === 'refused' && given.why === 'login' && !this.#closed) this.#failed(connectionId, given);
      return given;
    };
    return new AccountClient({ access, send, now: this.#ports.now, tokens: { get } });
  }

  /** The token of an account, or null where none holds now; then one is being fetched. */
  token(connectionId: number): string | null {
    const current = this.of(connectionId).token.current();
    if (current === null) this.#fetch(connectionId);
    return current;
  }

  /** The vendor did not take the token that was sent. @returns whether another may help: not where the one after it was refused too */
  refused(connectionId: number, sent: string): boolean {
    const before = this.#refused.get(connectionId);
    this.#refused.set(connectionId, sent);
    if (before !== undefined && before !== sent) return false;
    this.#fetch(connectionId, sent);
    return true;
  }

  /** The vendor took a token. */
  taken(connectionId: number): void {
    this.#refused.delete(connectionId);
  }

  /** All that must not be kept or shown of a connection. */
  secrets(connectionId: number): string[] {
    const { access, token } = this.of(connectionId);
    return [access.clientSecret, token.current() ?? ''].filter((secret) => secret !== '');
  }

  /** How long jobs wait that lack a token, ms. */
  waitMs(connectionId: number): number {
    const again = (this.#againAt.get(connectionId) ?? 0) - this.#ports.now();
    return Math.min(FETCH_AGAIN_MS, Math.max(LOOK_AGAIN_MS, again));
  }

  /** The numbers of the accounts that are connected. */
  ids(): number[] {
    return listConnections(this.#ports.store).flatMap(({ id, kind }) => (kind === 'leadexec' ? [id] : []));
  }

  /** What is still fetched is told to nobody. */
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

const isSame = (one: AccountAccess, other: AccountAccess): boolean =>
  one.url === other.url &&
  one.clientId === other.clientId &&
  one.clientSecret === other.clientSecret &&
  one.timeoutMs === other.timeoutMs;

/** By which credentials a token was given: of them nothing can be learned from it. */
const markOf = ({ url, clientId, clientSecret }: AccountAccess): string =>
  hash('sha256', JSON.stringify([url, clientId, clientSecret]), 'hex');
