import { RESPONSE_TYPES, type ResponseType } from '../answer-types.ts';
import { readDocument, type Said } from './read-document.ts';
import { amount, flag, id, list, text, textOrNull } from './values.ts';

/** What each refusal says, in words. */
const REFUSALS: Readonly<Record<Exclude<ResponseType, 'No_Error'>, string>> = {
  System_ID_Missing: 'The receiver misses the system id',
  LeadType_ID_Missing: 'The receiver does not know the lead type (lid)',
  Vendor_ID_Missing: 'The receiver does not know the lead source (vid)',
  No_Account_Found: 'The receiver found no campaign for it',
  Outside_Criteria: 'The lead does not meet the campaign’s criteria',
  Duplicate_Lead: 'The receiver has this lead already',
  Account_Disabled: 'The campaign is disabled',
  Post_Over_Max: 'The campaign has reached its maximum',
  Data_Errors: 'The receiver found errors in the lead’s data',
};

/** An answer of HTTP, as far as its meaning goes. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string;
  /** Of a redirect; missing where there is none. */
  readonly location?: string;
}

export interface Send {
  readonly clientUid: string;
  readonly clientName: string;
  readonly valid: boolean | null;
  readonly price: number | null;
  readonly redirectUrl: string | null;
}

export interface Agent {
  readonly clientUid: string;
  readonly clientName: string;
  readonly name: string;
  readonly phone: string;
}

export interface Accepted {
  readonly is: 'accepted';
  readonly postId: string | null;
  readonly leadId: string | null;
  readonly campaign: number | null;
  readonly price: number | null;
  /** Whether it waits for review; null where that is not told. */
  readonly pendingReview: boolean | null;
  readonly redirectUrl: string | null;
  readonly statusUrl: string | null;
  readonly sends: readonly Send[];
  readonly agents: readonly Agent[];
  readonly words: string;
}

/** The one result of all posts and updates. */
export type PostResult =
  | Accepted
  /** The receiver queued it; its status tells what becomes of it. */
  | { readonly is: 'queued'; readonly postId: string; readonly statusUrl: string | null; readonly words: string }
  | {
      readonly is: 'refused';
      readonly type: ResponseType | null;
      /** Whether it would refuse every lead of this connection alike. */
      readonly every: boolean;
      readonly words: string;
      readonly postId: string | null;
      readonly leadId: string | null;
    }
  | NotRead;

/** What no answer in the document's terms came of. */
export type NotRead =
  | { readonly is: 'stopped'; readonly words: string }
  | { readonly is: 'throttled'; readonly words: string; readonly retryAfter: string }
  | {
      readonly is: 'unknown';
      /** A short stable name for this kind of answer. */
      readonly kind: string;
      readonly recognised: boolean;
      readonly words: string;
      /** Where it has one: the status tells more. */
      readonly postId: string | null;
    };

export const unknown = (kind: string, words: string, recognised = false, postId: string | null = null): NotRead => ({
  is: 'unknown',
  ...{ kind, words, recognised, postId },
});

/** What HTTP alone says; null where the body is to be read. */
export function byStatus({ status, retryAfter, body }: Answered): NotRead | null {
  if (status === 401 || status === 403) {
    return {
      is: 'stopped',
      words: `The receiver refuses this connection (HTTP ${status}): check its token and password`,
    };
  }
  if (status === 429) return { is: 'throttled', words: 'The receiver asked us to slow down', retryAfter };
  if (status >= 200 && status < 300 && body.trim() === '') return unknown('empty', 'The answer is empty');
  return null;
}

/** What is no document: HTML, an error page, or cut off. */
export function noDocument({ status, body }: Answered): NotRead {
  if (status >= 500) return unknown('http-5xx', `The receiver failed (HTTP ${status})`, true);
  if (status >= 300 && status < 400)
    return unknown('redirect', `The receiver sent us elsewhere (HTTP ${status}); redirects are not followed`);
  if (/^\s*<(?:!doctype\s+html|html)/i.test(body))
    return unknown('html', 'The answer is a web page, not what the receiver’s document has');
  return unknown(
    status === 200 ? 'no-document' : `http-${status}`,
    `The answer can’t be read${status === 200 ? '' : ` (HTTP ${status})`}`,
  );
}

/**
 * Reads the answer to a post of so many leads, or to an update: a result for each lead, in the order they were posted. Several answers are taken
 * in order only where there are as many as leads; else nobody knows whose they are.
 * @param forwards whether such a post is answered by a redirect to the buyer ("Redirect Leads", `autoredirect`): no other is accepted by one
 */
export function readPostAnswer(
  answer: Answered,
  leads: number,
  references: readonly string[] = [],
  forwards = false,
): PostResult[] {
  const all = (result: PostResult): PostResult[] => Array.from({ length: leads }, () => result);
  const said = byStatus(answer);
  if (said !== null) return all(said);
  const { status, location } = answer;
  if (status >= 300 && status < 400) {
    return all(forwards && location?.startsWith('https://') ? redirected(location) : noDocument(answer));
  }
  const found = readDocument(answer.body);
  if (found === null) return all(noDocument(answer));
  if (status >= 400 && found.map(readPost).some(({ is }) => is === 'accepted' || is === 'queued')) {
    return all(unknown('contradiction', `The receiver accepts and fails in one answer (HTTP ${status})`));
  }
  if (leads === 1 && found.length === 1) return found.map(readPost);
  return matched(found, leads, references) ?? all(unmatched(found.length, leads));
}

const unmatched = (answers: number, leads: number): NotRead =>
  unknown(
    'unmatched',
    answers === leads
      ? 'The receiver answered in another order than the leads were posted in, so nobody knows which answer is whose'
      : `The receiver answered for ${answers.toLocaleString('en-US')} of ${leads.toLocaleString('en-US')} leads posted together, so nobody knows which answer is whose`,
    true,
  );

/** Each lead's result by the reference that an answer tells, where they tell one; else by place, where there are as many. */
function matched(found: readonly Said[], leads: number, references: readonly string[]): PostResult[] | null {
  const told = found.map((one) => text(one, 'reference'));
  const distinct = new Set(references.filter((one) => one !== '')).size === leads;
  if (distinct && told.some((one) => one !== '')) {
    return references.map((reference) => {
      const theirs = found.filter((_, at) => told[at] === reference);
      const [only] = theirs;
      return only !== undefined && theirs.length === 1 ? readPost(only) : unmatched(theirs.length, 1);
    });
  }
  const results = found.map(readPost);
  return found.length === leads && inOrder(results) ? results : null;
}

/** Whether lead ids grow, as they do where leads are answered in the order in which they were taken. */
function inOrder(results: readonly PostResult[]): boolean {
  const ids = results.flatMap((one) => (one.is === 'accepted' && one.leadId !== null ? [Number(one.leadId)] : []));
  return ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0));
}

function redirected(location: string): Accepted {
  return {
    ...{ is: 'accepted', postId: null, leadId: null, campaign: null, price: null, pendingReview: null },
    ...{ redirectUrl: location, statusUrl: null, sends: [], agents: [] },
    words: 'Accepted: the receiver forwards to the buyer',
  };
}

function typeOf(said: Said): ResponseType | 'unfamiliar' | null {
  const value = text(said, 'responsetype');
  if (value === '') return null;
  const byNumber = /^\d+$/.test(value) ? RESPONSE_TYPES[Number(value)] : undefined;
  return byNumber ?? RESPONSE_TYPES.find((name) => name.toLowerCase() === value.toLowerCase()) ?? 'unfamiliar';
}

/** One lead's answer: PostResponse or LeadQueueResponse. */
export function readPost(said: Said): PostResult {
  const postId = textOrNull(said, 'postid');
  const details = text(said, 'responsedetails', 'responsedetail');
  const queued = flag(said, 'queuesuccessful');
  if (queued === true && postId !== null) {
    return {
      is: 'queued',
      postId,
      statusUrl: textOrNull(said, 'statusurl'),
      words: details || 'Queued by the receiver',
    };
  }
  if (queued === false) {
    return {
      is: 'refused',
      type: null,
      every: false,
      words: details || 'The receiver did not queue it',
      postId,
      leadId: null,
    };
  }
  const valid = flag(said, 'isvalidpost');
  const type = typeOf(said);
  if (valid === true && (type === 'No_Error' || type === null)) return accepted(said, postId, details);
  if (valid !== true && type !== null && type !== 'unfamiliar' && type !== 'No_Error') {
    const words = details === '' ? REFUSALS[type] : `${REFUSALS[type]}: ${details}`;
    return { is: 'refused', type, every: EVERY.has(type), words, postId, leadId: id(said, 'leadidentifier') };
  }
  const what =
    type === 'unfamiliar'
      ? `answered ${text(said, 'responsetype')}, which its document does not know`
      : 'gave an answer that contradicts itself or lacks what it must have';
  return unknown(
    type === 'unfamiliar' ? 'unknown-type' : 'contradiction',
    `The receiver ${what}${details === '' ? '' : `: ${details}`}`,
    false,
    postId,
  );
}

/** Refusals that every lead of the connection would meet. */
const EVERY: ReadonlySet<ResponseType> = new Set([
  'System_ID_Missing',
  'LeadType_ID_Missing',
  'Vendor_ID_Missing',
  'Account_Disabled',
]);

function accepted(said: Said, postId: string | null, words: string): Accepted {
  const campaign = id(said, 'vendoraccountassigned');
  return {
    is: 'accepted',
    // One of the document's samples has `true` there.
    postId: postId === 'true' ? null : postId,
    leadId: id(said, 'leadidentifier'),
    campaign: campaign !== null && /^\d+$/.test(campaign) ? Number(campaign) : null,
    price: amount(said, 'price'),
    pendingReview: flag(said, 'pendingqcreview') ?? flag(said, 'pandingqcreview'),
    redirectUrl: textOrNull(said, 'redirecturl'),
    statusUrl: textOrNull(said, 'statusurl'),
    sends: list(said, 'sends').map(readSend),
    agents: list(said, 'clientinfos').map(readAgent),
    words: words || 'Lead was accepted',
  };
}

function readSend(said: Said): Send {
  const { clientUid, clientName } = readClient(said);
  return {
    ...{ clientUid, clientName },
    valid: flag(said, 'valid'),
    price: amount(said, 'price'),
    redirectUrl: textOrNull(said, 'redirecturl'),
  };
}

/** A sample has the name where the id should be. */
function readClient(said: Said): { clientUid: string; clientName: string } {
  const [uid, name] = [text(said, 'clientuid'), text(said, 'clientname')];
  return name === '' && !/^\d*$/.test(uid) ? { clientUid: '', clientName: uid } : { clientUid: uid, clientName: name };
}

const readAgent = (said: Said): Agent => ({
  ...readClient(said),
  name: text(said, 'agentname'),
  phone: text(said, 'agentphone'),
});
