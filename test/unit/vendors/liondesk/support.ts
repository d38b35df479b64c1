import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { askedOf } from '../../../../src-main/vendors/liondesk/client.ts';
import type { LiondeskAccess } from '../../../../src-main/vendors/liondesk/requests.ts';

export const access: LiondeskAccess = { base: 'https://api-v2.liondesk.com/', token: 'tok-secret-1', timeoutMs: 5_000 };
export const asked = askedOf(access, 'https://api-v2.liondesk.com/leads/3/offers');

export function answer(body: unknown, over: Partial<Extract<HttpResult, { kind: 'answer' }>> = {}): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', status: 200, contentType: 'application/json', retryAfter: '', body: text, ms: 1, ...over };
}
