import type { Store } from '../db/store.ts';
import { listConnections } from './connections.ts';

/** Where passwords are kept; see the shells. */
export interface PasswordVault {
  get(ref: string): Promise<string | null>;
  /** @throws Error with a readable message if it can't be stored safely */
  set(ref: string, value: string): Promise<void>;
  delete(ref: string): Promise<void>;
}

const refOf = (connectionId: number): string => `connection-${connectionId}`;

/** The passwords of the connections. They are read from the vault once, because requests are built synchronously. */
export class Passwords {
  readonly #vault: PasswordVault;
  readonly #known = new Map<number, string>();

  constructor(vault: PasswordVault) {
    this.#vault = vault;
  }

  /** Reads every connection's password. @returns the ones that have none */
  async load(store: Store): Promise<number[]> {
    const missing: number[] = [];
    for (const { id } of listConnections(store)) {
      const value = await this.#vault.get(refOf(id));
      if (value === null) missing.push(id);
      else this.#known.set(id, value);
    }
    return missing;
  }

  /** Uses a password without storing it, as for the practice vendors. */
  lend(connectionId: number, value: string): void {
    this.#known.set(connectionId, value);
  }

  of(connectionId: number): string | null {
    return this.#known.get(connectionId) ?? null;
  }

  /** Stores a password. @throws Error with a readable message if it can't be stored safely */
  async keep(connectionId: number, value: string): Promise<void> {
    await this.#vault.set(refOf(connectionId), value);
    this.#known.set(connectionId, value);
  }

  async forget(connectionId: number): Promise<void> {
    this.#known.delete(connectionId);
    await this.#vault.delete(refOf(connectionId));
  }
}
