import { z } from 'zod';
import { pick, seededRandom } from '../seeded-random.ts';
import type { DeskStore, KeptOffer } from './desk-store.ts';
import { rollOut } from './roll-out.ts';
import { COLLEAGUES, type DeskLead, type Route, teamOf } from './world.ts';

/** Whether colleagues claim automatically, and how often each checks for a lead. */
export const colleagueSwitch = z.object({ on: z.boolean(), everySeconds: z.number().min(0.1).max(86_400).default(20) });
export type ColleagueSwitch = z.output<typeof colleagueSwitch>;

/** A new lead at an interval in seconds, up to a count; null means no end. */
export const arrivalSwitch = z.object({
  everySeconds: z.number().min(1).max(86_400),
  count: z.number().int().min(0).max(10_000).nullable().default(null),
});
export type ArrivalSwitch = z.output<typeof arrivalSwitch>;

/** If nobody made a request for this long, ms, no leads arrived meanwhile, because they would accumulate overnight. */
const UNWATCHED_MS = 15 * 60_000;
/** Nothing longer ago than this is caught up with, ms. */
const LONGEST_MS = 24 * 3_600_000;
/** How many checks a colleague takes to react to an offer, from and to. */
const REACTION_LOOKS = { least: 0.2, most: 4 };

interface Happening {
  readonly at: number;
  readonly run: (at: number) => void;
}

/**
 * What happens automatically at the practice desk over time: automatic assignments, colleagues who claim, leads that arrive. There is no
 * timer: each request catches up to the present, and each event happens at its own time, in order. While the desk is closed nothing
 * happens.
 */
export class Pace {
  readonly #store: DeskStore;
  #at: number;
  #colleagues: ColleagueSwitch;
  #arrivals: ArrivalSwitch | null;
  #nextArrival = 0;
  /** For each colleague, the offers that may still be open, newest last. */
  readonly #waiting = new Map<number, KeptOffer[]>();
  #automatic: KeptOffer[] = [];
  /** How many of the store's offers have been added to these. */
  #sorted = 0;

  constructor(store: DeskStore, now: number) {
    this.#store = store;
    this.#at = now;
    this.#colleagues = store.setting('colleagues', colleagueSwitch) ?? { on: false, everySeconds: 20 };
    this.#arrivals = store.setting('arrivals', arrivalSwitch.nullable());
    this.#nextArrival = now;
  }

  get colleagues(): ColleagueSwitch {
    return this.#colleagues;
  }

  setColleagues(to: ColleagueSwitch): void {
    this.#colleagues = to;
    this.#store.set('colleagues', to);
  }

  /** Starts arrivals from now on; null ends them. */
  setArrivals(to: ArrivalSwitch | null): void {
    this.#arrivals = to;
    this.#store.set('arrivals', to);
    this.#nextArrival = this.#at + (to?.everySeconds ?? 0) * 1000;
  }

  /** Catches up to `now`, ms since 1970. */
  catchUp(now: number): void {
    if (now <= this.#at) return;
    if (now - this.#at > UNWATCHED_MS) this.#nextArrival = Math.max(this.#nextArrival, now);
    this.#at = Math.max(this.#at, now - LONGEST_MS);
    this.#store.write(() => {
      for (let next = this.#next(); next !== null && next.at <= now; next = this.#next()) {
        this.#at = Math.max(this.#at, next.at);
        next.run(this.#at);
      }
    });
    this.#at = now;
  }

  /** A lead arrives and is offered to its team, as if submitted. */
  arrive(at: number, route?: Route): DeskLead {
    const lead = this.#store.addLead(at, route);
    const team = teamOf(lead, this.#store.teams);
    if (team !== null) this.#store.addOffers(lead.id, rollOut(team, [], at), true);
    return lead;
  }

  #next(): Happening | null {
    this.#sort();
    const all: Happening[] = [];
    const [due] = this.#automatic;
    if (due) all.push({ at: due.notifyAt, run: (at) => this.#assign(due, at) });
    if (this.#arrivals !== null && this.#arrivals.count !== 0) {
      all.push({ at: this.#nextArrival, run: (at) => this.#arriveNext(at) });
    }
    if (this.#colleagues.on) {
      const every = this.#colleagues.everySeconds * 1000;
      for (const [place, { id }] of COLLEAGUES.entries()) {
        // Each colleague has a different phase.
        const phase = (every * place) / COLLEAGUES.length;
        const at = (Math.floor((this.#at - phase) / every) + 1) * every + phase;
        all.push({ at, run: (now) => this.#look(id, now) });
      }
    }
    return all.reduce<Happening | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
  }

  /** Adds the offers that were created since. */
  #sort(): void {
    const { offers } = this.#store;
    for (const kept of offers.slice(this.#sorted)) {
      if (kept.isLive && kept.offer.assign_automatically === 'true') this.#automatic.push(kept);
      const { id } = kept.offer.user;
      const own = this.#waiting.get(id);
      if (own) own.push(kept);
      else this.#waiting.set(id, [kept]);
    }
    if (this.#sorted < offers.length) this.#automatic.sort((one, other) => one.notifyAt - other.notifyAt);
    this.#sorted = offers.length;
  }

  #assign(due: KeptOffer, at: number): void {
    this.#automatic = this.#automatic.filter((one) => one !== due);
    this.#store.claim(due.leadId, due.offer.user.id, 'Auto', at);
  }

  #arriveNext(at: number): void {
    const arrivals = this.#arrivals;
    if (arrivals === null) return;
    this.#nextArrival = at + arrivals.everySeconds * 1000;
    if (arrivals.count !== null) {
      this.#arrivals = { ...arrivals, count: arrivals.count - 1 };
      this.#store.set('arrivals', this.#arrivals);
    }
    this.arrive(at);
  }

  /** A colleague checks, and claims the newest lead that was offered to them long enough ago to have been noticed. */
  #look(user: number, at: number): void {
    const open = (this.#waiting.get(user) ?? []).filter((kept) => this.#isOpen(kept));
    this.#waiting.set(user, open);
    const seen = open.filter((kept) => kept.notifyAt + this.#reaction(kept) <= at);
    const chosen = seen.reduce<KeptOffer | null>(
      (best, one) => (best === null || one.notifyAt >= best.notifyAt ? one : best),
      null,
    );
    if (chosen === null) return;
    const via = pick(seededRandom(chosen.offer.id), ['Phone', 'Text', 'Email'] as const);
    this.#store.claim(chosen.leadId, user, via, at);
  }

  #isOpen({ leadId }: KeptOffer): boolean {
    return this.#store.leads.get(leadId)?.claimed_by_user_id === null;
  }

  /** How long it takes until an offer is noticed, ms: always the same for the same offer. */
  #reaction({ offer }: KeptOffer): number {
    const { least, most } = REACTION_LOOKS;
    const random = seededRandom(7_000 + offer.id)();
    return (least + random ** 2 * (most - least)) * this.#colleagues.everySeconds * 1000;
  }
}
