import { z } from 'zod';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import { type DialerFaults, type Fault, faultSchema } from './faults.ts';
import type { LoggedRequest, RequestCounts, RequestLog } from './request-log.ts';
import type { AltPhoneRow, CallbackRow, DialerLead, HopperRow, Store } from './store.ts';

/** The switches to change. Missing or undefined ones don't change. */
export type BehaviourChange = { readonly [Switch in keyof Behaviour]?: Behaviour[Switch] | undefined };

/** What a test or the practice screen can read and change while the dialer runs. */
export interface PracticeDialerAdmin {
  /** Replaces all faults; an empty list means no faults. Throws for unknown faults. The same seed gives the same random results. */
  setFaults(faults: readonly Fault[], seed?: number): void;
  setBehaviour(change: BehaviourChange): void;
  behaviour(): Behaviour;
  /** Adds do-not-call numbers of the whole system. */
  addDnc(phones: readonly string[]): void;
  /** The number of leads, including those from before this start. */
  count(): number;
  /** Leads by lead id; by default 1,000. */
  leads(page?: { readonly offset?: number; readonly limit?: number }): DialerLead[];
  lead(leadId: number): DialerLead | undefined;
  leadsByPhone(phone: string): DialerLead[];
  customValues(leadId: number): Record<string, string>;
  altPhones(leadId: number): AltPhoneRow[];
  hopper(): HopperRow[];
  callbacks(): CallbackRow[];
  /** The number of requests and inserts, and the most that were ever in flight together, in total and for one phone number. */
  counts(): RequestCounts;
  /** How often a lead was read (`lead_all_info`). */
  reads(): number;
  /** The number of requests for a phone number. */
  attempts(phone: string): number;
  /** The last requests, at most a thousand. */
  requests(): readonly LoggedRequest[];
  /** Resolves when that many requests have been read since the start. */
  untilRequests(count: number): Promise<void>;
  /** Resolves when that many leads have been inserted since the start. */
  untilInserted(count: number): Promise<void>;
  /** Resolves when no request is in progress. */
  untilIdle(): Promise<void>;
}

export interface Switches {
  /** How often leads were read. */
  reads: number;
  behaviour: Behaviour;
}

export function makeAdmin(store: Store, log: RequestLog, plan: DialerFaults, switches: Switches): PracticeDialerAdmin {
  return {
    setFaults: (faults, seed) => plan.set(z.array(faultSchema).parse(faults), seed),
    setBehaviour(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      switches.behaviour = behaviourSchema.parse({ ...switches.behaviour, ...given });
    },
    behaviour: () => switches.behaviour,
    addDnc(phones) {
      store.db.transaction(() => {
        for (const phone of phones) store.insertDnc.run(phone);
      })();
    },
    count: () => store.count.get()?.n ?? 0,
    leads: ({ offset = 0, limit = 1000 } = {}) => store.page.all(limit, offset),
    lead: (leadId) => store.byId.get(leadId),
    leadsByPhone: (phone) => store.byPhone.all(phone),
    customValues: (leadId) =>
      Object.fromEntries(store.customValues.all(leadId).map(({ label, value }) => [label, value])),
    altPhones: (leadId) => store.altPhones.all(leadId),
    hopper: () => store.hopper.all(),
    callbacks: () => store.callbacks.all(),
    counts: () => log.counts(),
    reads: () => switches.reads,
    attempts: (phone) => log.attempts(phone),
    requests: () => log.recent(),
    untilRequests: (count) => log.untilRequests(count),
    untilInserted: (count) => log.untilInserted(count),
    untilIdle: () => log.untilIdle(),
  };
}
