import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** An offer of the scripted desk. */
export interface ScriptedOffer {
  readonly id: number;
  readonly lead: number;
  /** ms since 1970; null without. */
  readonly notifyAt: number | null;
  /** By default user 5. */
  readonly user?: number;
  /** By default true. */
  readonly automatic?: boolean;
}

const USERS = new Map([
  [5, { id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'dot@example.com' }],
  [7, { id: 7, first_name: 'Mary', last_name: 'Jackson', email: 'mary@example.com' }],
]);

export const OFFER_TOKEN = 'lion-token-8811';

export interface OfferDesk {
  readonly url: string;
  offers: ScriptedOffer[];
  /** The ids of its leads, if they can be listed. */
  leads: number[];
  /** Where all offers can be read: at any lead's address, at `/leads/offers`, or only for one lead at a time. */
  all: 'any-lead' | 'no-lead' | 'nowhere';
  /** The user that every token belongs to; null if the vendor does not report it. */
  me: number | null;
  /** Email addresses of leads, if they have changed. */
  readonly emails: Map<number, string>;
  /** Who claimed which lead. */
  readonly claims: Map<number, { readonly user: number; readonly at: number }>;
  /** How a query for several leads is handled. */
  several: 'understood' | 'ignored' | 'refused';
  /** An answer to a request instead of the usual one; null for the usual one. */
  instead: (path: string) => { readonly status: number; readonly retryAfter?: number } | null;
  /** The most rows of a page, whatever `$limit` is. */
  cap: number;
  /** Changes the form of a page, if the vendor deviates from the document. */
  paging: ((rows: readonly object[], limit: number, skip: number) => object) | null;
  /** Valid tokens; and the next result of a refresh. */
  tokens: Set<string>;
  refresh: () => { status: number; body: object };
  readonly asked: {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly token: string;
    readonly body: string;
  }[];
  before: (n: number) => void;
}

const shown = (
  { id, lead, notifyAt, user = 5, automatic = true }: ScriptedOffer,
  emails: ReadonlyMap<number, string>,
) => ({
  id,
  lead: {
    id: lead,
    distribution_target: 'Team Rollout',
    contact: {
      id: lead,
      first_name: `Mary${lead}`,
      last_name: `Jackson${lead}`,
      email: emails.get(lead) ?? `mary${lead}@example.com`,
    },
  },
  user: USERS.get(user) ?? { id: user },
  notify_at: notifyAt === null ? null : new Date(notifyAt).toISOString(),
  rank: '3',
  assign_automatically: String(automatic),
  team: { id: 6, name: 'IBM' },
});

/** LionDesk's lead offers as a scripted server, written from the document only ("Lead Offers"). */
export async function offerDesk(offers: ScriptedOffer[], script: Partial<OfferDesk> = {}): Promise<OfferDesk> {
  const desk: OfferDesk = {
    url: '',
    offers,
    leads: [],
    all: 'any-lead',
    me: null,
    emails: new Map(),
    claims: new Map(),
    several: 'refused',
    instead: () => null,
    cap: 1000,
    paging: null,
    tokens: new Set([OFFER_TOKEN]),
    refresh: () => ({ status: 400, body: { error: 'invalid_grant' } }),
    asked: [],
    before: () => {},
    ...script,
  };

  function page(rows: readonly object[], query: URLSearchParams): object {
    const limit = Math.min(Number(query.get('$limit') ?? 10), desk.cap);
    const skip = Number(query.get('$skip') ?? 0);
    if (desk.paging) return desk.paging(rows, limit, skip);
    return { total: rows.length, limit, skip, data: rows.slice(skip, skip + limit) };
  }
  function offersOf(lead: number | null, query: URLSearchParams): object {
    const since = query.get('notify_at[$gte]');
    const after = query.get('id[$gt]');
    const team = query.get('team_id');
    const found = desk.offers
      .filter((offer) => lead === null || offer.lead === lead)
      .filter(({ notifyAt }) => since === null || (notifyAt !== null && notifyAt >= Date.parse(since)))
      .filter(({ id }) => after === null || id > Number(after))
      .filter(() => team === null || team === '6')
      .sort((a, b) => a.id - b.id);
    return page(
      found.map((offer) => shown(offer, desk.emails)),
      query,
    );
  }

  const ofLead = (id: number) => {
    const claim = desk.claims.get(id);
    return {
      id,
      claimed_by_user_id: claim?.user ?? null,
      claimed_at: claim ? new Date(claim.at).toISOString() : null,
      claimed_via: claim ? 'Phone' : 'None',
    };
  };
  const known = () => [...new Set(desk.offers.map(({ lead }) => lead))];

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const token = (request.headers.authorization ?? '').replace('Bearer ', '');
      desk.asked.push({ path, query, token, body });
      desk.before(desk.asked.length);
      const say = (status: number, value: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      if (path === '/oauth2/token') {
        const { status, body: value } = desk.refresh();
        say(status, value);
        return;
      }
      const missing = { name: 'NotFound', message: 'Page not found', code: 404 };
      const own = /^\/leads\/(\d+)\/offers$/.exec(path)?.[1];
      const instead = desk.instead(path);
      const one = /^\/leads\/(\d+)$/.exec(path)?.[1];
      const several = query.getAll('id[$in]').map(Number);
      if (instead) {
        response.writeHead(instead.status, { 'retry-after': String(instead.retryAfter ?? 0) }).end('{}');
      } else if (!desk.tokens.has(token)) say(401, { name: 'NotAuthenticated', message: 'Invalid token', code: 401 });
      else if (own !== undefined) say(200, offersOf(desk.all === 'any-lead' ? null : Number(own), query));
      else if (path === '/leads/offers' && desk.all === 'no-lead') say(200, offersOf(null, query));
      else if (path === '/me' && desk.me !== null) say(200, USERS.get(desk.me) ?? missing);
      else if (one !== undefined && known().includes(Number(one))) say(200, ofLead(Number(one)));
      else if (several.length > 0 && desk.several !== 'refused') {
        const found = known().filter((id) => desk.several === 'ignored' || several.includes(id));
        say(200, page(found.map(ofLead), query));
      } else if (path === '/leads' && several.length === 0 && desk.leads.length > 0)
        say(
          200,
          page(
            desk.leads.filter((id) => id > Number(query.get('id[$gt]') ?? 0)).map((id) => ({ id })),
            query,
          ),
        );
      else say(404, missing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(desk, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
