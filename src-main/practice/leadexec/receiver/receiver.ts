import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import { type Address, type AnswerFormat, CALLS, type InsertKind, readAddress } from './addresses.ts';
import { type AnswerStyle, duplicateAnswer, pingAnswer, postAnswer, queueAnswer } from './answers.ts';
import { findCampaign, isRefusal, PASSWORD_WRONG, tokenRefused } from './find-campaign.ts';
import { checkDuplicate, ping, updateLead } from './other-calls.ts';
import { type Outcome, postRow, type ReadCall } from './post-rows.ts';
import { formatOf, type GivenRequest, readRequest, Unreadable } from './read-request.ts';
import { type Answer, written } from './render.ts';
import { type PostResult, RESPONSE_TYPES, type Refusal, refused } from './results.ts';
import { statusAnswer } from './status.ts';
import { checkPost, keepLead } from './take-lead.ts';

export interface ReceiverRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly accept: string;
  readonly authorization: string;
  readonly body: string;
}

/** What the receiver needs. */
export interface ReceiverPorts {
  readonly world: () => World;
  /** `http://127.0.0.1:PORT`. */
  readonly base: () => string;
  readonly wait: (ms: number) => Promise<unknown>;
  /** False once the vendor is closed, and then nothing is stored any more. */
  readonly isOpen: () => boolean;
  /** Called when a lead was accepted. */
  readonly taken: () => void;
}

/** A refusal that a fault uses instead of accepting the leads of a post. */
export type Instead = Refusal | { readonly type: 'unknown'; readonly detail: string };

/**
 * Answers a request to the receiver, exactly as in "Lead Receiver Documentation". The behaviour decides what the document leaves open. With
 * `instead` nothing is accepted, and each lead gets that refusal.
 */
export async function serveReceiver(
  ports: ReceiverPorts,
  request: ReceiverRequest,
  instead?: Instead,
): Promise<Answer> {
  const address = readAddress(request.path);
  if (address === undefined) return message(404, 'No such address');
  if (address.kind === 'status') {
    return request.method === 'GET' ? statusAnswer(ports.world(), address.postId) : message(405, 'Method Not Allowed');
  }
  if (request.method !== 'POST') return message(405, 'Method Not Allowed');
  const body = formatOf(request.contentType);
  const { bodies } = CALLS[address.kind];
  if (body === undefined || !bodies.includes(body)) return message(415, 'Unsupported Media Type');
  const format = answerFormat(address, request.accept);
  const style: AnswerStyle = {
    kind: address.kind,
    body,
    format,
    behaviour: ports.world().behaviour,
    base: ports.base(),
  };
  let given: GivenRequest;
  try {
    given = readRequest(body, request.body, request.query);
  } catch (error) {
    if (error instanceof Unreadable)
      return refusedAnswer(address, { type: 'Data_Errors', detail: error.message }, style);
    throw error;
  }
  const { account, behaviour } = ports.world();
  if (tokenRefused(account, given.source, request.authorization)) return UNAUTHORIZED;
  const target = address.kind === 'update' ? null : findCampaign(account, given.source);
  const wrongPassword = target !== null && isRefusal(target) && target.detail === PASSWORD_WRONG;
  if (wrongPassword && behaviour.passwordRefusal === 'http401') return UNAUTHORIZED;
  const call: ReadCall = { requestId: randomUUID(), kind: address.kind, body, format, queued: address.queued, given };
  if (address.queued) return enqueue(ports, call, style);
  switch (address.kind) {
    case 'ping':
      return pinged(ports, call, style);
    case 'duplicate':
      return duplicateAnswer(checkDuplicate(ports.world(), given.source, given.leads[0]), style);
    case 'update':
      return updated(ports, call, style);
    default:
      return await insert(ports, call, address.kind, style, instead);
  }
}

const message = (status: number, text: string) => written('json', JSON.stringify({ Message: text }), status);
const UNAUTHORIZED = message(401, 'Authorization has been denied for this request.');

/** Without a response type the answer is XML. A duplicate check has none in its path and uses `Accept`. */
function answerFormat(address: Extract<Address, { queued: boolean }>, accept: string): AnswerFormat {
  return address.answer ?? (address.kind === 'duplicate' && accept.includes('json') ? 'json' : 'xml');
}

function refusedAnswer(address: Extract<Address, { queued: boolean }>, refusal: Refusal, style: AnswerStyle): Answer {
  if (address.queued) return queueAnswer(null, refusal.detail, style);
  const response = refusal.detail;
  if (address.kind === 'ping') {
    return pingAnswer({ requestId: randomUUID(), orderId: null, price: 0, expiresAt: null, response }, style);
  }
  if (address.kind === 'duplicate') {
    return duplicateAnswer({ duplicate: false, leadUid: null, receivedAt: null, response }, style);
  }
  return postAnswer([refused(randomUUID(), refusal)], style);
}

async function insert(
  ports: ReceiverPorts,
  call: ReadCall,
  kind: InsertKind,
  style: AnswerStyle,
  instead: Instead | undefined,
): Promise<Answer> {
  const { source, leads } = call.given;
  const none: Refusal = { type: 'Data_Errors', detail: 'No leads were supplied' };
  if (leads.length === 0) return postAnswer([refused(randomUUID(), none)], style);
  const results: PostResult[] = [];
  for (const lead of leads) {
    const posted = { postId: randomUUID(), kind, source, lead };
    if (instead !== undefined) {
      results.push({ ...refused(posted.postId, { type: 'Data_Errors', detail: instead.detail }), type: instead.type });
      continue;
    }
    const checked = checkPost(ports.world(), posted);
    const { duplicateGapMs } = ports.world().behaviour;
    if (duplicateGapMs > 0) await ports.wait(duplicateGapMs);
    if (!ports.isOpen()) break;
    const world = ports.world();
    results.push(
      world.store.db.transaction(() => {
        const result = isRefusal(checked) ? refused(posted.postId, checked) : keepLead(world, posted, checked);
        world.store.insertPost(postRow(call, posted.postId, lead, world.now, outcomeOf(result)));
        return result;
      })(),
    );
    if (results.at(-1)?.leadUid !== null) ports.taken();
  }
  const redirect = results[0]?.redirectUrl ?? '';
  const { autoredirect } = style.behaviour;
  if (kind === 'autoredirect' && redirect !== '' && autoredirect !== 'answer') {
    return {
      status: Number(autoredirect),
      type: 'text/html; charset=utf-8',
      body: '',
      headers: { location: redirect },
    };
  }
  return postAnswer(results, style);
}

/** The part of a result that the ledger stores. */
export function outcomeOf({ type, detail, leadUid }: PostResult): Outcome {
  const number = type === 'unknown' ? -1 : RESPONSE_TYPES.indexOf(type);
  return { state: number === 0 ? 'accepted' : 'refused', response_type: number, detail, lead_uid: leadUid };
}

/** Adds a request to the queue: each of its leads is processed separately, and the returned PostID is the first one's. */
function enqueue({ world, isOpen }: ReceiverPorts, call: ReadCall, style: AnswerStyle): Answer {
  const { store, account, behaviour, now } = world();
  const { source, leads } = call.given;
  if (leads.length === 0 || !isOpen()) return queueAnswer(null, 'No leads were supplied', style);
  const target = findCampaign(account, source);
  // The result is known when it is processed. Until then the answer is that of the queue.
  const refusal = isRefusal(target) ? outcomeOf(refused('', target)) : { response_type: 0, detail: '' };
  const ids = leads.map(() => randomUUID());
  store.db.transaction(() => {
    for (const [at, lead] of leads.entries()) {
      const postId = ids[at] ?? '';
      const { response_type, detail } = refusal;
      store.insertPost(postRow(call, postId, lead, now, { state: 'queued', response_type, detail, lead_uid: null }));
      store.addDue.run(now + behaviour.queueMs, 'process', postId);
    }
  })();
  return queueAnswer(ids[0] ?? null, 'Lead has been queued for processing', style);
}

function pinged({ world }: ReceiverPorts, call: ReadCall, style: AnswerStyle): Answer {
  const { store, now } = world();
  const lead = call.given.leads[0] ?? { fields: new Map(), properties: new Map() };
  const result = store.db.transaction(() => {
    const pung = ping(world(), call.given.source, lead);
    const accepted = pung.orderId !== null;
    const outcome: Outcome = {
      state: accepted ? 'accepted' : 'refused',
      response_type: accepted ? 0 : RESPONSE_TYPES.indexOf('Outside_Criteria'),
      detail: pung.response,
      lead_uid: null,
    };
    store.insertPost({ ...postRow(call, pung.requestId, lead, now, outcome), order_id: pung.orderId ?? '' });
    return pung;
  })();
  return pingAnswer(result, style);
}

function updated({ world }: ReceiverPorts, call: ReadCall, style: AnswerStyle): Answer {
  const { store, now } = world();
  const postId = randomUUID();
  const [lead] = call.given.leads;
  const result = store.db.transaction(() => {
    const done = updateLead(world(), postId, call.given.source, lead);
    if (lead !== undefined) store.insertPost(postRow(call, postId, lead, now, outcomeOf(done)));
    return done;
  })();
  return postAnswer([result], style);
}
