import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Executor, QueuedJob } from '../queue/types.ts';

/** The request of a job, with its secrets removed. */
export interface ShownRequest {
  readonly url: string;
  readonly fields: { name: string; value: string }[];
  readonly shown: string;
}

/** An executor that can show the requests of its jobs. */
export interface ShowingExecutor extends Executor {
  fieldsOf(job: QueuedJob): ShownRequest;
  /** Discards what was built from connections, because they have changed. */
  forget?(): void;
}

/** The executor of each connection, by its kind. Executors are cached, because every answer needs one. */
export class Executors {
  readonly #store: Store;
  readonly #secretOf: (connectionId: number) => string | null;
  readonly #executors = new Map<ConnectionKind, ShowingExecutor>();
  #kinds = new Map<number, ConnectionKind>();

  constructor(store: Store, secretOf: (connectionId: number) => string | null) {
    this.#store = store;
    this.#secretOf = secretOf;
  }

  /** Registers the executor for jobs of connections of this kind. */
  register(kind: ConnectionKind, executor: ShowingExecutor): void {
    this.#executors.set(kind, executor);
  }

  /** Null if no password is stored for the connection. */
  of(connectionId: number): Executor | null {
    return this.#secretOf(connectionId) === null ? null : this.#byKind(connectionId);
  }

  /** The request of a job, with its secrets removed. */
  fieldsOf(job: QueuedJob): ShownRequest {
    return this.#byKind(job.connectionId).fieldsOf(job);
  }

  /** Discards what was built from connections, because they have changed. */
  forget(): void {
    this.#kinds = new Map();
    for (const executor of this.#executors.values()) executor.forget?.();
  }

  #byKind(connectionId: number): ShowingExecutor {
    if (!this.#kinds.has(connectionId)) {
      for (const { id, kind } of listConnections(this.#store)) this.#kinds.set(id, kind);
    }
    // A removed connection is no longer listed, but what its jobs sent can still be viewed.
    const kind = this.#kinds.get(connectionId) ?? 'crocodial';
    const executor = this.#executors.get(kind);
    if (!executor) throw new Error(`No module carries out jobs of ${kind}`);
    return executor;
  }
}
