import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A lead of the scripted LionDesk. */
export interface ScriptedLead {
  readonly id: number;
  claimedBy: number | null;
  claimedAt: number | null;
  via: string;
  target: string;
  /** When its offers are sent, ms since 1970, one time for each. */
  notifyAt: number[];
}

/** A fault in the handling of a request. */
export type Mischief =
  /** The request is done, and the connection is reset before the answer. */
  | { readonly is: 'lost' }
  /** The request is not done, and answered with this. */
  | { readonly is: 'status'; readonly status: number; readonly message: string }
  /** The request is done, and the answer is empty. */
  | { readonly is: 'empty' }
  /** The request is not done, and the connection is reset. */
  | { readonly is: 'swallowed' };

export interface ClaimVendor {
  readonly url: string;
  /** The vendor's clock. A desk that is connected in a test sets its own, so that both have the same time. */
  now: () => number;
  readonly leads: Map<number, ScriptedLead>;
  readonly asked: { readonly method: string; readonly path: string; readonly body: string; readonly token: string }[];
  /** PATCHes that arrived, by lead. */
  patches(lead?: number): number;
  posts(lead: number): number;
  /** The fault of the next request of a kind. */
  next: Partial<Record<'PATCH' | 'POST' | 'GET-LEAD', Mischief>>;
  /** Whether a write by the user who has the lead already changes `claimed_at`: the document does not say. */
  movesClaimedAt: boolean;
  /** Whether a late claim gets the lead unchanged instead of a 409. */
  politeLosers: boolean;
  /** Valid tokens. */
  tokens: Set<string>;
  refresh: () => { status: number; body: object };
  /** Holds answers to PATCHes back until the returned function is called. */
  hold(): () => void;
  /** Resolves when the n-th PATCH from the start has arrived. */
  untilPatches(n: number): Promise<void>;
  close(): Promise<void>;
  /** Listens again at the same address. */
  open(): Promise<void>;
}

/** The token's user, and a colleague. */
export const OUR_USER = { id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'dot@example.com' };
export const COLLEAGUE = { id: 7, first_name: 'Mary', last_name: 'Jackson', email: 'mary@example.com' };
export const CLAIM_TOKEN = 'lion-claim-token-4417';

export interface ClaimVendorOptions {
  readonly leads?: number;
}

/** LionDesk's claiming as a scripted server, from `docs/vendors.md` and "Lead Offers". It counts requests. */
export async function claimVendor({ leads: count = 3 }: ClaimVendorOptions = {}): Promise<ClaimVendor> {
  const leads = new Map<number, ScriptedLead>();
  for (let id = 1; id <= count; id++) {
    leads.set(id, {
      id,
      claimedBy: null,
      claimedAt: null,
      via: 'None',
      target: 'Team Rollout',
      notifyAt: [Date.now() - 60_000],
    });
  }
  const waiting: (() => void)[] = [];
  let holding = false;
  const watchers: { n: number; resolve: () => void }[] = [];
  /** Requests by method, and by method and path. */
  const counts = new Map<string, number>();

  const shown = (lead: ScriptedLead) => ({
    id: lead.id,
    distribution_target: lead.target,
    contact: {
      id: 900 + lead.id,
      first_name: `Mary${lead.id}`,
      last_name: 'Jackson',
      mobile_phone: phoneOfLead(lead.id),
    },
    claimed_by_user_id: lead.claimedBy,
    claimed_at: lead.claimedAt === null ? null : new Date(lead.claimedAt).toISOString(),
    claimed_via: lead.via,
    time_to_claim: null,
  });
  const offersOf = (lead: ScriptedLead) =>
    lead.notifyAt.map((at, n) => ({
      id: lead.id * 100 + n,
      lead: { id: lead.id, distribution_target: lead.target, contact: shown(lead).contact },
      user: n % 2 === 0 ? OUR_USER : COLLEAGUE,
      notify_at: new Date(at).toISOString(),
      rank: String(n + 1),
      assign_automatically: 'false',
      team: { id: 6, name: 'East' },
    }));
  const page = (rows: readonly object[], query: URLSearchParams) => {
    const limit = Number(query.get('$limit') ?? 10);
    const skip = Number(query.get('$skip') ?? 0);
    return { total: rows.length, limit, skip, data: rows.slice(skip, skip + limit) };
  };
  const claim = (lead: ScriptedLead, user: number, via: string): boolean => {
    if (lead.claimedBy !== null && lead.claimedBy !== user) return false;
    if (lead.claimedBy !== null) {
      Object.assign(lead, { via, ...(vendor.movesClaimedAt ? { claimedAt: vendor.now() } : {}) });
      return true;
    }
    Object.assign(lead, { claimedBy: user, claimedAt: vendor.now(), via });
    return true;
  };

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const method = request.method ?? 'GET';
      const token = (request.headers.authorization ?? '').replace('Bearer ', '');
      vendor.asked.push({ method, path, body, token });
      for (const key of [method, `${method} ${path}`]) counts.set(key, (counts.get(key) ?? 0) + 1);
      const answer = () => reply(method, path, query, body, token, response);
      if (method === 'PATCH') {
        const arrived = vendor.patches();
        for (const { n, resolve } of watchers) if (arrived >= n) resolve();
        if (holding) {
          waiting.push(answer);
          return;
        }
      }
      answer();
    });
  });

  function reply(
    method: string,
    path: string,
    query: URLSearchParams,
    body: string,
    token: string,
    response: ServerResponse,
  ): void {
    const say = (status: number, value: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const refuse = (code: number, message: string) => say(code, { name: 'Error', message, code });
    if (path === '/oauth2/token') {
      const { status, body: value } = vendor.refresh();
      say(status, value);
      return;
    }
    if (!vendor.tokens.has(token)) return void refuse(401, 'Invalid token');
    if (path === '/me') return void say(200, OUR_USER);
    const one = /^\/leads\/(\d+)$/.exec(path)?.[1];
    const own = /^\/leads\/(\d+)\/offers$/.exec(path)?.[1];
    const kind = method === 'GET' ? (one === undefined ? undefined : 'GET-LEAD') : (method as 'PATCH' | 'POST');
    const mischief = kind === undefined ? undefined : vendor.next[kind];
    if (kind !== undefined) delete vendor.next[kind];
    if (mischief?.is === 'swallowed') return void response.destroy();
    if (mischief?.is === 'status') return void refuse(mischief.status, mischief.message);
    const done = (status: number, value: object) => {
      if (mischief?.is === 'lost') response.destroy();
      else if (mischief?.is === 'empty') response.writeHead(204).end();
      else say(status, value);
    };
    const all = [...leads.values()];
    if (one !== undefined) {
      const lead = leads.get(Number(one));
      if (!lead) return void refuse(404, 'No record found');
      if (method === 'PATCH') {
        const { claimed_via } = JSON.parse(body) as { claimed_via: string };
        if (!claim(lead, OUR_USER.id, claimed_via) && !vendor.politeLosers)
          return void refuse(409, 'This lead has already been claimed');
      }
      return void done(200, shown(lead));
    }
    if (own !== undefined) {
      const lead = leads.get(Number(own));
      if (method === 'POST') {
        if (lead?.target !== 'Team Rollout')
          return void refuse(400, 'The distribution target of the lead must equal to "Team Rollout"');
        lead.notifyAt.push(vendor.now());
        return void done(201, offersOf(lead).at(-1) ?? {});
      }
      return void done(200, page(own === '3' ? all.flatMap(offersOf) : lead ? offersOf(lead) : [], query));
    }
    if (path === '/leads/offers') return void done(200, page(all.flatMap(offersOf), query));
    if (path === '/leads') {
      const wanted = [...query].filter(([name]) => name.startsWith('id')).map(([, value]) => value);
      const rows = all.filter(({ id }) => wanted.length === 0 || wanted.includes(String(id)));
      return void done(200, page(rows.map(shown), query));
    }
    refuse(404, 'Page not found');
  }

  const open = (port = 0) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  await open();
  const { port } = server.address() as AddressInfo;
  const vendor: ClaimVendor = {
    url: `http://127.0.0.1:${port}`,
    leads,
    now: Date.now,
    asked: [],
    patches: (lead) => counts.get(lead === undefined ? 'PATCH' : `PATCH /leads/${lead}`) ?? 0,
    posts: (lead) => counts.get(`POST /leads/${lead}/offers`) ?? 0,
    next: {},
    movesClaimedAt: false,
    politeLosers: false,
    tokens: new Set([CLAIM_TOKEN]),
    refresh: () => ({ status: 400, body: { error: 'invalid_grant' } }),
    hold() {
      holding = true;
      return () => {
        holding = false;
        for (const answer of waiting.splice(0)) answer();
      };
    },
    untilPatches: (n) =>
      new Promise<void>((resolve) => {
        if (vendor.patches() >= n) resolve();
        else watchers.push({ n, resolve });
      }),
    close,
    open: () => open(port),
  };
  onTestFinished(async () => {
    if (server.listening) await close();
  });
  return vendor;
}

/** The phone of a lead, in the vendor's form. */
export const phoneOfLead = (id: number): string => `+1727300${String(1000 + id)}`;
