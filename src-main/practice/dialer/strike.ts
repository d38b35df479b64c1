import type { ServerResponse } from 'node:http';
import { type Answer, htmlAround, textAnswer } from './answers.ts';
import { checkLead, type Dialer, notAddedLine, type Params } from './check-lead.ts';
import { duplicatePhoneLine } from './duplicates.ts';
import type { Fault, FaultKind } from './faults.ts';
import { digits } from './fields.ts';
import { ipNotAllowed, loginIncorrect, tooManyLogins } from './login.ts';

const AFTER_INSERTING: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'slow',
  'http500-success',
  'html-success',
  'cut-mid-answer',
  'answer-lost-hang',
  'answer-lost-reset',
]);

/** Whether the dialer processes the request before this fault. */
export function servesFirst(fault: Fault): boolean {
  return AFTER_INSERTING.has(fault.kind) || fault.insertFirst === true;
}

/** What a fault needs about its request. */
export interface Struck {
  readonly fault: Fault;
  readonly dialer: Dialer;
  readonly params: Params;
  /** The true answer, if the dialer processed the request first. */
  readonly answer: Answer | undefined;
  readonly port: number;
}

/** Applies a fault to a response. */
export function strike(res: ServerResponse, struck: Struck): void {
  const effect = effectOf(struck);
  switch (effect.kind) {
    case 'answer':
      send(res, effect.answer, effect.headers);
      break;
    case 'cut-mid-answer':
      cutMidAnswer(res, struck.answer?.body ?? '', struck.fault.cutAt);
      break;
    case 'reset':
      res.socket?.resetAndDestroy();
      break;
    case 'silence':
      break;
  }
}

type Effect =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'cut-mid-answer' | 'reset' | 'silence' };

function effectOf({ fault, dialer, params, answer, port }: Struck): Effect {
  const { behaviour, now } = dialer;
  const user = params('user');
  const pass = params('pass');
  const say = (given: Answer, headers: Readonly<Record<string, string>> = {}): Effect => ({
    kind: 'answer',
    answer: given,
    headers,
  });
  const line = (text: string): Effect => say(textAnswer(`${text}\n`));
  switch (fault.kind) {
    case 'slow':
    case 'cut-before-reading':
      throw new Error(
        `The fault "${fault.kind}" strikes before the request is served. Don't let it strike the answer.`,
      );
    case 'http500-empty':
      return say(textAnswer('', 500));
    case 'http500-success':
      return say(textAnswer(answer?.body ?? '', 500));
    case 'html-success':
      return say(htmlAround(answer?.body ?? ''));
    case 'cut-mid-answer':
      return { kind: 'cut-mid-answer' };
    case 'answer-lost-hang':
    case 'hang':
      return { kind: 'silence' };
    case 'answer-lost-reset':
      return { kind: 'reset' };
    case 'html-page':
      return say(textAnswer(MAINTENANCE_PAGE));
    case 'redirect': {
      const location = fault.location ?? `http://127.0.0.2:${port}/API/lmapi.php`;
      return say(textAnswer('<html><body>Moved</body></html>', 302), { location });
    }
    case 'http429':
      return say(textAnswer('Too Many Requests\n', 429), retryAfter(fault, now));
    case 'http503':
      return say(textAnswer('Service Unavailable\n', 503), retryAfter(fault, now));
    case 'login-incorrect':
      return line(loginIncorrect(user, pass, behaviour));
    case 'locked-out':
      return line(tooManyLogins(user, pass, behaviour));
    case 'ip-not-allowed':
      return line(ipNotAllowed(user, pass, behaviour));
    case 'no-permission':
      return line(`ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |${user}|add_lead|`);
    case 'mysql-connect-error':
      return line('MySQL connect ERROR: Too many connections');
    case 'not-added':
      return line(notAdded(dialer, params));
    case 'unknown-error':
      return line(`ERROR: add_lead LEAD HELD BY REPUTATION GUARD - ${digits(params('phone_number'))}|${user}`);
    case 'invalid-source':
      return line(`ERROR: Invalid Source: |${params('source')}|`);
    case 'duplicate':
      return line(`ERROR: add_lead ${duplicateOf(dialer, params)}`);
  }
}

/** Sends a complete answer. */
export function send(res: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>> = {}): void {
  if (res.destroyed) return;
  const body = Buffer.from(answer.body);
  res.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': body.length, ...headers });
  res.end(body);
}

const MAINTENANCE_PAGE = `<!DOCTYPE html>
<html><head><title>Maintenance</title></head>
<body><h1>We will be back shortly</h1><p>The system is being updated.</p></body></html>
`;

function retryAfter(fault: Fault, now: number): Record<string, string> {
  if (fault.retryAfter === undefined) return {};
  const at = new Date(now + fault.retryAfter * 1000).toUTCString();
  return { 'retry-after': fault.retryAfterAsDate === true ? at : String(fault.retryAfter) };
}

function cutMidAnswer(res: ServerResponse, text: string, cutAt: number | undefined): void {
  const body = Buffer.from(text);
  const part = body.subarray(0, Math.min(cutAt ?? Math.floor(body.length / 2), body.length - 1));
  res.writeHead(200, { 'content-type': 'text/html; charset=UTF-8', 'content-length': body.length });
  res.flushHeaders();
  const cut = () => res.socket?.destroy();
  if (part.length === 0) setImmediate(cut);
  else res.write(part, cut);
}

/** The lead with this phone if there is one, otherwise the last one. */
function duplicateOf({ store }: Dialer, params: Params): string {
  const phone = digits(params('phone_number'));
  const leadId = store.byPhone.all(phone)[0]?.lead_id ?? store.count.get()?.n ?? 0;
  return duplicatePhoneLine(phone, params('list_id'), leadId);
}

function notAdded(dialer: Dialer, params: Params): string {
  const row = dialer.store.user.get(params('user'));
  const checked = row === undefined ? undefined : checkLead(dialer, row, params);
  if (checked?.kind === 'checked') return notAddedLine(checked.lead);
  const phone = digits(params('phone_number'));
  return `ERROR: add_lead LEAD HAS NOT BEEN ADDED - ${phone}|${params('list_id')}|INSERT INTO vicidial_list SET phone_number="${phone}";|${params('user')}`;
}
