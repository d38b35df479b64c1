import type { HttpRequest, HttpResult } from '../../platform/http-messages.ts';
import { exchange } from '../exchange.ts';
import type { HttpClient } from '../http.ts';
import type { InsertCall, StatusCall } from './addresses.ts';
import { ownStatusUrl } from './addresses.ts';
import type { ReceiverAnswer } from './answer-types.ts';
import { askedOf } from './asked.ts';
import { readSeveral } from './match-leads.ts';
import { type DuplicateAnswer, readDuplicate } from './read-duplicate.ts';
import { readPost } from './read-post.ts';
import { readStatus, type StatusAnswer } from './read-status.ts';
import type { LeadField, LeadToPost, PostForm, ReceiverAccess } from './request-types.ts';
import {
  duplicateCheck,
  insertRequest,
  type LeadUpdate,
  ping,
  type ReceiverRequest,
  statusRequest,
  updateLead,
} from './requests.ts';

type Sender = Pick<HttpClient, 'send'>;

const send = (client: Sender, { target, body }: ReceiverRequest): Promise<HttpResult> =>
  exchange(client, { ...target, body });

/**
 * Posts leads and waits for the answer, with one result for each lead. It doesn't store what it sent: leads that must not be sold twice go
 * through the queue, with the requests of `requests.ts`. Rejects only with ReceiverRequestError or AddressError, before anything is sent;
 * so do all below.
 */
export async function postLeads(
  client: Sender,
  access: ReceiverAccess,
  call: InsertCall,
  form: PostForm,
  leads: readonly LeadToPost[],
): Promise<ReceiverAnswer[]> {
  const result = await send(client, insertRequest(access, call, form, leads));
  return readSeveral(result, askedOf(access, call), leads);
}

/** "PING". An accepted one has an `order`. */
export async function pingLead(
  client: Sender,
  access: ReceiverAccess,
  form: PostForm,
  fields: readonly LeadField[],
): Promise<ReceiverAnswer> {
  return readPost(await send(client, ping(access, form, fields)), askedOf(access, 'ping'));
}

/** "Update Lead". With `processDelivery` it may sell the lead, and then it must not be repeated. */
export async function postUpdate(
  client: Sender,
  access: ReceiverAccess,
  form: PostForm,
  update: LeadUpdate,
): Promise<ReceiverAnswer> {
  return readPost(await send(client, updateLead(access, form, update)), askedOf(access, 'update'));
}

/** "Duplicate Check". */
export async function checkDuplicate(
  client: Sender,
  access: ReceiverAccess,
  form: PostForm,
  fields: readonly LeadField[],
): Promise<DuplicateAnswer> {
  return readDuplicate(await send(client, duplicateCheck(access, form, fields)), askedOf(access, 'duplicate'));
}

/** What is known about a post whose status is requested. */
export interface PostToFollow {
  readonly postId: string;
  /** The address in its answer, if any. Another host's is not used. */
  readonly statusUrl?: string | null;
  /** Which of the two documented addresses to use if the answer had none. */
  readonly call?: StatusCall;
}

/** The request for the status of a post: at the address in its answer if that is the connection's own, otherwise by its id. */
export function statusOf(access: ReceiverAccess, { postId, statusUrl, call }: PostToFollow): HttpRequest {
  const url = statusUrl ? ownStatusUrl(access.url, statusUrl) : null;
  return statusRequest(access, url === null ? { postId, ...(call ? { call } : {}) } : { url });
}

/** "Status URL". */
export async function postStatus(client: Sender, access: ReceiverAccess, post: PostToFollow): Promise<StatusAnswer> {
  return readStatus(await exchange(client, statusOf(access, post)), askedOf(access, 'status'), post.postId);
}
