import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';
import type { HttpClient } from './http.ts';

/** Sends a request and waits for its result. Never rejects. */
export function exchange(client: Pick<HttpClient, 'send'>, request: HttpRequest): Promise<HttpResult> {
  return new Promise((resolve) => client.send(request, resolve));
}
