import type { Answer } from './receiver/render.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Posts the result of an async post to the address that it specified (`returnurl`), only on this machine. */
export class ReturnUrls {
  readonly #closing = new AbortController();

  send(url: string, { type, body }: Answer): void {
    if (!URL.canParse(url) || !LOOPBACK.has(new URL(url).hostname)) return;
    const request = {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'manual' as const,
      signal: this.#closing.signal,
    };
    // The server at the address may no longer run, and the real system doesn't try again either.
    fetch(url, request).then(
      (answer) => answer.body?.cancel(),
      () => undefined,
    );
  }

  close(): void {
    this.#closing.abort();
  }
}
