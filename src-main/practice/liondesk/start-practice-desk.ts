import { type PracticeVendor, serveVendor, type VendorAnswer, type VendorRequest } from '../leads/serve-vendor.ts';
import { Answers, NOT_LET_IN } from './answers.ts';
import { DeskStore } from './desk-store.ts';
import { pastAt } from './lively-board.ts';
import { Login, type LoginOptions, tokenOf } from './login.ts';
import type { ArrivalSwitch, ColleagueSwitch } from './pace.ts';
import { RunningDesk } from './running-desk.ts';
import { performSwitch } from './switches.ts';
import type { DeskTeam } from './teams.ts';
import { type DeskLead, type DeskOffer, USERS } from './world.ts';

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

/** Starts the practice desk on 127.0.0.1. Its control interface is that of `performSwitch`, and the faults. */
export async function startPracticeDesk(options: PracticeDeskOptions): Promise<PracticeDesk> {
  const clock = options.clock ?? Date.now;
  const leads = options.leads ?? LEADS;
  const isLively = options.lively === true;
  const store = new DeskStore(options.file ?? ':memory:', leads, isLively ? pastAt(leads, clock()) : undefined);
  const desk = new RunningDesk(store, clock);
  const login = new Login(store, options);
  const answers = new Answers(store, clock);
  if (isLively) desk.liven();

  function answer(request: VendorRequest): VendorAnswer {
    const at = desk.now();
    const path = request.url.pathname.replace(/\/{2,}/g, '/');
    if (path === '/oauth2/token' && request.method === 'POST') return login.token(request.body, at);
    if (path === '/oauth2/authorize') return login.authorize(request.url.searchParams);
    const user = login.userOf(request.authorization, at);
    return user === null ? NOT_LET_IN : answers.answer(request, path, user);
  }

  const perform = (what: string, body: unknown) => performSwitch(desk, what, body);
  const vendor = await serveVendor(answer, perform, options.port).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    ...vendor,
    leadIds: () => [...desk.present().leads.keys()],
    lead: (id) => desk.present().leads.get(id),
    offers: () => desk.present().offers.map(({ offer }) => offer),
    arrive: (count) => desk.arrive(count),
    claim: (leadId, userId) => desk.claim(leadId, userId),
    setColleagues: (to) => desk.setColleagues(to),
    setArrivals: (to) => desk.setArrivals(to),
    teams: () => store.teams,
    setTeams: (teams) => store.setTeams(teams),
    liven: () => desk.liven(),
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
