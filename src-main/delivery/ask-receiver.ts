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
import type { NotRead } from '../vendors/leadreceiver/reading/answers.ts';
import {
  readDuplicateAnswer,
  readPingAnswer,
  readStatusAnswer,
} from '../vendors/leadreceiver/reading/other-answers.ts';
import { ReceiverRequestError } from '../vendors/leadreceiver/request-types.ts';
import { duplicateCheck, ping as pingRequest, type ReceiverRequest } from '../vendors/leadreceiver/requests.ts';
import { type Access, accessTo } from './access.ts';
import { fieldsOfCampaign } from './campaigns.ts';
import { isContact } from './check/contact-fields.ts';
import { statusOf } from './checks.ts';
import { keepReading, type What } from './exchanges.ts';
import { pingFields } from './lead-parts.ts';
import { orderEnd } from './outcomes.ts';

export interface AskPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly ask: Ask;
  readonly secretOf: (connectionId: number) => string | null;
}

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** Asks a receiver something that changes nothing there, and keeps what was asked and answered. @throws CommandError `unavailable` */
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

/** What could not be read of an answer, as an error in the receiver's words. */
function refused({ name }: Access, result: NotRead, line: string): CommandError {
  const shown = line.trim() === '' ? '' : ` It answered: ${line.trim().slice(0, 300)}`;
  return new CommandError(result.is === 'stopped' ? 'unavailable' : 'failed', `${name}: ${result.words}.${shown}`);
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
  const found = readPingAnswer(answer);
  const nothing = { orderId: null, estimatedPrice: null, expiresAt: null };
  if (found.is === 'offer') {
    const expiresAt = orderEnd(found.expires, ports.now(), answer.date);
    return {
      willAccept: true,
      orderId: found.orderId,
      estimatedPrice: found.price,
      expiresAt,
      leftOut,
      words: access.redact(found.words),
      line,
    };
  }
  if (found.is === 'declined')
    return { willAccept: false, ...nothing, leftOut, words: access.redact(found.words), line };
  throw refused(access, found, line);
}

/** "Duplicate Check" by hand. @throws CommandError */
export async function checkDuplicate(
  ports: AskPorts,
  { connectionId, set }: CommandArguments<'delivery.checkDuplicate'>,
): Promise<DuplicateAnswer> {
  const access = accessTo(ports.store, connectionId, ports.secretOf);
  const of = { connectionId, access, what: 'duplicate-check' as const };
  const { answer, line } = await asked(ports, of, () => duplicateCheck(access, formOf(access), Object.entries(set)));
  const found = readDuplicateAnswer(answer);
  const nothing = { leadId: null, receivedAt: null, line };
  switch (found.is) {
    case 'duplicate': {
      const words = access.redact(found.words);
      return { isDuplicate: true, leadId: found.leadId, receivedAt: found.receivedAt[0] ?? null, words, line };
    }
    case 'not-there':
      // Without approval the receiver may say so of any lead.
      if (access.duplicateCheck) return { ...nothing, isDuplicate: false, words: access.redact(found.words) };
      return {
        ...nothing,
        isDuplicate: null,
        words: `The receiver says that it has no such lead, which proves nothing while ${access.name} is not marked as approved for duplicate checks.`,
      };
    case 'unclear':
      return { ...nothing, isDuplicate: null, words: access.redact(found.words) };
    default:
      throw refused(access, found, line);
  }
}

/** "Status URL" by hand: of a post that was queued, and where nobody knows it there, of any other. @throws CommandError */
export async function askStatus(
  ports: AskPorts,
  { connectionId, postId }: CommandArguments<'delivery.status'>,
): Promise<StatusAnswer> {
  const access = accessTo(ports.store, connectionId, ports.secretOf);
  const known = ports.store
    .prepare<[string, number], { statusUrl: string | null }>(
      `SELECT p.status_url AS statusUrl FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id WHERE p.post_id = ? AND b.connection_id = ?`,
    )
    .get(postId, connectionId);
  const of = { connectionId, access, what: 'status' as const };
  const get = (async: boolean) =>
    asked(ports, of, () => statusOf({ postId, statusUrl: known?.statusUrl ?? null }, access, async));
  let { answer, line } = await get(true);
  let found = readStatusAnswer(answer);
  if (found.is === 'not-found') {
    ({ answer, line } = await get(false));
    found = readStatusAnswer(answer);
  }
  const nothing = { leadId: null, campaign: null, price: null, review: '' as const, returnState: '' as const };
  if (found.is === 'not-found') {
    return { is: 'unknown', postId, ...nothing, words: `${access.name} does not know the post ${postId}.`, line };
  }
  if (found.is !== 'status') throw refused(access, found, line);
  const { valid, leadId, campaign, price, review, returned } = found;
  return {
    is: valid === true ? 'accepted' : valid === false ? 'rejected' : 'undecided',
    ...{ postId: found.postId ?? postId, leadId, campaign, price, review },
    returnState: returned ? 'returned' : valid === true ? 'none' : '',
    words: access.redact(found.words),
    line,
  };
}
