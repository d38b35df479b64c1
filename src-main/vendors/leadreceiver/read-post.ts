import type { HttpResult } from '../../platform/http-messages.ts';
import {
  NOTHING_REPORTED,
  type PingOrder,
  type ReceiverAnswer,
  type Refusal,
  type ReportedLead,
} from './answer-types.ts';
import { type Asked, brokenAnswer, lineOf, objectsOf, postIdIn, type Unclear } from './asked.ts';
import { Members } from './members.ts';
import { refusalSentence, responseType, scopeOf } from './refusals.ts';
import { reportedLead } from './reported-lead.ts';
import { expiresIn, readVendorDate } from './vendor-dates.ts';

type Answer = Extract<HttpResult, { kind: 'answer' }>;

const NOT_SURE = 'It is uncertain whether the lead was accepted.';

/**
 * Parses the answer to a post of one lead, a ping or an update (all "Response" parts of the document). Its content counts before the HTTP
 * status. A contradictory answer, or one with a value that is not in the document, is unknown. `now` is when it arrived.
 */
export function readPost(result: HttpResult, asked: Asked, now = Date.now()): ReceiverAnswer {
  const answer = readOne(result, asked, now);
  // A ping adds no lead.
  if (asked.call !== 'ping' || answer.is !== 'unknown') return answer;
  return { ...answer, sentence: answer.sentence.replace(` ${NOT_SURE}`, '') };
}

function readOne(result: HttpResult, asked: Asked, now: number): ReceiverAnswer {
  const read = readEach(result, asked, now);
  if ('whole' in read) return read.whole;
  const [only] = read.each;
  if (only && read.each.length === 1) return only.answer;
  const sentence = `The receiver answered for ${read.each.length} leads, and one was sent.`;
  return unknown({ kind: 'other-count', sentence, line: read.line, recognised: true });
}

/** What an answer says about each lead, with the lead's reference; or what applies to the request as a whole. */
export type ReadEach =
  | { readonly whole: ReceiverAnswer }
  | {
      readonly each: readonly { readonly answer: ReceiverAnswer; readonly reference: string }[];
      readonly line: string;
    };

/**
 * Parses each object of an answer. Their order proves nothing; `match-leads.ts` assigns them to leads. An answer that is refused by HTTP,
 * incomplete or unreadable applies to the request as a whole.
 */
export function readEach(result: HttpResult, asked: Asked, now: number): ReadEach {
  if (result.kind === 'not-sent') return { whole: { is: 'not-sent', sentence: asked.clean(result.error) } };
  if (result.kind === 'broken') return { whole: brokenOff(brokenAnswer(result, asked), result.partial, asked) };
  const found = objectsOf(result, asked);
  const objects = 'objects' in found ? found.objects.map((object) => new Members(object, asked.clean)) : [];
  // An answer with a result counts regardless of its status, because what was sold must not be taken for refused.
  const whole = objects.some(hasVerdict) ? undefined : readStatusLine(result, asked);
  if (whole) return { whole };
  if (!('objects' in found))
    return { whole: found.kind === 'cut' ? brokenOff(found, result.body, asked) : unknown(found) };
  const line = lineOf(result.body, asked);
  const each = objects.map((members) => {
    const reference = members.scalar('Reference', 'ReferenceID') ?? '';
    return { answer: readMembers(members, result, { ...asked, line }, now), reference };
  });
  return { each, line };
}

const brokenOff = (why: Unclear, text: string, asked: Asked): ReceiverAnswer =>
  unknown(why, { ...NOTHING_REPORTED, postId: postIdIn(text, asked) });

const hasVerdict = (members: Members): boolean => members.has('isValidPost', 'QueueSuccessful', 'WillAccept');

/** The meaning of the status of an answer without a result; undefined if it has none. */
function readStatusLine(result: Answer, asked: Asked): ReceiverAnswer | undefined {
  const { status } = result;
  if (status === 401 || status === 403) return refused('Login_Refused', httpWords(result, asked), NOTHING_REPORTED);
  if (status === 429) return refused('Throttled', httpWords(result, asked), NOTHING_REPORTED, result.retryAfter);
  if (asked.call === 'autoredirect' && status >= 300 && status < 400) return redirected(result, asked);
  return undefined;
}

const httpWords = ({ status, body }: Answer, asked: Asked): string => {
  const line = lineOf(body, asked)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return line === '' ? `HTTP ${status}` : `HTTP ${status}, ${line}`;
};

/** An automatic redirect is answered by redirecting to the buyer. The address is returned and never followed. */
function redirected(answer: Answer, asked: Asked): ReceiverAnswer {
  const members = new Members({ RedirectURL: answer.location ?? '' }, asked.clean);
  const redirectUrl = members.address('RedirectURL');
  if (redirectUrl === null || new URL(redirectUrl).host === new URL(asked.url).host) {
    const sentence = `The receiver redirected to ${asked.clean(answer.location ?? 'nowhere')} (HTTP ${answer.status}), which is not a buyer’s page.`;
    const line = lineOf(answer.body, asked);
    return unknown({ kind: `http-${answer.status}`, sentence, line, recognised: true });
  }
  return { ...NOTHING_REPORTED, is: 'accepted', redirectUrl };
}

/** An uncertain result, and why. */
export function unknown(why: Unclear, reported = NOTHING_REPORTED): ReceiverAnswer {
  return { ...reported, is: 'unknown', ...why, sentence: `${why.sentence} ${NOT_SURE}` };
}

function refused(refusal: Refusal, vendorText: string, reported: ReportedLead, retryAfter = ''): ReceiverAnswer {
  const sentence = refusalSentence(refusal, vendorText);
  return { ...reported, is: 'refused', refusal, sentence, scope: scopeOf(refusal), retryAfter };
}

/** `PostResponse`, `LeadQueueResponse` or `PingResponse`, distinguished by the members. */
function readMembers(
  members: Members,
  answer: Answer,
  asked: Asked & { readonly line: string },
  now: number,
): ReceiverAnswer {
  const { line } = asked;
  const reported = reportedLead(members, asked);
  const strange = (kind: string, sentence: string): ReceiverAnswer =>
    unknown({ kind, sentence, line, recognised: false }, { ...reported, unread: members.unread });
  const kinds = [members.has('isValidPost'), members.has('QueueSuccessful'), members.has('WillAccept')];
  if (kinds.filter(Boolean).length !== 1) {
    return strange(
      answer.status >= 200 && answer.status < 300 ? 'members' : `http-${answer.status}`,
      'The receiver gave an undocumented answer.',
    );
  }
  const isPing = asked.call === 'ping';
  if (kinds[2] && !isPing) return strange('ping-answer', 'The receiver answered a post as if it were a ping.');
  const outcome = kinds[0]
    ? readPosted(members)
    : kinds[1]
      ? readQueued(members, reported)
      : readPinged(members, reported, answer, now);
  if ('strange' in outcome) return strange(outcome.strange, outcome.sentence);
  const all = { ...reported, ...(outcome.reported ?? {}), unread: members.unread };
  if (outcome.is === 'refused') {
    return refused(outcome.refusal, reported.words, all);
  }
  if (isPing && kinds[0]) return strange('post-answer', 'The receiver answered a ping as if it were a post.');
  if (answer.status < 200 || answer.status >= 300) {
    return strange(
      `http-${answer.status}-accepted`,
      `The receiver says that it accepted the lead, with HTTP ${answer.status}.`,
    );
  }
  return outcome.is === 'queued' ? { ...all, is: 'queued', postId: outcome.postId } : { ...all, is: 'accepted' };
}

type Outcome =
  | { readonly is: 'accepted'; readonly reported?: Partial<ReportedLead> }
  | { readonly is: 'queued'; readonly postId: string; readonly reported?: undefined }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly reported?: Partial<ReportedLead> }
  | { readonly strange: string; readonly sentence: string };

function readPosted(members: Members): Outcome {
  const valid = members.flag('isValidPost');
  const written = members.scalar('ResponseType') ?? '';
  const type = responseType(written);
  if (valid === null)
    return { strange: 'no-verdict', sentence: 'The receiver does not say whether it accepted the lead.' };
  if (type === null) {
    const sentence =
      written === ''
        ? 'The receiver’s answer has no response type.'
        : `The receiver returned an undocumented response type, “${members.text('ResponseType')}”.`;
    return { strange: `response-type:${fingerprint(members.text('ResponseType'))}`, sentence };
  }
  if (valid !== (type === 'No_Error')) {
    const sentence = `The receiver contradicts itself: the post is ${valid ? 'valid' : 'not valid'}, and the response type ${type}.`;
    return { strange: 'contradiction', sentence };
  }
  return type === 'No_Error' ? { is: 'accepted' } : { is: 'refused', refusal: type };
}

function readQueued(members: Members, { postId: named, statusUrl }: ReportedLead): Outcome {
  const queued = members.flag('QueueSuccessful');
  if (queued === null)
    return { strange: 'no-verdict', sentence: 'The receiver does not say whether it queued the lead.' };
  if (!queued) return { is: 'refused', refusal: 'Not_Queued' };
  // A status address ends with the id.
  const postId = named ?? statusUrl?.slice(statusUrl.lastIndexOf('/') + 1) ?? null;
  if (postId !== null) return { is: 'queued', postId };
  return {
    strange: 'queued-without-id',
    sentence: 'The receiver queued the lead without an id by which its status can be requested.',
  };
}

function readPinged(members: Members, { words }: ReportedLead, answer: Answer, now: number): Outcome {
  const willAccept = members.flag('WillAccept');
  const price = members.price('EstimatedPrice', 'Price');
  if (willAccept === null)
    return { strange: 'no-verdict', sentence: 'The receiver does not say whether it would accept the lead.' };
  if (!willAccept) return { is: 'refused', refusal: 'Declined', reported: { price } };
  const orderId = members.key('OrderID');
  if (orderId === null)
    return { strange: 'no-order', sentence: `The receiver would accept the lead but returned no order: “${words}”.` };
  const expiresOn = members.text('OrderExpiresOn');
  const date = readVendorDate(expiresOn);
  const order: PingOrder = {
    orderId,
    requestId: members.key('RequestID'),
    expiresOn,
    // By the vendor's own clock if the answer has a date, because ours may be wrong.
    expiresInMs: date === null ? null : expiresIn(date, answer.date ?? now),
  };
  return { is: 'accepted', reported: { price, order } };
}

/** A text without its numbers. */
const fingerprint = (text: string): string =>
  text
    .replace(/\d+/g, '#')
    .replace(/[^A-Za-z#_]+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 48) || 'none';
