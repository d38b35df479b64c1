import type { HttpClient, HttpRequest, HttpResult } from './http.ts';

/** Sends a request and waits for how it ended; never rejects. */
export function exchange(client: Pick<HttpClient, 'send'>, request: HttpRequest): Promise<HttpResult> {
  return new Promise((resolve) => client.send(request, resolve));
}
