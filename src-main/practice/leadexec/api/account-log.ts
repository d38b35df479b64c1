/** One request to the account API. Its headers contain no secrets, and neither does the body of a token request. */
export interface AccountRequest {
  /** The number of the request, from 1. */
  readonly number: number;
  /** Milliseconds since 1970, by the vendor's clock. */
  readonly at: number;
  /** The section's title; empty for an undocumented address. */
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; its text if it is not JSON; null if there is none. */
  readonly body: unknown;
  /** How it differs from the document, in words; empty if it doesn't. */
  readonly deviations: readonly string[];
  readonly changes: boolean;
  /** Whether it had an effect or was read: false if a fault or a refusal came first. */
  readonly served: boolean;
  /** The status of its answer; 0 if a fault came instead. */
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

/** Headers that may be stored. Those with a secret only have their beginning. */
export function headersWithoutSecrets(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
      return [name, SECRET_HEADERS.has(name) ? text.replace(/^(Bearer\s+)?.+$/i, '$1…') : text];
    }),
  );
}
