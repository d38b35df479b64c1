import { SAMPLE } from '../../../../../src-main/practice/leadexec/account/sample-ids.ts';
import type { PracticeLeadExec } from '../../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { general, LEAD } from '../support.ts';

export interface Answered<T = unknown> {
  readonly status: number;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly value: T;
}

/** Fetches a token as the document's first section shows. */
export async function tokenOf(to: PracticeLeadExec): Promise<string> {
  const body = { client_id: SAMPLE.apiClientId, client_secret: 'practice', grant_type: 'client_credentials' };
  const { value } = await send<{ access_token: string }>(to, 'POST /v1/authorization/token', body, '');
  return value.access_token;
}

/** Makes a request as the samples show it: `GET /v1/clients/list`. */
export async function send<T = unknown>(
  to: PracticeLeadExec,
  what: string,
  body: unknown,
  token: string,
): Promise<Answered<T>> {
  const [method = 'GET', path = ''] = what.split(' ');
  const answer = await fetch(to.url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, value: jsonOf(text) as T };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Requests of one account, with a token that was fetched once. */
export async function caller(to: PracticeLeadExec) {
  const token = await tokenOf(to);
  return <T = unknown>(what: string, body?: unknown) => send<T>(to, what, body, token);
}
export type Caller = Awaited<ReturnType<typeof caller>>;

/** Posts a lead by the receiver. @returns its identifier */
export async function postLead(to: PracticeLeadExec, fields: Readonly<Record<string, string>> = {}, source = {}) {
  const answer = await general(to, { leads: [{ ...LEAD, ...fields }], source });
  return Number(answer.LeadIdentifier);
}
