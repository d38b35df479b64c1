import { randomUUID } from 'node:crypto';
import { pacificWall, usDate } from '../account/pacific.ts';
import type { Behaviour } from '../behaviour.ts';
import type { AnswerFormat, BodyFormat, CallKind } from './addresses.ts';
import { type Answer, type Shape, toJson, toXml, written } from './render.ts';
import { type DuplicateResult, type PingResult, type PostResult, RESPONSE_TYPES } from './results.ts';

/** What determines the form of an answer. */
export interface AnswerStyle {
  readonly kind: CallKind;
  readonly body: BodyFormat;
  readonly format: AnswerFormat;
  readonly behaviour: Behaviour;
  /** `http://127.0.0.1:PORT`. */
  readonly base: string;
}

const ELSEWHERE = 'https://leads.example.com';
/** A name and a number that are not among the document's ten. */
const UNKNOWN_TYPE = { name: 'Held_By_Guard', number: 42 };
const LIST_KINDS: ReadonlySet<CallKind> = new Set<CallKind>(['returnsends', 'transfer']);
const WITHOUT_XML_POST_ID: ReadonlySet<CallKind> = new Set<CallKind>(['returnsends', 'transfer', 'calldata']);

/** The answer to the leads of a post or to an update: one object, or one for each lead. */
export function postAnswer(results: readonly PostResult[], style: AnswerStyle): Answer {
  const { kind, body, format, behaviour } = style;
  const shapes = results.length > 1 ? several(results, behaviour) : results;
  const rows = shapes.map((one) => postShape(one, style));
  if (format === 'xml') return written('xml', malformedXml(toXml('PostResponse', rows, results.length !== 1), style));
  const listed = body === 'json' && (LIST_KINDS.has(kind) || kind === 'calldata');
  const { jsonShape } = behaviour;
  const asArray = results.length !== 1 || jsonShape === 'array' || (jsonShape === 'document' && listed);
  return written('json', malformedJson(toJson(rows, asArray), style));
}

/** Answers to several leads: in order, or mixed up as the behaviour specifies. */
function several(results: readonly PostResult[], { severalAnswers }: Behaviour): readonly PostResult[] {
  if (severalAnswers === 'reversed') return results.toReversed();
  if (severalAnswers === 'short') return results.slice(0, -1);
  const last = results.at(-1);
  return severalAnswers === 'long' && last !== undefined ? [...results, { ...last, postId: randomUUID() }] : results;
}

function postShape(result: PostResult, style: AnswerStyle): Shape {
  const { kind, format, behaviour, base } = style;
  const { postId, type, leadUid, campaignUid } = result;
  const accepted = type === 'No_Error';
  const withPostId = format === 'json' || behaviour.xmlPostId === 'always' || !WITHOUT_XML_POST_ID.has(kind);
  const missing = { zero: 0, null: null, empty: '' }[behaviour.refusedLead];
  return [
    ...(withPostId ? ([['PostID', postId]] as const) : []),
    ['isValidPost', bool(accepted, style)],
    ['ResponseType', typeOf(result, style)],
    [behaviour.detailName, result.detail],
    ['LeadIdentifier', leadUid ?? missing],
    ['VendorAccountAssigned', campaignUid ?? missing],
    ['PendingQCReview', bool(result.pendingReview, style)],
    ['Price', behaviour.price === 'text' && format === 'json' ? String(result.price) : result.price],
    ['RedirectURL', result.redirectUrl],
    ...ending(result, style, accepted ? statusUrl(base, behaviour, postId) : ''),
  ];
}

/** The end of an answer: sends, agents or the address of its status. */
function ending({ sends, agents }: PostResult, style: AnswerStyle, status: string): Shape {
  const { kind, behaviour, format } = style;
  if (kind === 'transfer') {
    const rows = agents.map(
      (one): Shape => [
        ['ClientUID', one.clientUid],
        ['ClientName', one.clientName],
        ['AgentName', one.agentName],
        ['AgentPhone', one.agentPhone],
      ],
    );
    return [['ClientInfos', { item: 'ClientInfo', rows }]];
  }
  if (kind !== 'returnsends') return [['StatusURL', kind === 'update' ? '' : status]];
  const named = format === 'xml' && behaviour.malformed.includes('second-client-named');
  const rows = sends.map(
    (one, at): Shape => [
      ['ClientUID', named && at === 1 ? one.clientName : one.clientUid],
      ['ClientName', named && at === 1 ? '' : one.clientName],
      ['RedirectURL', one.redirectUrl],
      ['Valid', bool(one.valid, style)],
      ['Price', behaviour.price === 'text' && format === 'json' ? String(one.price) : one.price],
    ],
  );
  return [['Sends', { item: 'SendInfo', rows }]];
}

/** By name in XML; in JSON by name where the section's example has one (form posts of general and redirect leads), otherwise by number. */
function typeOf({ type }: PostResult, { kind, body, format, behaviour }: AnswerStyle): string | number {
  const byName = body === 'form' && (kind === 'general' || kind === 'manualredirect' || kind === 'autoredirect');
  const { responseType } = behaviour;
  const named =
    format === 'xml' ? responseType !== 'number' : responseType === 'document' ? byName : responseType === 'name';
  if (type === 'unknown') return named ? UNKNOWN_TYPE.name : UNKNOWN_TYPE.number;
  return named ? type : RESPONSE_TYPES.indexOf(type);
}

const bool = (value: boolean, { format, behaviour }: AnswerStyle) =>
  format === 'json' && behaviour.textBooleans ? String(value) : value;

function statusUrl(base: string, { statusUrl: where }: Behaviour, postId: string): string {
  return where === 'empty' ? '' : `${where === 'own' ? base : ELSEWHERE}/information/status/${postId}`;
}

function malformedXml(xml: string, { kind, behaviour: { malformed } }: AnswerStyle): string {
  if (kind === 'transfer' && malformed.includes('client-infos-unclosed')) return xml.replace('</ClientInfos>', '');
  const redirect = kind === 'manualredirect' || kind === 'autoredirect';
  if (!redirect || !malformed.includes('redirect-post-id')) return xml;
  return xml.replace(/<PostID>[^<]*<\/PostID>/, '<PostID>true</isValidPost>');
}

function malformedJson(json: string, { kind, behaviour: { malformed } }: AnswerStyle): string {
  if (kind !== 'transfer' || !malformed.includes('agent-phone-quote')) return json;
  return json.replace(/("AgentPhone":"[^"]*")/, '$1"');
}

/** The answer to an async post: LeadQueueResponse. Without a PostID it was not queued. */
export function queueAnswer(postId: string | null, details: string, style: AnswerStyle): Answer {
  const { format, behaviour, base } = style;
  const host = behaviour.statusUrl === 'elsewhere' ? ELSEWHERE : base;
  const shape: Shape = [
    ['QueueSuccessful', bool(postId !== null, style)],
    ['PostID', postId ?? ''],
    ['ResponseDetails', details],
    ['StatusURL', postId === null ? '' : `${host}/information/queuestatus/${postId}`],
  ];
  return written(format, format === 'xml' ? toXml('LeadQueueResponse', [shape]) : toJson([shape], false));
}

/** The answer to a ping: PingResponse. */
export function pingAnswer(ping: PingResult, style: AnswerStyle): Answer {
  const { format, behaviour } = style;
  const asText = format === 'json' && behaviour.price !== 'number';
  const shape: Shape = [
    ['WillAccept', bool(ping.orderId !== null, style)],
    ['RequestID', ping.requestId],
    ['OrderID', ping.orderId ?? ''],
    ['EstimatedPrice', asText ? String(ping.price) : ping.price],
    ['OrderExpiresOn', ping.expiresAt === null ? null : dateText(ping.expiresAt, style, 'us')],
    ['Response', ping.response],
  ];
  return written(format, format === 'xml' ? toXml('PingResponse', [shape]) : toJson([shape], false));
}

/** The answer to a duplicate check, whose XML is a PingResponse too. */
export function duplicateAnswer(
  { duplicate, leadUid, receivedAt, response }: DuplicateResult,
  style: AnswerStyle,
): Answer {
  const { format, behaviour } = style;
  const says = behaviour.malformed.includes('duplicate-says-ping') && format === 'json';
  const usual = format === 'json' ? 'us' : 'iso';
  const shape: Shape = [
    ['IsDuplicate', bool(duplicate, style)],
    ['DuplicateLeadId', leadUid ?? (format === 'json' ? null : '')],
    [behaviour.receivedOnName, receivedAt === null ? null : dateText(receivedAt, style, usual)],
    ['Response', says ? 'Coverage found, please supply Order ID in POST' : response],
  ];
  return written(format, format === 'xml' ? toXml('PingResponse', [shape]) : toJson([shape], false));
}

function dateText(at: number, { behaviour }: AnswerStyle, usual: 'us' | 'iso'): string {
  const as = behaviour.dates === 'document' ? usual : behaviour.dates;
  if (as === 'iso') return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  return usDate(behaviour.bareDates === 'pacific' ? pacificWall(at) : at);
}
