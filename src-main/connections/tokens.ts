import { z } from 'zod';
import type { PasswordVault } from './passwords.ts';

const kept = z.object({
  accessToken: z.string(),
  /** Empty where the vendor gave none. */
  refreshToken: z.string(),
  /** When the access token runs out, ms; null where the vendor didn't say. */
  expiresAt: z.number().nullable(),
});
/** What a person's consent gave (OAuth 2.0). */
export type KeptTokens = z.infer<typeof kept>;

const refOf = (connectionId: number): string => `connection-${connectionId}-tokens`;

/** The tokens of connections that people let the desk into; they stand in the vault, beside the passwords. */
export class Tokens {
  readonly #vault: PasswordVault;
  readonly #known = new Map<number, KeptTokens | null>();

  constructor(vault: PasswordVault) {
    this.#vault = vault;
  }

  /** Null before a person has let the desk in, and for what can't be read. */
  async of(connectionId: number): Promise<KeptTokens | null> {
    const known = this.#known.get(connectionId);
    if (known !== undefined) return known;
    const text = await this.#vault.get(refOf(connectionId));
    const tokens = text === null ? null : parseTokens(text);
    this.#known.set(connectionId, tokens);
    return tokens;
  }

  /** The same without waiting: undefined while they have not been read from the vault. */
  known(connectionId: number): KeptTokens | null | undefined {
    return this.#known.get(connectionId);
  }

  /** @throws Error with a sentence when there is no safe place */
  async keep(connectionId: number, tokens: KeptTokens): Promise<void> {
    // In use at once: a refresh token that was changed is void whether or not the vault takes the new one.
    this.#known.set(connectionId, tokens);
    await this.#vault.set(refOf(connectionId), JSON.stringify(tokens));
  }

  async forget(connectionId: number): Promise<void> {
    this.#known.set(connectionId, null);
    await this.#vault.delete(refOf(connectionId));
  }
}

function parseTokens(text: string): KeptTokens | null {
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Kept by another version or cut: the token is asked for anew.
    return null;
  }
}
