import Database from 'better-sqlite3';
import { z } from 'zod';
import { type DeskTeam, deskTeam, TEAMS } from './teams.ts';
import {
  type Claimed,
  type ClaimedVia,
  type DeskLead,
  type DeskOffer,
  deskLead,
  type OfferDraft,
  offersOf,
  type Route,
  USERS,
} from './world.ts';

/** An offer with values that are often used. */
export interface KeptOffer {
  readonly offer: DeskOffer;
  readonly leadId: number;
  /** ms since 1970. */
  readonly notifyAt: number;
  /** It is part of a running roll-out: if it is automatic, the lead is assigned at its time. */
  readonly isLive: boolean;
}

interface LeadRow {
  readonly id: number;
  readonly at: number | null;
  readonly claimed: string | null;
  readonly route: string | null;
}

interface OfferRow {
  readonly id: number;
  readonly lead_id: number;
  readonly user_id: number;
  readonly draft: string;
  readonly live: number;
}

/** The practice desk's data, in its SQLite file and in memory: leads, offers, teams, settings, tokens. */
export class DeskStore {
  readonly #db: Database.Database;
  readonly #writeLead: Database.Statement<[number, number | null, string | null]>;
  readonly #writeOffer: Database.Statement<[number, number, number, string, number]>;
  readonly #leads = new Map<number, DeskLead>();
  /** The part of each lead that its offers contain: one object, which is updated by a claim. */
  readonly #shown = new Map<number, Record<string, unknown>>();
  readonly #offers: KeptOffer[] = [];
  readonly #ofLead = new Map<number, DeskOffer[]>();
  #teams: readonly DeskTeam[] = TEAMS;

  /** @param leads how many there are in a new file; `at` returns when each was created, ms */
  constructor(file: string, leads: number, at?: (id: number) => number) {
    this.#db = new Database(file);
    this.#db.exec(`
      CREATE TABLE IF NOT EXISTS lead (id INTEGER PRIMARY KEY, at INTEGER, claimed TEXT) STRICT;
      CREATE TABLE IF NOT EXISTS offer (
        id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL, user_id INTEGER NOT NULL, draft TEXT NOT NULL, live INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS token (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;`);
    const columns = this.#db.pragma('table_info(lead)') as readonly { readonly name: string }[];
    // The file is from before routes existed.
    if (!columns.some(({ name }) => name === 'route')) this.#db.exec('ALTER TABLE lead ADD COLUMN route TEXT');
    this.#writeLead = this.#db.prepare('INSERT INTO lead (id, at, route) VALUES (?, ?, ?)');
    this.#writeOffer = this.#db.prepare('INSERT INTO offer (id, lead_id, user_id, draft, live) VALUES (?, ?, ?, ?, ?)');
    const teams = this.setting('teams', z.array(deskTeam));
    if (teams !== null) this.#teams = teams;
    this.write(() => {
      if (this.#db.prepare('SELECT 1 FROM lead').get() === undefined) {
        for (let id = 1; id <= leads; id += 1) this.#insertLead(id, at?.(id) ?? null, null);
      }
      const rows = this.#db.prepare<[], LeadRow>('SELECT id, at, claimed, route FROM lead ORDER BY id').all();
      for (const row of rows) {
        const route = row.route === null ? undefined : (JSON.parse(row.route) as Route);
        const claimed = row.claimed === null ? {} : (JSON.parse(row.claimed) as Claimed);
        this.#take({ ...deskLead(row.id, row.at ?? undefined, route), ...claimed });
      }
      if (this.#db.prepare('SELECT 1 FROM offer').get() === undefined) {
        for (const lead of this.#leads.values()) {
          for (const { id, ...draft } of offersOf(lead)) this.#insertOffer(id, lead.id, draft, false);
        }
      } else {
        const kept = this.#db.prepare<[], OfferRow>('SELECT * FROM offer ORDER BY id').all();
        for (const { id, lead_id, user_id, draft, live } of kept) {
          const user = USERS.find((one) => one.id === user_id);
          if (user) this.#takeOffer(id, lead_id, { ...(JSON.parse(draft) as OfferDraft), user }, live === 1);
        }
      }
    });
  }

  get leads(): ReadonlyMap<number, DeskLead> {
    return this.#leads;
  }

  /** By id, which is the order in which they were created. */
  get offers(): readonly KeptOffer[] {
    return this.#offers;
  }

  offersOf(leadId: number): readonly DeskOffer[] {
    return this.#ofLead.get(leadId) ?? [];
  }

  get teams(): readonly DeskTeam[] {
    return this.#teams;
  }

  setTeams(teams: readonly DeskTeam[]): void {
    this.#teams = teams;
    this.set('teams', teams);
  }

  /** A new lead, created at `at`. */
  addLead(at: number, route?: Route): DeskLead {
    const lead = deskLead(this.#leads.size + 1, at, route);
    this.#insertLead(lead.id, at, route ?? null);
    this.#take(lead);
    return lead;
  }

  /** Assigns ids to offers and stores them. */
  addOffers(leadId: number, drafts: readonly OfferDraft[], isLive: boolean): DeskOffer[] {
    return this.write(() =>
      drafts.map((draft) => this.#insertOffer((this.#offers.at(-1)?.offer.id ?? 0) + 1, leadId, draft, isLive)),
    );
  }

  /** Gives the lead to a user; false if someone already has it, or it does not exist. */
  claim(leadId: number, userId: number, via: ClaimedVia, at: number): boolean {
    const lead = this.#leads.get(leadId);
    if (lead === undefined || lead.claimed_by_user_id !== null) return false;
    this.#keepClaim(lead, {
      claimed_by_user_id: userId,
      claimed_via: via,
      ...claimedAt(lead, at),
    });
    return true;
  }

  /** Sets how a claimed lead was claimed; with `at`, also when. */
  setVia(lead: DeskLead, claimed_via: ClaimedVia, at: number | null): void {
    const { claimed_by_user_id } = lead;
    const when = at === null ? lead : claimedAt(lead, at);
    this.#keepClaim(lead, {
      claimed_by_user_id,
      claimed_at: when.claimed_at,
      claimed_via,
      time_to_claim: when.time_to_claim,
    });
  }

  setting<T>(key: string, shape: z.ZodType<T>): T | null {
    const row = this.#db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(key);
    return row ? shape.parse(JSON.parse(row.value)) : null;
  }

  set(key: string, value: unknown): void {
    this.#db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, JSON.stringify(value));
  }

  /** The user of a token; null if it is unknown, or has expired by `now`. */
  userOfToken(token: string, now: number): number | null {
    const find = this.#db.prepare<[string, number], { user_id: number }>(
      'SELECT user_id FROM token WHERE token = ? AND expires_at > ?',
    );
    return find.get(token, now)?.user_id ?? null;
  }

  keepToken(token: string, userId: number, expiresAt: number): void {
    this.#db.prepare('INSERT OR REPLACE INTO token VALUES (?, ?, ?)').run(token, userId, expiresAt);
  }

  /** Makes every access token expire. Refresh tokens stay valid. */
  expireTokens(): void {
    this.#db.prepare("DELETE FROM token WHERE token LIKE 'access-%'").run();
  }

  /** Runs all of it or nothing. */
  write<T>(run: () => T): T {
    return this.#db.transaction(run)();
  }

  close(): void {
    this.#db.close();
  }

  #insertLead(id: number, at: number | null, route: Route | null): void {
    this.#writeLead.run(id, at, route === null ? null : JSON.stringify(route));
  }

  #insertOffer(id: number, leadId: number, draft: OfferDraft, isLive: boolean): DeskOffer {
    const { user, ...kept } = draft;
    this.#writeOffer.run(id, leadId, user.id, JSON.stringify(kept), isLive ? 1 : 0);
    return this.#takeOffer(id, leadId, draft, isLive);
  }

  #keepClaim(lead: DeskLead, claimed: Claimed): void {
    this.#db.prepare('UPDATE lead SET claimed = ? WHERE id = ?').run(JSON.stringify(claimed), lead.id);
    this.#leads.set(lead.id, { ...lead, ...claimed });
    Object.assign(this.#shown.get(lead.id) ?? {}, claimed);
  }

  #take(lead: DeskLead): void {
    this.#leads.set(lead.id, lead);
    const { id, distribution_target, contact, claimed_by_user_id, claimed_at, claimed_via, time_to_claim } = lead;
    const claimed = claimed_by_user_id === null ? {} : { claimed_by_user_id, claimed_at, claimed_via, time_to_claim };
    this.#shown.set(id, { id, distribution_target, contact, ...claimed });
  }

  #takeOffer(id: number, leadId: number, draft: OfferDraft, isLive: boolean): DeskOffer {
    // In the order of the document's examples.
    const { user, notify_at, rank, assign_automatically, has_call_alert, has_text_alert, has_email_alert, team } =
      draft;
    const offer: DeskOffer = {
      id,
      lead: this.#shown.get(leadId) ?? { id: leadId },
      ...{ user, notify_at, rank, assign_automatically, has_call_alert, has_text_alert, has_email_alert, team },
    };
    this.#offers.push({ offer, leadId, notifyAt: Date.parse(notify_at), isLive });
    const own = this.#ofLead.get(leadId);
    if (own) own.push(offer);
    else this.#ofLead.set(leadId, [offer]);
    return offer;
  }
}

const claimedAt = (lead: DeskLead, at: number): Pick<Claimed, 'claimed_at' | 'time_to_claim'> => ({
  claimed_at: new Date(at).toISOString(),
  time_to_claim: Math.max(0, Math.round((at - Date.parse(lead.created_at)) / 1000)),
});
