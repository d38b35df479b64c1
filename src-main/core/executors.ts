import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Passwords } from '../connections/passwords.ts';
import type { Store } from '../db/store.ts';
import type { DialExecutor } from '../dialing/dial-executor.ts';
import type { ClaimExecutor } from '../offers/claims/executor.ts';
import type { Executor, QueuedJob } from '../queue/types.ts';
import type { UnlockExecutor } from '../unlock/executor.ts';

/** Which executor the jobs of a connection have, by its kind; known by heart, since every answer asks for it. */
export class Executors {
  readonly #store: Store;
  readonly #passwords: Passwords;
  readonly #dial: DialExecutor;
  readonly #unlock: UnlockExecutor;
  readonly #claims: ClaimExecutor;
  #kinds = new Map<number, ConnectionKind>();

  constructor(parts: {
    store: Store;
    passwords: Passwords;
    dial: DialExecutor;
    unlock: UnlockExecutor;
    claims: ClaimExecutor;
  }) {
    this.#store = parts.store;
    this.#passwords = parts.passwords;
    this.#dial = parts.dial;
    this.#unlock = parts.unlock;
    this.#claims = parts.claims;
  }

  /** Null where the connection has no password here. */
  of(connectionId: number): Executor | null {
    return this.#passwords.of(connectionId) === null ? null : this.#byKind(connectionId);
  }

  /** What a job sends, or has sent, secrets removed. */
  fieldsOf(job: QueuedJob): ReturnType<DialExecutor['fieldsOf']> {
    return this.#byKind(job.connectionId).fieldsOf(job);
  }

  /** Connections have changed: what was built from them is built anew. */
  forget(): void {
    this.#kinds = new Map();
    this.#dial.forget();
  }

  #byKind(connectionId: number): DialExecutor | UnlockExecutor | ClaimExecutor {
    if (!this.#kinds.has(connectionId)) {
      for (const { id, kind } of listConnections(this.#store)) this.#kinds.set(id, kind);
    }
    switch (this.#kinds.get(connectionId)) {
      // A removed connection is no longer listed; what its jobs sent can still be looked at.
      case undefined:
      case 'crocodial':
        return this.#dial;
      case 'locumjobs':
        return this.#unlock;
      case 'liondesk':
        return this.#claims;
    }
  }
}
