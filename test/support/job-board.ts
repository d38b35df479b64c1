import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { PASSWORD } from './fault-desk.ts';

/** A lead of the scripted board. */
export interface BoardLead {
  readonly id: number;
  /** Seconds since 1970, UTC. */
  readonly sent: number;
  readonly state: string;
  readonly license: string;
  readonly applied: boolean;
  /** Seconds since 1970, UTC; null while locked. */
  readonly unlocked: number | null;
}

/** How the board behaves where the document is ambiguous. */
export interface BoardHabits {
  /** The most leads of an answer, whatever is requested. */
  readonly cap: number;
  /** The time zone of its dates: hours from UTC. */
  readonly zone: number;
  /** "after" excludes the given second. */
  readonly startExclusive: boolean;
  /** Each date is compared separately with when a lead was submitted and when it was unlocked, as the document literally says. */
  readonly datesByLetter: boolean;
  /** A start and an end must apply to the same of the two times, submitted or unlocked. */
  readonly datesTogether: boolean;
  /** The time zone in which it reads the dates of a query, hours from UTC; null for that of its own dates. */
  readonly queryZone: number | null;
  readonly knowsNotUnlocked: boolean;
  readonly knowsSort: boolean;
  readonly knowsDates: boolean;
}

const HABITS: BoardHabits = {
  cap: 10_000,
  zone: -5,
  startExclusive: false,
  datesByLetter: true,
  datesTogether: false,
  queryZone: null,
  knowsNotUnlocked: true,
  knowsSort: true,
  knowsDates: true,
};

/** What happens to a request: an answer, or an error. */
export type Trouble = 'answer' | 'throttle' | 'cut' | 'server' | 'login' | 'portal' | 'reset';

export interface JobBoard {
  readonly url: string;
  readonly leads: BoardLead[];
  /** The query of every request so far, and its path. */
  readonly asked: { readonly path: string; readonly query: URLSearchParams; readonly at: number }[];
  /** Decides for each request, by its number from 1. */
  trouble: (n: number) => Trouble;
  /** The seconds of its Retry-After. */
  patience: number;
  /** Called with each request's number, before it is answered. */
  before: (n: number) => void;
  habits: BoardHabits;
  close(): Promise<void>;
}

export const BOARD_PASSWORD = PASSWORD;
export const BOARD_USER = 'agent@example.com';
/** A default lead. */
export const plainLead = (id: number, sent: number, more: Partial<BoardLead> = {}): BoardLead => ({
  id,
  sent,
  state: 'KY',
  license: 'DO',
  applied: false,
  unlocked: null,
  ...more,
});

const local = (seconds: number, zone: number) => new Date((seconds + zone * 3600) * 1000).toISOString().slice(0, 19);
function zoned(seconds: number, zone: number): string {
  const sign = zone < 0 ? '-' : '+';
  return `${local(seconds, zone)}${sign}${String(Math.abs(zone)).padStart(2, '0')}:00`;
}

function shown(lead: BoardLead, zone: number): object {
  return {
    id: lead.id,
    first_name: `Ann${lead.id}`,
    last_name: `Example${lead.id}`,
    address: `${lead.id} Example Street`,
    address2: '',
    city: 'Louisville',
    state: lead.state,
    zip: '40210',
    email: `ann${lead.id}@example.com`,
    phone: String(2_120_000_000 + lead.id),
    license: lead.license,
    experience: String(lead.id % 40),
    sent: zoned(lead.sent, zone),
    has_job_apps: lead.applied,
  };
}

/** LocumJobsOnline's list of leads as a scripted server, written from the document only ("LocumJobsOnline API v2.0, List all leads"). */
export async function jobBoard(
  leads: BoardLead[],
  habits: Partial<BoardHabits> = {},
  options: { keepOpen?: boolean } = {},
): Promise<JobBoard> {
  const board = {
    url: '',
    leads,
    asked: [] as JobBoard['asked'],
    trouble: (): Trouble => 'answer',
    patience: 1,
    before: () => {},
    habits: { ...HABITS, ...habits },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  } as JobBoard;

  function matching(query: URLSearchParams): BoardLead[] {
    const { startExclusive, datesByLetter, datesTogether, knowsNotUnlocked, knowsDates } = board.habits;
    const zone = board.habits.queryZone ?? board.habits.zone;
    const time = (name: string) => {
      const text = knowsDates ? query.get(name) : null;
      return text === null
        ? null
        : Date.parse(`${text.length === 10 ? `${text}T00:00:00` : text}Z`) / 1000 - zone * 3600;
    };
    const [start, end] = [time('start_date'), time('end_date')];
    const [from, until] = [time('start_unlocked_date'), time('end_unlocked_date')];
    const isAfter = (at: number) => start === null || (startExclusive ? at > start : at >= start);
    const isBefore = (at: number) => end === null || at < end;
    const dated = ({ sent, unlocked }: BoardLead) => {
      if (!datesByLetter) return isAfter(sent) && isBefore(sent);
      const either = (test: (at: number) => boolean) => test(sent) || (unlocked !== null && test(unlocked));
      if (datesTogether) return either((at) => isAfter(at) && isBefore(at));
      return either(isAfter) && either(isBefore);
    };
    return board.leads.filter(
      (lead) =>
        dated(lead) &&
        (from === null || (lead.unlocked !== null && lead.unlocked >= from)) &&
        (until === null || (lead.unlocked !== null && lead.unlocked <= until)) &&
        (!knowsNotUnlocked || query.get('not_unlocked') !== '1' || lead.unlocked === null) &&
        (query.get('has_job_apps') === null || lead.applied === (query.get('has_job_apps') === '1')) &&
        (query.get('license') === null || query.get('license')?.includes(`(${lead.license})`)) &&
        (query.get('state') === null || lead.state === query.get('state')),
    );
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    board.asked.push({ path: url.pathname, query: url.searchParams, at: Date.now() });
    const n = board.asked.length;
    board.before(n);
    const basic = `Basic ${Buffer.from(`${BOARD_USER}:${BOARD_PASSWORD}`).toString('base64')}`;
    const trouble = request.headers.authorization === basic ? board.trouble(n) : 'login';
    const json = { 'content-type': 'application/json' };
    if (trouble === 'throttle') {
      response.writeHead(429, { ...json, 'retry-after': String(board.patience) }).end('{"message":"Slow down"}');
      return;
    }
    if (trouble === 'server') {
      response.writeHead(500, json).end('{"message":"Out of order"}');
      return;
    }
    if (trouble === 'login') {
      response.writeHead(401, json).end('{"message":"No such user"}');
      return;
    }
    if (trouble === 'portal') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><title>Hotel</title><body>Sign in</body></html>');
      return;
    }
    if (trouble === 'reset') {
      request.socket.destroy();
      return;
    }
    const sort = board.habits.knowsSort ? (url.searchParams.get('sort') ?? 'id') : 'id';
    const by = sort.replace('-', '') === 'sent' ? (lead: BoardLead) => lead.sent : (lead: BoardLead) => lead.id;
    const sign = sort.startsWith('-') ? -1 : 1;
    const max = Math.min(Number(url.searchParams.get('max') ?? 100), board.habits.cap);
    const found = matching(url.searchParams).sort((a, b) => sign * (by(a) - by(b)) || a.id - b.id);
    const body = JSON.stringify(found.slice(0, max).map((lead) => shown(lead, board.habits.zone)));
    if (trouble === 'cut') {
      response.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body) + 10) });
      response.write(body.slice(0, Math.floor(body.length / 2)), () => request.socket.destroy());
      return;
    }
    response.writeHead(200, json).end(body);
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(board, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  if (!options.keepOpen) onTestFinished(() => board.close());
  return board;
}
