import type { HttpRequest, HttpResult } from '../../platform/http-messages.ts';
import { exchange } from '../exchange.ts';
import type { HttpClient } from '../http.ts';
import { type Asked, bodyOf, LEADS_BYTES_AT_MOST, type LeadAnswer, unreadable } from '../lead-answer.ts';
import type { ReadRecord, UnreadRecord } from '../lead-record.ts';
import { elementsOf } from './elements.ts';
import { type LocumjobsQuery, queryString } from './parameters.ts';
import { idIn, toLead } from './to-lead.ts';

/** The address and login of a board of LocumJobsOnline's kind. */
export interface LocumjobsAccess {
  /** `https://www.locumjobsonline.com`, or a sister board's address. */
  readonly base: string;
  readonly format: 'json' | 'xml';
  /** The document does not describe the login: Basic sends user and secret, Bearer sends the secret as a token. */
  readonly auth: 'basic' | 'bearer';
  readonly user: string;
  readonly secret: string;
  readonly timeoutMs: number;
}

type Sender = Pick<HttpClient, 'send'>;

/** "List all leads": GET /api/v2.0/leads.json or .xml. @throws QueryError for a value that is not allowed */
export function listRequest(access: LocumjobsAccess, query: LocumjobsQuery = {}): HttpRequest {
  const search = queryString(query);
  return request(access, `leads.${access.format}${search === '' ? '' : `?${search}`}`);
}

/**
 * "Retrieve a Lead": GET /api/v2.0/leads/{id}.json or .xml. This unlocks a lead, so it is only done by an operator's deliberate action,
 * never in the background.
 */
export function retrieveRequest(access: LocumjobsAccess, id: string): HttpRequest {
  return request(access, `leads/${encodeURIComponent(id)}.${access.format}`);
}

/** The result of either request. Pure, so that it can run in the thread that has the answer. */
export function readLeads(result: HttpResult, access: LocumjobsAccess, url: string, now = Date.now()): LeadAnswer {
  const asked: Asked = { vendor: vendorName(access), url, secrets: secretsOf(access) };
  const body = bodyOf(result, asked, now);
  if (typeof body !== 'string') return body;
  if (result.kind === 'answer' && result.status === 204) return { kind: 'records', records: [], unread: [], full: 0 };
  const elements = elementsOf(body);
  if ('fault' in elements) return unreadable(asked, elements.fault);
  const records: ReadRecord[] = [];
  const unread: UnreadRecord[] = [];
  for (const element of elements) {
    if ('reason' in element) {
      unread.push(element);
      continue;
    }
    const lead = toLead(element.value, element.raw);
    if ('reason' in lead)
      unread.push({ externalId: idIn(element.value), reason: lead.reason, raw: element.raw.slice(0, 16_000) });
    else records.push(lead);
  }
  const date = result.kind === 'answer' && result.date !== undefined ? { date: result.date } : {};
  return { kind: 'records', records, unread, full: elements.length, ...date };
}

/** "List all leads", requested and parsed. Never rejects except for a query that is not allowed. */
export async function listLeads(
  client: Sender,
  access: LocumjobsAccess,
  query: LocumjobsQuery = {},
): Promise<LeadAnswer> {
  const asked = listRequest(access, query);
  return readLeads(await exchange(client, asked), access, asked.url);
}

/** "Retrieve a Lead", requested and parsed. It unlocks: see `retrieveRequest`. */
export async function retrieveLead(client: Sender, access: LocumjobsAccess, id: string): Promise<LeadAnswer> {
  const asked = retrieveRequest(access, id);
  return readLeads(await exchange(client, asked), access, asked.url);
}

function request(access: LocumjobsAccess, path: string): HttpRequest {
  return {
    url: `${access.base.trim().replace(/\/+$/, '')}/api/v2.0/${path}`,
    method: 'GET',
    headers: {
      accept: access.format === 'json' ? 'application/json' : 'application/xml, text/xml',
      'accept-encoding': 'gzip, deflate',
      authorization: access.auth === 'basic' ? `Basic ${basicOf(access)}` : `Bearer ${access.secret}`,
    },
    body: '',
    timeoutMs: access.timeoutMs,
    fresh: false,
    answerBytesAtMost: LEADS_BYTES_AT_MOST,
  };
}

/** RFC 7617, in UTF-8. */
const basicOf = ({ user, secret }: LocumjobsAccess): string => Buffer.from(`${user}:${secret}`).toString('base64');
const secretsOf = (access: LocumjobsAccess): string[] => [access.secret, basicOf(access)];

function vendorName({ base }: LocumjobsAccess): string {
  return /locumjobsonline/i.test(base) ? 'LocumJobsOnline' : 'the job board';
}
