import type { HttpRequest } from '../../platform/http-messages.ts';
import {
  type AnswerFormat,
  addressOf,
  type BodyFormat,
  type InsertCall,
  RECEIVER,
  type ReceiverCall,
  type StatusCall,
  statusAddress,
} from './addresses.ts';
import { type BodyLead, type BodySource, formBody, jsonBody, xmlBody } from './bodies.ts';
import { checkCampaign, checkForm, checkLeads } from './check-request.ts';
import {
  type LeadField,
  type LeadToPost,
  type PostForm,
  type ReceiverAccess,
  ReceiverRequestError,
} from './request-types.ts';

/** A lead may be offered to many buyers, one after the other, before the answer is sent. */
const POST_MS = 90_000;
const STATUS_MS = 20_000;
/** The most bytes of an answer that are read, enough for several leads with their sends. */
export const RECEIVER_ANSWER_BYTES_AT_MOST = 1024 * 1024;
const BODY_BYTES_AT_MOST = 4 * 1024 * 1024;
const LEADS_AT_MOST = 500;
const SECRET_SHOWN = 'password-removed';

/** A request for the queue and the HTTP client. */
export interface ReceiverRequest {
  readonly target: Omit<HttpRequest, 'body'>;
  readonly body: string;
  /** The body with the password removed, for storing and showing. */
  readonly shown: string;
}

const CONTENT_TYPES: Readonly<Record<BodyFormat, string>> = {
  form: 'application/x-www-form-urlencoded',
  xml: 'application/xml',
  json: 'application/json',
};
const ACCEPTS: Readonly<Record<AnswerFormat, string>> = { json: 'application/json', xml: 'application/xml' };

const NO_PROPERTIES = { reference: null, noSell: null, call: null, leadUid: null, processDelivery: null };

/** "Create General Lead", "… XML" and "… JSON". @throws ReceiverRequestError, AddressError; as all below */
export const createGeneralLead = (access: ReceiverAccess, form: PostForm, leads: readonly LeadToPost[]) =>
  insertRequest(access, 'general', form, leads);

/** "Create Redirect Lead" and "… XML": with the redirect address in the answer (manual), or answered with a redirect (auto). */
export const createRedirectLead = (
  access: ReceiverAccess,
  form: PostForm,
  leads: readonly LeadToPost[],
  redirect: 'manualredirect' | 'autoredirect',
) => insertRequest(access, redirect, form, leads);

/** "Create Lead (include a list of who the lead was sent to)", "… XML" and "… JSON". */
export const createLeadWithSends = (access: ReceiverAccess, form: PostForm, leads: readonly LeadToPost[]) =>
  insertRequest(access, 'returnsends', form, leads);

/** "Create Lead (include a list of who the lead should be transferred to)", "… XML" and "… JSON". */
export const createLeadToTransfer = (access: ReceiverAccess, form: PostForm, leads: readonly LeadToPost[]) =>
  insertRequest(access, 'transfer', form, leads);

/** "Create Call Lead", "… XML" and "… JSON". */
export const createCallLead = (access: ReceiverAccess, form: PostForm, leads: readonly LeadToPost[]) =>
  insertRequest(access, 'calldata', form, leads);

/** A post that creates leads, of any kind. */
export function insertRequest(
  access: ReceiverAccess,
  call: InsertCall,
  form: PostForm,
  leads: readonly LeadToPost[],
): ReceiverRequest {
  checkForm(call, form);
  checkLeads(call, form, leads);
  const source = {
    ...sourceOf(access),
    orderId: form.orderId ?? null,
    sendDelayHours: form.sendDelayHours ?? null,
    returnUrl: form.returnUrl ?? null,
  };
  const rows = leads.map((lead) => ({
    ...NO_PROPERTIES,
    fields: lead.fields,
    reference: lead.reference ?? null,
    noSell: lead.noSell ?? null,
    call: lead.call ?? null,
  }));
  return post(access, call, form, source, rows);
}

/** "PING": asks whether a lead would be accepted and at which price. `fields` must not contain contact data. */
export function ping(access: ReceiverAccess, form: PostForm, fields: readonly LeadField[]): ReceiverRequest {
  checkForm('ping', form);
  checkCampaign('ping', access);
  checkLeads('ping', form, [{ fields }]);
  const source = { ...sourceOf(access), returnUrl: form.returnUrl ?? null };
  return post(access, 'ping', form, source, [{ ...NO_PROPERTIES, fields }]);
}

/** What an update changes. */
export interface LeadUpdate {
  /** LeadIdentifier of the answer that accepted it. */
  readonly leadUid: number;
  readonly fields: readonly LeadField[];
  /** Runs the receiver's automation again, which may sell the lead, and then the request can't be safely repeated. */
  readonly processDelivery: boolean;
}

/** "Update Lead", as a form or as JSON. It has no campaign and no password. */
export function updateLead(access: ReceiverAccess, form: PostForm, update: LeadUpdate): ReceiverRequest {
  checkForm('update', form);
  checkLeads('update', form, [update]);
  const { leadUid, fields, processDelivery } = update;
  identifier('lead', leadUid);
  const source = { ...sourceOf(access), aid: null, password: null };
  return post(access, 'update', form, source, [{ ...NO_PROPERTIES, fields, leadUid, processDelivery }]);
}

/** "Duplicate Check": whether a lead with this data was received before. It only reads. */
export function duplicateCheck(access: ReceiverAccess, form: PostForm, fields: readonly LeadField[]): ReceiverRequest {
  checkForm('duplicate', form);
  checkCampaign('duplicate', access);
  checkLeads('duplicate', form, [{ fields }]);
  return post(access, 'duplicate', form, sourceOf(access), [{ ...NO_PROPERTIES, fields }]);
}

/** "Status URL" of a post, by its id or by one of the connection's own addresses (`ownStatusUrl`). Never with the token. */
export function statusRequest(
  access: ReceiverAccess,
  of: { postId: string; call?: StatusCall } | { url: string },
): HttpRequest {
  const url = 'url' in of ? of.url : statusAddress(access.url, of.postId, of.call);
  return {
    url,
    method: 'GET',
    headers: { accept: 'application/json' },
    body: '',
    timeoutMs: STATUS_MS,
    fresh: false,
    answerBytesAtMost: RECEIVER_ANSWER_BYTES_AT_MOST,
  };
}

function identifier(what: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new ReceiverRequestError(
    `${value} isn’t a valid ${what} number. Enter the number from the posting instructions.`,
  );
}

function sourceOf(access: ReceiverAccess): BodySource {
  const { vid, lid, aid, password } = access;
  identifier('lead source', vid);
  identifier('lead type', lid);
  if (aid !== null) identifier('campaign', aid);
  return { vid, lid, aid, password: password || null, orderId: null, sendDelayHours: null, returnUrl: null };
}

function write(body: BodyFormat, source: BodySource, leads: readonly BodyLead[]): string {
  if (body === 'xml') return xmlBody(source, leads);
  if (body === 'json') return jsonBody(source, leads);
  const [lead] = leads;
  return lead ? formBody(source, lead) : '';
}

function post(
  access: ReceiverAccess,
  call: ReceiverCall,
  form: PostForm,
  source: BodySource,
  leads: readonly BodyLead[],
): ReceiverRequest {
  if (leads.length > LEADS_AT_MOST) throw new ReceiverRequestError(`One post carries at most ${LEADS_AT_MOST} leads.`);
  const body = write(form.body, source, leads);
  if (Buffer.byteLength(body) > BODY_BYTES_AT_MOST) {
    throw new ReceiverRequestError(
      `The post is larger than ${BODY_BYTES_AT_MOST / 1024 / 1024} MB. Send fewer leads at once.`,
    );
  }
  const hidden = source.password === null ? null : SECRET_SHOWN;
  return { target: target(access, call, form), body, shown: write(form.body, { ...source, password: hidden }, leads) };
}

/** A post that may cost money has its own connection, because a reset of a kept-alive one would prove nothing. */
function target(
  access: ReceiverAccess,
  call: ReceiverCall,
  { body, answer, async }: PostForm,
): ReceiverRequest['target'] {
  const { header, before } = RECEIVER.token;
  if (/[^\x20-\x7e]/.test(access.token)) {
    throw new ReceiverRequestError('The access token has characters that a header can’t contain. Enter it again.');
  }
  return {
    url: addressOf(access.url, call, answer, async ?? false),
    method: 'POST',
    headers: {
      'content-type': CONTENT_TYPES[body],
      ...(access.token === '' ? {} : { [header]: before + access.token }),
      ...(RECEIVER.calls[call].namesAnswer ? {} : { accept: ACCEPTS[answer] }),
    },
    timeoutMs: POST_MS,
    fresh: true,
    answerBytesAtMost: RECEIVER_ANSWER_BYTES_AT_MOST,
  };
}
