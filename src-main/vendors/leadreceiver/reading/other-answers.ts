import { type Answered, byStatus, type NotRead, noDocument, readPost, unknown } from './answers.ts';
import { readDocument, type Said } from './read-document.ts';
import { amount, flag, id, instants, text, textOrNull } from './values.ts';

export type PingResult =
  | {
      readonly is: 'offer';
      readonly orderId: string;
      readonly price: number | null;
      /** The readings of when the order ends, the earlier first; none where it is not told. */
      readonly expires: readonly number[];
      readonly words: string;
    }
  | { readonly is: 'declined'; readonly words: string }
  | NotRead;

/** Reads the answer to a ping. */
export function readPingAnswer(answer: Answered): PingResult {
  const said = byStatus(answer);
  if (said !== null) return said;
  const found = readDocument(answer.body);
  const [ping] = found ?? [];
  if (found === null || found.length !== 1 || ping === undefined) return noDocument(answer);
  const words = text(ping, 'response', 'responsedetails', 'responsedetail');
  const will = flag(ping, 'willaccept');
  const orderId = id(ping, 'orderid');
  if (will === true && orderId !== null) {
    return {
      is: 'offer',
      orderId,
      price: amount(ping, 'estimatedprice'),
      expires: instants(text(ping, 'orderexpireson')),
      words,
    };
  }
  if (will === false) return { is: 'declined', words: words || 'The receiver would not take it' };
  const post = readPost(ping);
  if (post.is === 'refused') return { is: 'declined', words: post.words };
  return unknown('ping', 'The answer to the ping is not what the receiver’s document has');
}

export type DuplicateResult =
  | {
      readonly is: 'duplicate';
      readonly leadId: string | null;
      readonly receivedAt: readonly number[];
      readonly words: string;
    }
  /** Plainly: nothing else is said. */
  | { readonly is: 'not-there'; readonly words: string }
  /** It says no, and something beside it: without approval that proves nothing. */
  | { readonly is: 'unclear'; readonly words: string }
  | NotRead;

/** A Response that says no more than that there is no duplicate. */
const PLAIN_NO =
  /^(?:|no duplicates?(?: (?:lead )?(?:was |were )?found)?|not (?:a )?duplicate|lead (?:is )?not (?:a )?duplicate|unique(?: lead)?|no match(?:es)?(?: found)?|no (?:previous|prior|existing) lead(?: found)?|(?:lead )?not found)\.?$/i;

/** Reads the answer to a duplicate check. */
export function readDuplicateAnswer(answer: Answered): DuplicateResult {
  const said = byStatus(answer);
  if (said !== null) return said;
  const found = readDocument(answer.body);
  const [check] = found ?? [];
  if (found === null || found.length !== 1 || check === undefined) return noDocument(answer);
  const words = text(check, 'response', 'responsedetails', 'responsedetail');
  const duplicate = flag(check, 'isduplicate');
  if (duplicate === true) {
    const received = text(check, 'receivedon', 'receviedon');
    return { is: 'duplicate', leadId: id(check, 'duplicateleadid'), receivedAt: instants(received), words };
  }
  if (duplicate === false) return { is: PLAIN_NO.test(words) ? 'not-there' : 'unclear', words };
  return unknown('duplicate-check', 'The answer to the duplicate check is not what the receiver’s document has');
}

export type StatusResult =
  | {
      readonly is: 'status';
      /** Null: not decided yet. */
      readonly valid: boolean | null;
      readonly postId: string | null;
      readonly leadId: string | null;
      readonly campaign: number | null;
      readonly price: number | null;
      readonly receivedAt: number | null;
      readonly review: 'pending' | 'passed' | 'rejected' | '';
      readonly returned: boolean;
      /** Why it was refused, rejected or returned; empty where it was not. */
      readonly words: string;
    }
  /** The receiver knows no such post, or does not yet. */
  | { readonly is: 'not-found' }
  | NotRead;

/** Reads the answer of a status address. A refusal without its reason is not decided yet. */
export function readStatusAnswer(answer: Answered): StatusResult {
  if (answer.status === 404) return { is: 'not-found' };
  const http = byStatus(answer);
  if (http !== null) return http;
  const found = readDocument(answer.body);
  const [said] = found ?? [];
  if (answer.status >= 300 || found === null || found.length !== 1 || said === undefined) return noDocument(answer);
  const valid = flag(said, 'isvalid');
  if (valid === null && text(said, 'postid') === '')
    return unknown('status', 'The status is not what the receiver’s document has');
  const quality = nested(said, 'qualitycontroldetails');
  const back = nested(said, 'returndetails');
  const reason = text(said, 'rejectionreason');
  const rejected = flag(quality, 'isqualitycontrolrejected') === true;
  const pending = flag(quality, 'pendingreview') === true;
  const returned = flag(back, 'isreturned') === true;
  const campaign = id(said, 'vendoraccountassigned');
  return {
    is: 'status',
    valid: valid === true ? true : valid === false && reason !== '' ? false : null,
    postId: textOrNull(said, 'postid'),
    leadId: id(said, 'leadidentifier'),
    campaign: campaign !== null && /^\d+$/.test(campaign) ? Number(campaign) : null,
    price: amount(said, 'price'),
    receivedAt: instants(text(said, 'datereceived'))[0] ?? null,
    review: rejected ? 'rejected' : pending ? 'pending' : text(quality, 'dateofreview') === '' ? '' : 'passed',
    returned,
    words: returned ? text(back, 'returnreason') : rejected ? text(quality, 'rejectionreason') : reason,
  };
}

function nested(said: Said, name: string): Said {
  const value = said[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Said) : {};
}
