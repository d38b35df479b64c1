import { z } from 'zod';
import type { PasswordVault } from '../connections/passwords.ts';
import { secretsIn } from '../vendors/leadexec/secrets.ts';

const sealedSchema = z.object({
  path: z.record(z.string(), z.unknown()),
  body: z.unknown(),
  /** The hidden parts of the path. */
  hidden: z.array(z.string()).default([]),
  /** What a record must still be when its edit is sent; null if it isn't an edit. */
  expects: z.record(z.string(), z.unknown()).nullable().default(null),
});
/** The complete path and body of a change. */
export type WholeRequest = Pick<z.infer<typeof sealedSchema>, 'path' | 'body'>;
type Sealed = z.infer<typeof sealedSchema>;

const refOf = (id: number): string => `leadexec-request-${id}`;

/** The changes whose path or body has a secret. Their complete form is only in the secret store, until they are finished. */
export class SealedRequests {
  readonly #vault: PasswordVault;
  readonly #known = new Map<number, Sealed>();

  constructor(vault: PasswordVault) {
    this.#vault = vault;
  }

  /** Reads those of some changes, because requests are built synchronously. Those that can't be read are left out. */
  async load(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      // A request that can’t be read is not sent, and its job is held with that reason.
      const text = await this.#vault.get(refOf(id)).catch(() => null);
      const read = text === null ? null : parse(text);
      if (read !== null) this.#known.set(id, read);
    }
  }

  /** What the record of an edit must still be, including its secrets. */
  expects(id: number): Sealed['expects'] {
    return this.#known.get(id)?.expects ?? null;
  }

  of(id: number): WholeRequest | null {
    return this.#known.get(id) ?? null;
  }

  /** The secrets of a change, and of the record that it edits. */
  secretsOf(id: number): string[] {
    const known = this.#known.get(id);
    return known === undefined ? [] : [...secretsIn(known.body), ...secretsIn(known.expects), ...known.hidden];
  }

  /** @throws Error with a sentence if they can't be stored safely */
  async keep(id: number, request: Sealed): Promise<void> {
    await this.#vault.set(refOf(id), JSON.stringify(request));
    this.#known.set(id, request);
  }

  async forget(id: number): Promise<void> {
    this.#known.delete(id);
    await this.#vault.delete(refOf(id));
  }
}

function parse(text: string): Sealed | null {
  try {
    return sealedSchema.parse(JSON.parse(text));
  } catch {
    // The stored data is damaged, and its job is held with that reason.
    return null;
  }
}
