import { z } from 'zod';
import type { PasswordVault } from './passwords.ts';

const kept = z.object({
  accessToken: z.string(),
  /** Empty if the vendor gave none. */
  refreshToken: z.string(),
  /** When the access token expires, ms; null if the vendor didn't say. */
  expiresAt: z.number().nullable(),
});
/** The tokens obtained by a person's consent (OAuth 2.0). */
export type KeptTokens = z.infer<typeof kept>;

const refOf = (connectionId: number): string => `connection-${connectionId}-tokens`;

/** The OAuth tokens of connections. They are stored in the vault with the passwords. */
export class Tokens {
  readonly #vault: PasswordVault;
  readonly #known = new Map<number, KeptTokens | null>();

  constructor(vault: PasswordVault) {
    this.#vault = vault;
  }

  /** The tokens of a connection; null before a person has consented, or if they can't be read. */
  async of(connectionId: number): Promise<KeptTokens | null> {
    const known = this.#known.get(connectionId);
    if (known !== undefined) return known;
    const text = await this.#vault.get(refOf(connectionId));
    const tokens = text === null ? null : parseTokens(text);
    this.#known.set(connectionId, tokens);
    return tokens;
  }

  /** The tokens, without waiting; undefined until they have been read from the vault. */
  known(connectionId: number): KeptTokens | null | undefined {
    return this.#known.get(connectionId);
  }

  /** @throws Error with a readable message if they can't be stored safely */
  async keep(connectionId: number, tokens: KeptTokens): Promise<void> {
    // The new tokens are used at once, because the old refresh token is invalid even if the vault can't store the new one.
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
    // The stored text is from another version or damaged, so a new token is requested.
    return null;
  }
}
