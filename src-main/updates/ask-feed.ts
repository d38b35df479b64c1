import type { HttpResult } from '../platform/http-messages.ts';
import { exchange } from '../vendors/exchange.ts';
import { HttpClient } from '../vendors/http.ts';
import { FeedError } from './release.ts';

const PATIENCE_MS = 15_000;

/**
 * Fetches a feed. The request contains nothing that identifies the desk, and redirects are not followed.
 * @returns the body of the answer. @throws FeedError
 */
export async function askFeed(url: string): Promise<string> {
  const client = new HttpClient();
  try {
    const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
    return bodyOf(
      await exchange(client, { url, method: 'GET', headers, body: '', timeoutMs: PATIENCE_MS, fresh: true }),
    );
  } finally {
    await client.close();
  }
}

function bodyOf(result: HttpResult): string {
  if (result.kind === 'not-sent') throw new FeedError(`The feed could not be reached: ${result.error}.`);
  if (result.kind === 'broken') throw new FeedError(`The feed’s answer was not complete: ${result.error}.`);
  const { status, location, body } = result;
  if (status >= 300 && status < 400) {
    const to = location === undefined ? '' : ` to ${location.slice(0, 200)}`;
    throw new FeedError(`The feed redirects${to}, which is not followed. Enter its new address.`);
  }
  if (status !== 200) throw new FeedError(`The feed answered with HTTP ${status}.`);
  return body;
}
