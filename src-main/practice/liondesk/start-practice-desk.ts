import Database from 'better-sqlite3';
import { z } from 'zod';
import {
  json,
  type PracticeVendor,
  serveVendor,
  type VendorAnswer,
  type VendorRequest,
} from '../leads/serve-vendor.ts';
import { BadQuery, page, readQuery } from './feathers-query.ts';
import { COLLEAGUES, type DeskLead, type DeskOffer, deskLead, ME, offersOf } from './world.ts';

export interface PracticeDeskOptions {
  readonly port?: number;
  /** A SQLite file, or `:memory:`, the default: claims, and how many leads there are. */
  readonly file?: string;
  readonly token: string;
  /** For OAuth 2.0. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** 2,000 unless told otherwise; only for a desk that is new. */
  readonly leads?: number;
  readonly clock?: () => number;
}

/** LionDesk's leads and lead offers in miniature, to the letter of "Lead Offers". */
export interface PracticeDesk extends PracticeVendor {
  leadIds(): number[];
  offers(): readonly DeskOffer[];
  /** So many new leads arrive now, with their offers. */
  arrive(count: number): void;
  /** A colleague claims the lead; false when someone has it already. */
  claim(leadId: number, userId: number): boolean;
  /** Every access token given by OAuth runs out now. */
  expireTokens(): void;
  close(): Promise<void>;
}

const TOKEN_SECONDS = 3600;
/** A code is good for one exchange. */
const CODE = 'practice-code';

const tokenRequest = z.object({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** Starts the practice desk on 127.0.0.1. Its switchboard: `POST /practice/arrive {"count": 5}`, `POST /practice/claim {"lead": 3, "user": 2}`, and the faults. */
export async function startPracticeDesk(options: PracticeDeskOptions): Promise<PracticeDesk> {
  const clock = options.clock ?? Date.now;
  const db = new Database(options.file ?? ':memory:');
  db.exec('CREATE TABLE IF NOT EXISTS lead (id INTEGER PRIMARY KEY, at INTEGER, claimed TEXT) STRICT');
  const insert = db.prepare<[number, number | null]>('INSERT INTO lead (id, at) VALUES (?, ?)');
  const keepClaim = db.prepare<[string, number]>('UPDATE lead SET claimed = ? WHERE id = ?');
  if (db.prepare('SELECT 1 FROM lead').get() === undefined) {
    db.transaction(() => {
      for (let id = 1; id <= (options.leads ?? 2_000); id += 1) insert.run(id, null);
    })();
  }
  const leads = new Map<number, DeskLead>();
  let offers: DeskOffer[] = [];
  const take = (lead: DeskLead) => {
    leads.set(lead.id, lead);
    offers.push(...offersOf(lead));
  };
  for (const row of db
    .prepare<[], { id: number; at: number | null; claimed: string | null }>(
      'SELECT id, at, claimed FROM lead ORDER BY id',
    )
    .all()) {
    take({ ...deskLead(row.id, row.at ?? undefined), ...(row.claimed === null ? {} : JSON.parse(row.claimed)) });
  }
  const tokens = new Map<string, number>();
  let given = 0;

  function claim(leadId: number, user: number, via: DeskLead['claimed_via'] = 'Phone'): boolean {
    const lead = leads.get(leadId);
    if (lead === undefined || lead.claimed_by_user_id !== null) return false;
    const now = clock();
    const claimed = {
      claimed_by_user_id: user,
      claimed_at: new Date(now).toISOString(),
      claimed_via: via,
      time_to_claim: Math.max(0, Math.round((now - Date.parse(lead.created_at)) / 1000)),
    };
    keepClaim.run(JSON.stringify(claimed), leadId);
    leads.set(leadId, { ...lead, ...claimed });
    return true;
  }

  function arrive(count: number): void {
    for (let n = 0; n < count; n += 1) {
      const id = leads.size + 1;
      insert.run(id, clock());
      take(deskLead(id, clock()));
    }
  }

  function token(body: string): VendorAnswer {
    const asked = tokenRequest.safeParse(JSON.parse(body === '' ? '{}' : body));
    if (!asked.success) return json(400, { error: 'invalid_request' });
    const { grant_type, client_id, client_secret, code, refresh_token } = asked.data;
    if (client_id !== options.clientId || client_secret !== options.clientSecret)
      return json(401, { error: 'invalid_client' });
    const known = grant_type === 'authorization_code' ? code === CODE : refresh_token?.startsWith('refresh-') === true;
    if (!known) return json(400, { error: 'invalid_grant' });
    given += 1;
    tokens.set(`access-${given}`, clock() + TOKEN_SECONDS * 1000);
    return json(200, {
      token_type: 'Bearer',
      access_token: `access-${given}`,
      refresh_token: `refresh-${given}`,
      expires_in: TOKEN_SECONDS,
    });
  }

  function offersAnswer(method: string, url: URL, leadId: string): VendorAnswer {
    if (method === 'GET') {
      // The document's own sample reads the offers of leads 2 and 45 at the address of lead 3: one lead's where it has any, else all.
      const own = offers.filter(({ lead }) => String(lead.id) === leadId);
      return json(200, page(leadId === 'all' || own.length === 0 ? offers : own, readQuery(url.searchParams)));
    }
    if (method !== 'POST') return json(405, { name: 'MethodNotAllowed', code: 405 });
    const lead = leads.get(Number(leadId));
    if (lead === undefined)
      return json(404, { name: 'NotFound', message: `No record found for id '${leadId}'`, code: 404 });
    if (lead.distribution_target !== 'Team Rollout') {
      return json(400, {
        name: 'BadRequest',
        message: 'The distribution target of the lead must equal to "Team Rollout"',
        code: 400,
      });
    }
    const sent = offers.find((offer) => offer.lead.id === lead.id);
    return sent === undefined
      ? json(400, { name: 'BadRequest', message: 'No team member distribution options', code: 400 })
      : json(201, sent);
  }

  function answer(request: VendorRequest): VendorAnswer {
    const { method, url, authorization, body } = request;
    const path = url.pathname.replace(/\/{2,}/g, '/');
    if (path === '/oauth2/token' && method === 'POST') return token(body);
    if (path === '/oauth2/authorize') {
      const back = `${url.searchParams.get('redirect_uri') ?? ''}?code=${CODE}`;
      return { status: 302, type: 'text/plain', body: '', headers: { location: back } };
    }
    const bearer = authorization.replace(/^Bearer /, '');
    if (bearer !== options.token && (tokens.get(bearer) ?? 0) <= clock()) {
      return json(401, { name: 'NotAuthenticated', message: 'Invalid token', code: 401 });
    }
    if (path === '/me') return json(200, ME);
    try {
      const ofLead = /^\/leads\/([^/]+)\/offers$/.exec(path);
      if (ofLead) return offersAnswer(method, url, ofLead[1] ?? '');
      if (path === '/leads' && method === 'GET')
        return json(
          200,
          page(
            [...leads.values()].map((one) => ({ ...one })),
            readQuery(url.searchParams),
          ),
        );
      const lead = leads.get(Number(/^\/leads\/(\d+)$/.exec(path)?.[1] ?? Number.NaN));
      if (lead === undefined) return json(404, { name: 'NotFound', message: 'Page not found', code: 404 });
      if (method === 'GET') return json(200, lead);
      if (method !== 'PATCH') return json(405, { name: 'MethodNotAllowed', code: 405 });
      const via = z
        .object({ claimed_via: z.enum(['None', 'Email', 'Text', 'Phone', 'Assigned', 'Auto']) })
        .safeParse(JSON.parse(body));
      if (!via.success)
        return json(400, { name: 'BadRequest', message: 'claimed_via is not one of its values', code: 400 });
      if (!claim(lead.id, ME.id, via.data.claimed_via) && lead.claimed_by_user_id !== ME.id) {
        return json(409, { name: 'Conflict', message: 'This lead has already been claimed', code: 409 });
      }
      return json(200, leads.get(lead.id));
    } catch (error) {
      if (error instanceof BadQuery || error instanceof SyntaxError) {
        return json(400, { name: 'BadRequest', message: error.message, code: 400 });
      }
      throw error;
    }
  }

  const vendor = await serveVendor(
    answer,
    (what, body) => {
      if (what === 'arrive') arrive(z.object({ count: z.number().int().min(1).max(10_000) }).parse(body).count);
      else if (what === 'claim') {
        const { lead, user } = z
          .object({ lead: z.number(), user: z.number().default(COLLEAGUES[0]?.id ?? 2) })
          .parse(body);
        return { claimed: claim(lead, user) };
      } else throw new Error(`The practice desk has no switch called ${what}.`);
      return { leads: leads.size, offers: offers.length };
    },
    options.port,
  ).catch((error: unknown) => {
    db.close();
    throw error;
  });
  return {
    ...vendor,
    leadIds: () => [...leads.keys()],
    offers: () => offers,
    arrive,
    claim,
    expireTokens: () => tokens.clear(),
    async close() {
      await vendor.close();
      offers = [];
      db.close();
    },
  };
}
