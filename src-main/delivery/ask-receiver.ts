import {
  type CommandArguments,
  CommandError,
  type DuplicateAnswer,
  type PingAnswer,
  type StatusAnswer,
} from '../../src-preload/contract/index.ts';
import type { Ask } from '../connections/ask-once.ts';
import type { Store } from '../db/store.ts';
import type { HttpResult } from '../platform/http-messages.ts';
import { readDuplicate } from '../vendors/leadreceiver/read-duplicate.ts';
import { readPost } from '../vendors/leadreceiver/read-post.ts';
import { readStatus } from '../vendors/leadreceiver/read-status.ts';
import { ReceiverRequestError } from '../vendors/leadreceiver/request-types.ts';
import { duplicateCheck, ping as pingRequest, type ReceiverRequest } from '../vendors/leadreceiver/requests.ts';
import { readingsOf, readVendorDate } from '../vendors/leadreceiver/vendor-dates.ts';
import { type Access, accessTo } from './access.ts';
import { fieldsOfCampaign } from './campaigns.ts';
import { isContact } from './check/contact-fields.ts';
import { statusOf } from './checks.ts';
import { campaignOf, statusWords } from './facts.ts';
import { pingFields } from './lead-parts.ts';
import { byHttp } from './outcomes.ts';
import { statusUrlOf } from './rows/addresses.ts';
import { keepReading, type What } from './rows/exchanges.ts';

export interface AskPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly ask: Ask;
  readonly secretOf: (connectionId: number) => string | null;
}

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** Sends a request that changes nothing to a receiver, and stores it with its answer. @throws CommandError `unavailable` */
async function asked(
  { store, now, ask }: AskPorts,
  of: { readonly connectionId: number; readonly access: Access; readonly what: What },
  write: () => ReceiverRequest,
): Promise<{ answer: Answered; line: string }> {
  const { connectionId, access, what } = of;
  let request: ReceiverRequest;
  try {
    request = write();
  } catch (error) {
    if (error instanceof ReceiverRequestError) throw new CommandError('invalid-input', error.message, 'set');
    throw error;
  }
  const at = now();
  const { target, body, shown } = request;
  const result = await ask({ ...target, body, timeoutMs: access.timeoutMs });
  const line = access.redact(result.kind === 'answer' ? result.body : result.kind === 'broken' ? result.partial : '');
  const status = result.kind === 'not-sent' ? null : result.status;
  const error = result.kind === 'answer' ? null : result.error;
  keepReading(
    store,
    { connectionId, postNo: null, what, at },
    { url: target.url, shown },
    { status, answer: line, error },
  );
  if (result.kind === 'answer') return { answer: result, line };
  throw new CommandError('unavailable', `${access.name} gave no answer: ${result.error}.`);
}

/** Ping, update and duplicate check have no XML body in the document. */
const formOf = ({ body, answer }: Access) => ({
  body: body === 'json' ? ('json' as const) : ('form' as const),
  answer,
});

/** An answer without what was requested, as an error with the receiver's message. */
function refused({ name, redact }: Access, answer: Answered, sentence: string, line: string): CommandError {
  const http = byHttp(answer);
  const shown = line.trim() === '' ? '' : ` It answered: ${line.trim().slice(0, 300)}`;
  const explanation = (http?.to === 'stopped' ? `${http.reason}.` : redact(sentence)).replace(/([^.!?”"])$/, '$1.');
  return new CommandError(http === null ? 'failed' : 'unavailable', `${name}: ${explanation}${shown}`);
}

/** "PING" by hand. @throws CommandError */
export async function ping(
  ports: AskPorts,
  { connectionId, set, contact }: CommandArguments<'delivery.ping'>,
): Promise<PingAnswer> {
  const access = accessTo(ports.store, connectionId, ports.secretOf);
  const fields = fieldsOfCampaign(ports.store, connectionId);
  const hidden = Object.keys(set).filter((name) => isContact(name, fields, contact));
  const { sent, leftOut } = pingFields(Object.entries(set), hidden);
  const { answer, line } = await asked(ports, { connectionId, access, what: 'ping' }, () =>
    pingRequest(access, formOf(access), sent),
  );
  const arrivedAt = ports.now();
  const found = readPost(answer, access.asked('ping'), arrivedAt);
  if (found.is === 'accepted' && found.order !== null) {
    const { orderId, expiresInMs } = found.order;
    return {
      ...{ willAccept: true, orderId, estimatedPrice: found.price, leftOut, words: found.words, line },
      expiresAt: expiresInMs === null ? null : arrivedAt + expiresInMs,
    };
  }
  if (found.is === 'refused' && found.refusal === 'Declined') {
    return {
      ...{ willAccept: false, orderId: null, expiresAt: null, estimatedPrice: found.price, leftOut },
      ...{ words: found.words, line },
    };
  }
  throw refused(access, answer, 'sentence' in found ? found.sentence : 'The answer to the ping has no order', line);
}

/** "Duplicate Check" by hand. @throws CommandError */
export async function checkDuplicate(
  ports: AskPorts,
  { connectionId, set }: CommandArguments<'delivery.checkDuplicate'>,
): Promise<DuplicateAnswer> {
  const access = accessTo(ports.store, connectionId, ports.secretOf);
  const of = { connectionId, access, what: 'duplicate-check' as const };
  const { answer, line } = await asked(ports, of, () => duplicateCheck(access, formOf(access), Object.entries(set)));
  const found = readDuplicate(answer, access.asked('duplicate'));
  const nothing = { leadId: null, receivedAt: null, line };
  switch (found.is) {
    case 'duplicate': {
      const date = readVendorDate(found.receivedOn);
      const receivedAt = date === null ? null : (readingsOf(date)[0] ?? null);
      return { isDuplicate: true, leadId: found.leadId, receivedAt, words: found.words, line };
    }
    case 'none': {
      const { plain, words } = found;
      if (!plain) return { ...nothing, isDuplicate: null, words };
      // Without approval the receiver may give this answer for any lead.
      if (access.duplicateCheck) return { ...nothing, isDuplicate: false, words };
      return {
        ...nothing,
        isDuplicate: null,
        words: `The receiver says that it has no such lead, which proves nothing while ${access.name} is not marked as approved for duplicate checks.`,
      };
    }
    case 'unknown':
      throw refused(access, answer, found.sentence, line);
  }
}

/** "Status URL" by hand: for a queued post, and to resolve any other with an unknown result. @throws CommandError */
export async function askStatus(
  ports: AskPorts,
  { connectionId, postId }: CommandArguments<'delivery.status'>,
): Promise<StatusAnswer> {
  const access = accessTo(ports.store, connectionId, ports.secretOf);
  const statusUrl = statusUrlOf(ports.store, connectionId, postId);
  const of = { connectionId, access, what: 'status' as const };
  const get = (async: boolean) => asked(ports, of, () => statusOf({ postId, statusUrl }, access, async));
  let { answer, line } = await get(true);
  if (answer.status === 404) ({ answer, line } = await get(false));
  if (answer.status === 404) {
    const nothing = { leadId: null, campaign: null, price: null, review: '' as const, returnState: '' as const };
    return { is: 'unknown', postId, ...nothing, words: `${access.name} does not know the post ${postId}.`, line };
  }
  const found = readStatus(answer, access.asked('status'), postId);
  if (found.is === 'unknown') throw refused(access, answer, found.sentence, line);
  const { is, leadId, price, review, returned } = found;
  return {
    ...{ is: is === 'refused' ? ('rejected' as const) : is, postId, leadId, campaign: campaignOf(found), price },
    review: review.state === 'none' ? '' : review.state,
    returnState: returned.is === true ? 'returned' : is === 'accepted' ? 'none' : '',
    words: statusWords(found),
    line,
  };
}
