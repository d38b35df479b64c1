import type { Answer } from './receiver/render.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Posts what became of an async post to the address that it gave (`returnurl`), on this machine alone. */
export class ReturnUrls {
  readonly #closing = new AbortController();

  tell(url: string, { type, body }: Answer): void {
    if (!URL.canParse(url) || !LOOPBACK.has(new URL(url).hostname)) return;
    const request = {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'manual' as const,
      signal: this.#closing.signal,
    };
    // Whoever gave the address may be gone: the real system asks no further either.
    fetch(url, request).then(
      (answer) => answer.body?.cancel(),
      () => undefined,
    );
  }

  close(): void {
    this.#closing.abort();
  }
}
