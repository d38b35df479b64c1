import { z } from 'zod';
import { type PracticeVendor, serveVendor, type VendorAnswer, type VendorRequest } from '../leads/serve-vendor.ts';
import { Answers, NOT_LET_IN, secondWrites } from './answers.ts';
import { DeskStore } from './desk-store.ts';
import { enliven, pastAt } from './lively-board.ts';
import { Login, type LoginOptions, tokenOf } from './login.ts';
import { type ArrivalSwitch, arrivalSwitch, type ColleagueSwitch, colleagueSwitch, Pace } from './pace.ts';
import { type DeskTeam, deskTeam } from './teams.ts';
import { COLLEAGUES, type DeskLead, type DeskOffer, offersOf, USERS } from './world.ts';

export interface PracticeDeskOptions extends LoginOptions {
  readonly port?: number;
  /** A SQLite file, or by default `:memory:`: leads and their offers, claims, teams, switches and tokens. */
  readonly file?: string;
  /** The number of leads in a new file; by default 2,000. */
  readonly leads?: number;
  /** Whether the board is filled as in the middle of a working day, see `liven`; without it, only what is requested happens. */
  readonly lively?: boolean;
  readonly clock?: () => number;
}

/** A small LionDesk with leads and lead offers, exactly as in "Lead Offers". */
export interface PracticeDesk extends PracticeVendor {
  leadIds(): number[];
  lead(id: number): DeskLead | undefined;
  offers(): readonly DeskOffer[];
  /** Adds new leads now, with their offers. */
  arrive(count: number): void;
  /** A colleague claims the lead; false if someone already has it. */
  claim(leadId: number, userId: number): boolean;
  /** Sets whether colleagues claim automatically. */
  setColleagues(to: ColleagueSwitch): void;
  /** Sets leads that keep arriving, each submitted to its team; null ends them. */
  setArrivals(to: ArrivalSwitch | null): void;
  teams(): readonly DeskTeam[];
  setTeams(teams: readonly DeskTeam[]): void;
  /** Fills the board with leads that are open to the user now or soon, missed and claimed; colleagues claim and leads arrive. */
  liven(): void;
  /** The token of a user. */
  tokenOf(userId: number): string;
  /** Makes every access token given by OAuth expire now. */
  expireTokens(): void;
  close(): Promise<void>;
}

const LEADS = 2_000;

/**
 * Starts the practice desk on 127.0.0.1. Its control interface: `POST /practice/arrive {"count": 5}`, `/practice/claim {"lead": 3, "user":
 * 2}`, `/practice/colleagues {"on": true, "everySeconds": 20}`, `/practice/arrivals {"everySeconds": 60, "count": 5}` or `null`,
 * `/practice/teams [{…}]`, `/practice/liven`, `/practice/second-writes {"moveClaimedAt": true}`, and the faults.
 */
export async function startPracticeDesk(options: PracticeDeskOptions): Promise<PracticeDesk> {
  const clock = options.clock ?? Date.now;
  const leads = options.leads ?? LEADS;
  const store = new DeskStore(
    options.file ?? ':memory:',
    leads,
    options.lively === true ? pastAt(leads, clock()) : undefined,
  );
  const pace = new Pace(store, clock());
  const login = new Login(store, options);
  const answers = new Answers(store, clock);
  /** Catches up with automatic events before anything is read or done. */
  const now = (): number => {
    const at = clock();
    pace.catchUp(at);
    return at;
  };

  function arrive(count: number): void {
    const at = now();
    store.write(() => {
      for (let n = 0; n < count; n += 1) {
        const lead = store.addLead(at);
        store.addOffers(
          lead.id,
          offersOf(lead).map(({ id: _, ...draft }) => draft),
          false,
        );
      }
    });
  }
  const claim = (leadId: number, userId: number): boolean => store.claim(leadId, userId, 'Phone', now());
  const liven = () => enliven(store, pace, now());
  if (options.lively === true) liven();

  function answer(request: VendorRequest): VendorAnswer {
    const at = now();
    const path = request.url.pathname.replace(/\/{2,}/g, '/');
    if (path === '/oauth2/token' && request.method === 'POST') return login.token(request.body, at);
    if (path === '/oauth2/authorize') return login.authorize(request.url.searchParams);
    const user = login.userOf(request.authorization, at);
    return user === null ? NOT_LET_IN : answers.answer(request, path, user);
  }

  function perform(what: string, body: unknown): unknown {
    const at = now();
    switch (what) {
      case 'arrive':
        arrive(z.object({ count: z.number().int().min(1).max(10_000) }).parse(body).count);
        break;
      case 'claim': {
        const shape = z.object({ lead: z.number(), user: z.number().default(COLLEAGUES[0]?.id ?? 2) });
        const { lead, user } = shape.parse(body);
        return { claimed: store.claim(lead, user, 'Phone', at) };
      }
      case 'colleagues':
        pace.setColleagues(colleagueSwitch.parse(body));
        return pace.colleagues;
      case 'arrivals':
        pace.setArrivals(arrivalSwitch.nullable().parse(body));
        break;
      case 'teams':
        store.setTeams(z.array(deskTeam).parse(body));
        return store.teams;
      case 'second-writes':
        store.set('second-writes', secondWrites.parse(body));
        break;
      case 'liven':
        liven();
        break;
      default:
        throw new Error(`The practice desk has no switch called ${what}.`);
    }
    return { leads: store.leads.size, offers: store.offers.length };
  }

  const vendor = await serveVendor(answer, perform, options.port).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    ...vendor,
    leadIds: () => {
      now();
      return [...store.leads.keys()];
    },
    lead: (id) => {
      now();
      return store.leads.get(id);
    },
    offers: () => {
      now();
      return store.offers.map(({ offer }) => offer);
    },
    arrive,
    claim,
    setColleagues: (to) => {
      now();
      pace.setColleagues(to);
    },
    setArrivals: (to) => {
      now();
      pace.setArrivals(to);
    },
    teams: () => store.teams,
    setTeams: (teams) => store.setTeams(teams),
    liven,
    tokenOf(userId) {
      const user = USERS.find(({ id }) => id === userId);
      if (user === undefined) throw new Error(`The practice desk has no user ${userId}.`);
      return tokenOf(options.token, user);
    },
    expireTokens: () => store.expireTokens(),
    async close() {
      await vendor.close();
      store.close();
    },
  };
}
