import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DeskEvent } from '../../../src-preload/contract/index.ts';
import { AGE_HEADER } from '../../../src-preload/contract/page-session.ts';
import type { Desk } from '../shared/desk.ts';
import { begin } from './answer.ts';

/** The delay before a page reopens a lost stream, ms. */
const RETRY_MS = 1_000;
/** How often a comment is sent so that the stream isn't considered dead, ms. */
const HEARTBEAT_MS = 15_000;

/** How long a request may take from the page to here, ms. Events in this time are reported as possibly missed. */
const ON_THE_WAY_MS = 10_000;

/** Returns the time of the desk's last event, ms of `performance.now()`. */
export function noteEvents(desk: Pick<Desk, 'subscribe'>): () => number {
  let last = Number.NEGATIVE_INFINITY;
  desk.subscribe(() => {
    last = performance.now();
  });
  return () => last;
}

/**
 * `GET /api/events`: the desk's events as server-sent events (HTML Standard, section 9.2). Events have no state, so they have no ids and
 * nothing is replayed: a page that was disconnected requests everything again. A page that reads too slowly misses events and gets `null`,
 * and so does one that may have requested something before a change that came before its stream (`AGE_HEADER`).
 */
export function streamEvents(
  desk: Desk,
  req: IncomingMessage,
  res: ServerResponse,
  lastEventAt: () => number,
  heartbeatMs = HEARTBEAT_MS,
): void {
  begin(res, 200, { 'content-type': 'text/event-stream; charset=utf-8' });
  res.write(`retry: ${RETRY_MS}\n\n`);
  let missed = false;
  const send = (event: DeskEvent | null) => {
    if (res.writableNeedDrain) missed = true;
    else res.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const stop = desk.subscribe(send);
  const age = Number(req.headers[AGE_HEADER] ?? Number.NaN);
  if (performance.now() - lastEventAt() <= age + ON_THE_WAY_MS) send(null);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(': here\n\n');
  }, heartbeatMs);
  res.on('drain', () => {
    if (!missed) return;
    missed = false;
    send(null);
  });
  const end = () => {
    clearInterval(heartbeat);
    stop();
    res.destroy();
  };
  req.on('close', end);
  res.on('close', end);
  res.on('error', end);
}
