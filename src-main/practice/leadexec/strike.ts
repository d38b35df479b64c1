import type { ServerResponse } from 'node:http';
import { usDate } from './account/pacific.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { Instead } from './receiver/receiver.ts';
import type { Answer } from './receiver/render.ts';
import { duplicateWords } from './receiver/results.ts';
import { FIRST_LEAD_UID } from './schema.ts';

const AFTER_TAKING: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'http500-accepted',
  'html-accepted',
  'cut-mid-answer',
  'stall-mid-answer',
  'truncated',
  'answer-twice',
  'body-twice',
  'answer-lost-hang',
  'answer-lost-reset',
]);

/** Whether the request is processed before this fault. */
export const servesFirst = ({ kind, takeFirst }: Fault) => AFTER_TAKING.has(kind) || takeFirst === true;

/** The refusal that a fault puts into an ordinary answer, if it is of that kind. */
export function insteadOf({ kind }: Fault, password: string, now: number): Instead | undefined {
  switch (kind) {
    case 'password-refused':
      return { type: 'No_Account_Found', detail: `Password is invalid: ${password}` };
    case 'account-disabled':
      return { type: 'Account_Disabled', detail: 'Campaign is not active' };
    case 'data-errors':
      return { type: 'Data_Errors', detail: 'Lead could not be saved' };
    case 'outside-criteria':
      return { type: 'Outside_Criteria', detail: 'Lead is outside of campaign criteria' };
    case 'over-max':
      return { type: 'Post_Over_Max', detail: 'Hourly maximum has been reached' };
    case 'duplicate':
      return { type: 'Duplicate_Lead', detail: duplicateWords(FIRST_LEAD_UID, usDate(now)) };
    case 'unknown-type':
      return { type: 'unknown', detail: 'Lead is held by reputation guard' };
    default:
      return undefined;
  }
}

/** What a fault needs about its request. */
export interface Struck {
  readonly fault: Fault;
  /** The true answer, if the request was processed first. */
  readonly answer: Answer | undefined;
  readonly authorization: string;
  readonly now: number;
  readonly port: number;
}

/** Applies a fault to a response. */
export function strike(res: ServerResponse, struck: Struck): void {
  const { fault, answer } = struck;
  switch (fault.kind) {
    case 'cut-mid-answer':
      sendPart(res, answer, fault.cutAt, () => res.socket?.destroy());
      return;
    case 'stall-mid-answer':
      sendPart(res, answer, fault.cutAt, () => {});
      return;
    case 'answer-twice':
      sendTwice(res, answer);
      return;
    case 'answer-lost-reset':
      res.socket?.resetAndDestroy();
      return;
    case 'answer-lost-hang':
    case 'hang':
      return;
    default:
      send(res, wrongAnswer(struck));
  }
}

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  body,
  headers,
});
const json = (status: number, message: string): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ Message: message }),
});

function wrongAnswer({ fault, answer, authorization, now, port }: Struck): Answer {
  const served = answer ?? text(200, '');
  switch (fault.kind) {
    case 'http500-empty':
      return text(500, '');
    case 'http500-accepted':
      return { ...served, status: 500 };
    case 'html-accepted':
      return text(200, `<!DOCTYPE html>\n<html><body><pre>${served.body}</pre></body></html>\n`);
    case 'truncated':
      return { ...served, body: served.body.slice(0, Math.floor(served.body.length / 2)) };
    case 'body-twice':
      return { ...served, body: served.body + served.body };
    case 'html-page':
      return text(200, MAINTENANCE_PAGE);
    case 'redirect':
      return text(302, '<html><body>Moved</body></html>', { location: fault.location ?? `http://127.0.0.2:${port}/` });
    case 'http429':
      return text(429, 'Too Many Requests', retryAfter(fault, now));
    case 'http503':
      return text(503, 'Service Unavailable', retryAfter(fault, now));
    case 'token-refused':
      return json(401, `Authorization has been denied for this request: ${authorization}`);
    case 'ip-not-allowed':
      return json(403, 'Your IP address is not allowed');
    case 'database-error':
      return json(500, 'An error has occurred. Execution Timeout Expired.');
    default:
      throw new Error(`The fault "${fault.kind}" does not strike an answer as a whole.`);
  }
}

/** Sends a complete answer. */
export function send(res: ServerResponse, { status, type, body, headers = {} }: Answer): void {
  if (res.destroyed) return;
  const bytes = Buffer.from(body);
  res.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  res.end(bytes);
}

/** Sends the beginning of an answer, at least one byte short, and then calls the function. */
function sendPart(res: ServerResponse, answer: Answer | undefined, cutAt: number | undefined, then: () => void): void {
  const body = Buffer.from(answer?.body ?? '');
  const part = body.subarray(0, Math.max(0, Math.min(cutAt ?? Math.floor(body.length / 2), body.length - 1)));
  res.writeHead(answer?.status ?? 200, {
    'content-type': answer?.type ?? 'text/html',
    'content-length': body.length + 1,
  });
  res.flushHeaders();
  if (part.length === 0) setImmediate(then);
  else res.write(part, then);
}

/** Sends an answer, and then the same again as if it answered the connection's next request. */
function sendTwice(res: ServerResponse, answer: Answer | undefined): void {
  const { socket } = res;
  const { status, type, body } = answer ?? text(200, '');
  const bytes = Buffer.from(body);
  const head = `HTTP/1.1 ${status} OK\r\ncontent-type: ${type}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
  res.once('finish', () => socket?.write(Buffer.concat([Buffer.from(head), bytes])));
  res.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  res.end(bytes);
}

function retryAfter(fault: Fault, now: number): Record<string, string> {
  if (fault.retryAfter === undefined) return {};
  const at = new Date(now + fault.retryAfter * 1000).toUTCString();
  return { 'retry-after': fault.retryAfterAsDate === true ? at : String(fault.retryAfter) };
}

const MAINTENANCE_PAGE = `<!DOCTYPE html>
<html><head><title>Maintenance</title></head>
<body><h1>We will be back shortly</h1><p>The system is being updated.</p></body></html>
`;
