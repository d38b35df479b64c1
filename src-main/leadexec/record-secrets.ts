import { z } from 'zod';
import { REMOVED } from '../../src-preload/contract/removed.ts';
import type { PasswordVault } from '../connections/passwords.ts';
import { yieldWhenDue } from '../platform/yielding.ts';
import { mapSecrets } from '../vendors/leadexec/secrets.ts';

const keptSchema = z.record(z.string(), z.string());

const refOf = (connectionId: number): string => `leadexec-records-${connectionId}`;

/** The record that a secret belongs to: the first of these members that exists and is not 0. */
const OWNERS = ['LPVendorUID', 'ClientDeliveryUID', 'ClientUID'] as const;

/** The key of a secret, in lower case, because an account may answer with names in another letter case than documented. */
function keyOf(owner: object, name: string): string | null {
  const members = new Map(Object.entries(owner).map(([member, value]) => [member.toLowerCase(), value as unknown]));
  for (const member of OWNERS) {
    const id = members.get(member.toLowerCase());
    if ((typeof id === 'number' || typeof id === 'string') && Number(id) > 0) {
      return `${member} ${id} ${name}`.toLowerCase();
    }
  }
  return null;
}

/**
 * Secrets in an account's records (passwords of sources, methods, clients). They are kept in the secret store, and inserted again when a
 * record is saved.
 */
export class RecordSecrets {
  readonly #vault: PasswordVault;
  readonly #known = new Map<number, Map<string, string>>();

  constructor(vault: PasswordVault) {
    this.#vault = vault;
  }

  /** An answer without its secrets, which are stored. */
  async hide(connectionId: number, answer: unknown): Promise<unknown> {
    const [clean] = await this.hideRows(connectionId, [answer]);
    return clean;
  }

  /** The same for many records, yielding to other work in between. */
  async hideRows<T>(connectionId: number, rows: readonly T[]): Promise<T[]> {
    const known = await this.#of(connectionId);
    const due = yieldWhenDue();
    const clean: T[] = [];
    let changed = false;
    for (const row of rows) {
      const hidden = hideIn(known, row);
      // Its members are kept, with the same types.
      clean.push(hidden.clean as T);
      changed ||= hidden.changed;
      await due();
    }
    // If they can't be stored safely, they are used until the program ends.
    if (changed) await this.#vault.set(refOf(connectionId), JSON.stringify(Object.fromEntries(known))).catch(() => {});
    return clean;
  }

  /** A body with its secrets: `[removed]` is replaced by the one in the last answer. `missing` lists unknown ones. */
  async reveal(
    connectionId: number,
    body: unknown,
  ): Promise<{ readonly body: unknown; readonly missing: readonly string[] }> {
    const known = await this.#of(connectionId);
    const missing: string[] = [];
    const whole = mapSecrets(body, (secret, name, owner) => {
      if (secret !== REMOVED) return secret;
      const key = keyOf(owner, name);
      const kept = key === null ? undefined : known.get(key);
      if (kept === undefined) missing.push(name);
      return kept ?? secret;
    });
    return { body: whole, missing };
  }

  async forget(connectionId: number): Promise<void> {
    this.#known.delete(connectionId);
    await this.#vault.delete(refOf(connectionId));
  }

  async #of(connectionId: number): Promise<Map<string, string>> {
    const known = this.#known.get(connectionId);
    if (known) return known;
    // If the secret store can’t be read it counts as empty, and the secrets are read again with the records.
    const text = await this.#vault.get(refOf(connectionId)).catch(() => null);
    const stored = Object.entries(text === null ? {} : parse(text));
    const read = new Map(stored.map(([key, secret]) => [key.toLowerCase(), secret]));
    // Simultaneous calls share what the first one read.
    const first = this.#known.get(connectionId) ?? read;
    this.#known.set(connectionId, first);
    return first;
  }
}

/** A record without its secrets, which are added to `known`. */
function hideIn(known: Map<string, string>, record: unknown): { readonly clean: unknown; readonly changed: boolean } {
  let changed = false;
  const clean = mapSecrets(record, (secret, name, owner) => {
    const key = keyOf(owner, name);
    if (key !== null && secret !== REMOVED && known.get(key) !== secret) {
      known.set(key, secret);
      changed = true;
    }
    return REMOVED;
  });
  return { clean, changed };
}

function parse(text: string): Readonly<Record<string, string>> {
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    // The stored data is damaged, and the secrets are read again with the records.
    return {};
  }
}
