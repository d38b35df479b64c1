/** One request to the account's interface. Secrets are neither in its headers nor, for a token, in its body. */
export interface AccountRequest {
  /** The how-manieth, from 1. */
  readonly number: number;
  /** Milliseconds since 1970, by the vendor's clock. */
  readonly at: number;
  /** The section's title; empty for an address that the document doesn't have. */
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was read; the text where it is no JSON; null where there is none. */
  readonly body: unknown;
  /** In words, where it deviates from the document; none: it is to the letter. */
  readonly deviations: readonly string[];
  readonly changes: boolean;
  /** Whether it took effect or was read: false where a fault or a refusal came before. */
  readonly served: boolean;
  /** The status that it was answered with; 0: a fault came instead. */
  readonly status: number;
  readonly fault: string | undefined;
}

const KEPT = 50_000;

/** Keeps the last fifty thousand requests. */
export class AccountLog {
  #entries: AccountRequest[] = [];
  #count = 0;

  add(entry: Omit<AccountRequest, 'number'>): void {
    this.#count += 1;
    if (this.#entries.length >= 2 * KEPT) this.#entries = this.#entries.slice(KEPT);
    this.#entries.push({ number: this.#count, ...entry });
  }

  get count(): number {
    return this.#count;
  }

  entries(): readonly AccountRequest[] {
    return this.#entries.slice(-KEPT);
  }
}

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api_key', 'cookie']);

/** Headers as they may be kept: of those with a secret only how they begin. */
export function headersWithoutSecrets(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
      return [name, SECRET_HEADERS.has(name) ? text.replace(/^(Bearer\s+)?.+$/i, '$1…') : text];
    }),
  );
}
