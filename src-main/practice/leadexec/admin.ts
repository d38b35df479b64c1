import { z } from 'zod';
import { type Account, type AccountInput, accountSchema } from './account/model.ts';
import type { AccountLog, AccountRequest } from './api/account-log.ts';
import type { ColleagueEdit } from './api/colleague.ts';
import type { AccountService } from './api/serve-account.ts';
import { returnLead, review } from './automation.ts';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import { type Fault, faultSchema, type LeadExecFaults } from './faults.ts';
import { contactDetailsOf, type LedgerEntry, type LedgerLead, ledgerEntry, ledgerLead } from './ledger.ts';
import type { LoggedRequest, RequestCounts, RequestLog } from './request-log.ts';
import type { OrderRow } from './store.ts';
import type { VendorClock } from './vendor-clock.ts';
import type { World } from './world.ts';

/** The switches to change. Missing or undefined ones don't change. */
export type BehaviourChange = { readonly [Switch in keyof Behaviour]?: Behaviour[Switch] | undefined };
/** The parts of the account to replace completely. */
export type AccountChange = { readonly [Part in keyof AccountInput]?: AccountInput[Part] | undefined };

export interface Page {
  readonly offset?: number;
  readonly limit?: number;
}

/** What a test or the practice screen can read and change while the practice LeadExec runs. */
export interface PracticeLeadExecAdmin {
  /** Replaces all faults; an empty list means no faults. Throws for unknown faults. The same seed gives the same random results. */
  setFaults(faults: readonly Fault[], seed?: number): void;
  setBehaviour(change: BehaviourChange): void;
  behaviour(): Behaviour;
  setAccount(change: AccountChange): void;
  account(): Account;
  /** Milliseconds since 1970, by the vendor's clock. */
  now(): number;
  /** Moves the vendor's clock forward, and lets everything that becomes due happen at its own time. */
  moveOn(ms: number): void;
  /** Quality control accepts or rejects a lead that awaits review. */
  review(leadUid: number, accept: boolean, reason?: string): void;
  /** A client returns a lead. Throws after the number of days that its campaign allows. */
  returnLead(leadUid: number, reason?: string): void;
  /** The number of accepted leads, including those from before this start. */
  count(): number;
  lead(leadUid: number): LedgerLead | undefined;
  /** Everything posted, pinged and updated, oldest first, one entry per lead; by default 1,000. */
  ledger(page?: Page): LedgerEntry[];
  /** Entries with that reference. */
  byReference(reference: string): LedgerEntry[];
  entries(): number;
  /**
   * What was accepted more than once, and how often: the references of the leads, or what `by` returns for an entry. Empty values are left
   * out. An empty map means that each lead was accepted at most once.
   */
  takenTwice(by?: (entry: LedgerEntry) => string): Map<string, number>;
  orders(): OrderRow[];
  /** Names of contact fields in pings. There should be none. */
  contactDetailsInPings(): string[];
  counts(): RequestCounts;
  /** Requests to the account API, oldest first: the last fifty thousand. */
  accountRequests(): readonly AccountRequest[];
  /** How those requests differed from the document: `PUT /v1/orders: Skip is not documented`. There should be none. */
  accountDeviations(): string[];
  /** How many tokens were granted since the start. */
  tokensGranted(): number;
  /** Makes all tokens expire. */
  expireTokens(): void;
  /** The code that was sent to a phone by SMS, until it is verified. */
  smsCode(phone: string): string | undefined;
  /** Makes a colleague edit something, each time another thing. */
  editAsColleague(): ColleagueEdit | undefined;
  /** The edits of colleagues since the start. */
  colleagueEdits(): readonly ColleagueEdit[];
  /** Attachments of a lead: their names and sizes in bytes. */
  attachments(leadUid: number): { readonly fileName: string; readonly description: string; readonly bytes: number }[];
  /** The last requests, at most a thousand. */
  requests(): readonly LoggedRequest[];
  /** Resolves when that many requests have been read since the start. */
  untilRequests(count: number): Promise<void>;
  /** Resolves when that many leads have been accepted since the start. */
  untilTaken(count: number): Promise<void>;
  /** Resolves when no request is in progress. */
  untilIdle(): Promise<void>;
}

export interface Switches {
  behaviour: Behaviour;
  account: Account;
}

export interface AdminParts {
  readonly world: () => World;
  readonly log: RequestLog;
  readonly plan: LeadExecFaults;
  readonly clock: VendorClock;
  readonly switches: Switches;
  /** Does what is due. */
  readonly settle: () => void;
  readonly service: AccountService;
  readonly accountLog: AccountLog;
}

export function makeAdmin(parts: AdminParts): PracticeLeadExecAdmin {
  const { world, log, plan, clock, switches, settle } = parts;
  const { store } = world();
  const given = <T extends object>(change: T) =>
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const ledger = ({ offset = 0, limit = 1000 }: Page = {}) => store.posts.all(limit, offset).map(ledgerEntry);
  return {
    setFaults: (faults, seed) => plan.set(z.array(faultSchema).parse(faults), seed),
    setBehaviour(change) {
      switches.behaviour = behaviourSchema.parse({ ...switches.behaviour, ...given(change) });
    },
    behaviour: () => switches.behaviour,
    setAccount(change) {
      switches.account = accountSchema.parse({ ...switches.account, ...given(change) });
    },
    account: () => switches.account,
    now: () => clock.now(),
    moveOn(ms) {
      clock.moveOn(ms);
      settle();
    },
    review(leadUid, accept, reason = 'Contact could not be verified') {
      settle();
      review(world(), leadUid, accept, reason);
    },
    returnLead(leadUid, reason = 'Disconnected number') {
      settle();
      returnLead(world(), leadUid, reason);
    },
    count: () => store.leadCount.get()?.n ?? 0,
    lead: (leadUid) => ledgerLead(world(), leadUid),
    ledger,
    byReference: (reference) => store.postsByReference.all(reference).map(ledgerEntry),
    entries: () => store.postCount.get()?.n ?? 0,
    takenTwice(by = ({ reference }) => reference) {
      const times = new Map<string, number>();
      for (const row of store.takenPosts.iterate()) {
        const value = by(ledgerEntry(row));
        if (value !== '') times.set(value, (times.get(value) ?? 0) + 1);
      }
      return new Map([...times].filter(([, count]) => count > 1));
    },
    orders: () => store.orders.all(),
    contactDetailsInPings() {
      const pings = ledger({ limit: -1 }).filter(({ kind }) => kind === 'ping');
      return [...new Set(pings.flatMap((entry) => contactDetailsOf(world(), entry)))];
    },
    counts: () => log.counts(),
    ...accountAdmin(parts),
    requests: () => log.recent(),
    untilRequests: (count) => log.untilRequests(count),
    untilTaken: (count) => log.untilTaken(count),
    untilIdle: () => log.untilIdle(),
  };
}

/** The part of the control interface for the account API. */
function accountAdmin({ service, accountLog, world }: AdminParts) {
  const deviations = ({ method, path, deviations: found }: AccountRequest) =>
    found.map((one) => `${method} ${path}: ${one}`);
  return {
    accountRequests: () => accountLog.entries(),
    accountDeviations: () => accountLog.entries().flatMap(deviations),
    tokensGranted: () => service.tokens.granted,
    expireTokens: () => service.tokens.expireAll(),
    smsCode: (phone: string) => service.codes.get(phone),
    editAsColleague: () => service.editAsColleague(),
    colleagueEdits: () => [...service.edits],
    attachments: (leadUid: number) =>
      world()
        .store.attachments.all(leadUid)
        .map(({ file_name, description, content }) => ({ fileName: file_name, description, bytes: content.length })),
  };
}
