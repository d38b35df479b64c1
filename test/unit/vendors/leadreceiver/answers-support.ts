import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { type Asked, askedOf } from '../../../../src-main/vendors/leadreceiver/asked.ts';

export const URL_BASE = 'https://leads.example';
export const PASSWORD = 'p&w "1"<é/\\';
export const TOKEN = 'tok+en/==';
export const access = { url: URL_BASE, vid: 18, lid: 1, aid: 23, password: PASSWORD, token: TOKEN };
export const asked = (call: Asked['call'] = 'general') => askedOf(access, call);
export const POST_ID = 'f5666260-1c2c-4bd5-9611-bb1387ca2397';

export type Extra = Partial<Extract<HttpResult, { kind: 'answer' }>>;
export const said = (body: unknown, extra: Extra = {}): HttpResult => ({
  kind: 'answer',
  status: 200,
  contentType: '',
  retryAfter: '',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ms: 1,
  ...extra,
});
export const accepted = { isValidPost: true, ResponseType: 0, LeadIdentifier: 7 };
