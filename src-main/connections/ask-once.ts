import type { HttpRequest, HttpResult } from '../platform/http-messages.ts';
import { exchange } from '../vendors/exchange.ts';
import { HttpClient } from '../vendors/http.ts';

/** Sends one request to a vendor and returns its result. Never rejects. */
export type Ask = (request: HttpRequest) => Promise<HttpResult>;

/** Asks over a connection that is closed after the answer. */
export const askOnce: Ask = async (request) => {
  const client = new HttpClient();
  try {
    return await exchange(client, request);
  } finally {
    await client.close();
  }
};
