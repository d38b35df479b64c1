import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Executor, QueuedJob } from '../queue/types.ts';

/** What a job sends, or has sent, secrets removed. */
export interface ShownRequest {
  readonly url: string;
  readonly fields: { name: string; value: string }[];
  readonly shown: string;
}

/** An executor that tells what its jobs send. */
export interface TellingExecutor extends Executor {
  fieldsOf(job: QueuedJob): ShownRequest;
  /** Connections have changed: what was built from them is built anew. */
  forget?(): void;
}

/** Which executor the jobs of a connection have, by its kind; known by heart, since every answer asks for it. */
export class Executors {
  readonly #store: Store;
  readonly #secretOf: (connectionId: number) => string | null;
  readonly #executors = new Map<ConnectionKind, TellingExecutor>();
  #kinds = new Map<number, ConnectionKind>();

  constructor(store: Store, secretOf: (connectionId: number) => string | null) {
    this.#store = store;
    this.#secretOf = secretOf;
  }

  /** Jobs of connections of this kind are carried out by this. */
  register(kind: ConnectionKind, executor: TellingExecutor): void {
    this.#executors.set(kind, executor);
  }

  /** Null where the connection has no password here. */
  of(connectionId: number): Executor | null {
    return this.#secretOf(connectionId) === null ? null : this.#byKind(connectionId);
  }

  /** What a job sends, or has sent, secrets removed. */
  fieldsOf(job: QueuedJob): ShownRequest {
    return this.#byKind(job.connectionId).fieldsOf(job);
  }

  /** Connections have changed: what was built from them is built anew. */
  forget(): void {
    this.#kinds = new Map();
    for (const executor of this.#executors.values()) executor.forget?.();
  }

  #byKind(connectionId: number): TellingExecutor {
    if (!this.#kinds.has(connectionId)) {
      for (const { id, kind } of listConnections(this.#store)) this.#kinds.set(id, kind);
    }
    // A removed connection is no longer listed; what its jobs sent can still be looked at.
    const kind = this.#kinds.get(connectionId) ?? 'crocodial';
    const executor = this.#executors.get(kind);
    if (!executor) throw new Error(`No module carries out jobs of ${kind}`);
    return executor;
  }
}
