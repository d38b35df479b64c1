import { plainWords } from '../../src-preload/rules/has-words.ts';
import type { ClaimState } from '../db/offer-tables.ts';
import type { Millis } from '../db/tables.ts';
import { nameKey } from '../leads/keys.ts';
import type { LeadFacts, OfferFacts } from './facts.ts';
import { Order } from './order.ts';

type Column = Float64Array | Int32Array;

/** Returns a larger copy of a column. */
function grown<T extends Column>(column: T, size: number): T {
  const Kind = column.constructor as new (size: number) => T;
  const next = new Kind(size);
  next.set(column as never);
  return next;
}

/** Stores texts that many rows share once each and refers to them by number. */
class Texts {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a text; -1 if no row has it. */
  find(text: string): number {
    return this.#numbers.get(text) ?? -1;
  }

  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.list.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** The data of a lead that decides its column. Its offers are the `count` rows of `OfferRows` from `first` on. */
export interface LeadRows {
  id: Float64Array;
  connection: Int32Array;
  heldAt: Float64Array;
  first: Int32Array;
  count: Int32Array;
}

/** The data of an offer. Unknown values are NaN. */
export interface OfferRows {
  id: Float64Array;
  lead: Int32Array;
  user: Int32Array;
  team: Int32Array;
  notifyAt: Float64Array;
  sentAt: Float64Array;
  rank: Float64Array;
}

const NONE = -1;

/**
 * Every offered lead and every offer as columns of numbers, so that 150,000 offers are sorted into the board's columns within a few
 * milliseconds. An offer takes about 50 bytes, a lead about 60 and its name.
 */
export class BoardRows {
  readonly leads: LeadRows = {
    id: new Float64Array(0),
    connection: new Int32Array(0),
    heldAt: new Float64Array(0),
    first: new Int32Array(0),
    count: new Int32Array(0),
  };
  readonly offers: OfferRows = {
    id: new Float64Array(0),
    lead: new Int32Array(0),
    user: new Int32Array(0),
    team: new Int32Array(0),
    notifyAt: new Float64Array(0),
    sentAt: new Float64Array(0),
    rank: new Float64Array(0),
  };
  /** Of each lead. */
  readonly state: ClaimState[] = [];
  readonly agent: (string | null)[] = [];
  readonly holderKey: string[] = [];
  /** First and last name as `plainWords` has them. */
  readonly name: string[] = [];
  readonly #nameKey: string[] = [];
  /** The keys of users and teams, by their numbers in the rows. */
  readonly people = new Texts();

  /** Offers, newest first. */
  readonly byTime = new Order((a, b) => this.#newer(a, b));
  /** Offers, lowest rank first, then newest first. */
  readonly byRank = new Order((a, b) => {
    const [one, other] = [this.offers.rank[a] ?? Number.NaN, this.offers.rank[b] ?? Number.NaN];
    if (one !== other && !(Number.isNaN(one) && Number.isNaN(other))) {
      return Number.isNaN(one) ? 1 : Number.isNaN(other) ? -1 : one - other;
    }
    return this.#newer(a, b);
  });
  /** Leads, A first. */
  readonly byName = new Order((a, b) => {
    const [one, other] = [this.#nameKey[a] ?? '', this.#nameKey[b] ?? ''];
    return one < other ? -1 : one > other ? 1 : (this.leads.id[a] ?? 0) - (this.leads.id[b] ?? 0);
  });

  readonly #slots = new Map<number, number>();
  #leadCount = 0;
  #offerCount = 0;
  /** The number of offer rows that are no longer used. */
  #dead = 0;

  get leadCount(): number {
    return this.#leadCount;
  }

  get offerCount(): number {
    return this.#offerCount;
  }

  /** Updates leads. Those of `ids` that are not in `facts` no longer exist. */
  put(ids: Iterable<number>, facts: readonly LeadFacts[]): void {
    const renamed: number[] = [];
    const moved = { out: [] as number[], come: [] as number[] };
    const present = new Set(facts.map(({ id }) => id));
    for (const id of ids) if (!present.has(id)) this.#remove(id, moved.out);
    for (const lead of facts) {
      const slot = this.#slots.get(lead.id);
      const at = slot ?? this.#add(lead.id);
      if (this.#write(at, lead) || slot === undefined) renamed.push(at);
      if (!this.#sameOffers(at, lead.offers)) this.#writeOffers(at, lead.offers, moved);
    }
    if (moved.out.length + moved.come.length > 0) {
      const out = marks(moved.out, this.#offerCount);
      this.byTime.change(out, moved.come);
      this.byRank.change(out, moved.come);
    }
    if (renamed.length > 0) this.byName.change(marks(renamed, this.#leadCount), renamed);
    if (this.#dead > 1_000 && this.#dead > this.#offerCount / 2) this.#compact();
  }

  #newer(a: number, b: number): number {
    const { sentAt, id } = this.offers;
    return (sentAt[b] ?? 0) - (sentAt[a] ?? 0) || (id[b] ?? 0) - (id[a] ?? 0);
  }

  #add(id: number): number {
    const at = this.#leadCount++;
    const { leads } = this;
    if (at >= leads.id.length) {
      const size = Math.max(1_024, leads.id.length * 2);
      leads.id = grown(leads.id, size);
      leads.connection = grown(leads.connection, size);
      leads.heldAt = grown(leads.heldAt, size);
      leads.first = grown(leads.first, size);
      leads.count = grown(leads.count, size);
    }
    leads.id[at] = id;
    this.#slots.set(id, at);
    return at;
  }

  /** @returns whether the lead's name changed */
  #write(at: number, lead: LeadFacts): boolean {
    this.leads.connection[at] = lead.connectionId;
    this.leads.heldAt[at] = lead.heldAt;
    this.state[at] = lead.state;
    this.agent[at] = lead.agent;
    this.holderKey[at] = lead.holderKey;
    const name = plainWords(`${lead.firstName} ${lead.lastName}`);
    const key = nameKey(lead.firstName, lead.lastName);
    if (this.name[at] === name && this.#nameKey[at] === key) return false;
    this.name[at] = name;
    this.#nameKey[at] = key;
    return true;
  }

  #remove(id: number, out: number[]): void {
    const at = this.#slots.get(id);
    if (at === undefined) return;
    this.#slots.delete(id);
    this.#dropOffers(at, out);
    // The row remains, without a connection and without the name.
    this.leads.connection[at] = NONE;
    this.leads.count[at] = 0;
    [this.name[at], this.#nameKey[at], this.agent[at], this.holderKey[at]] = ['', '', null, ''];
  }

  #sameOffers(at: number, offers: readonly OfferFacts[]): boolean {
    const [first, count] = [this.leads.first[at] ?? 0, this.leads.count[at] ?? 0];
    const rows = this.offers;
    return (
      count === offers.length &&
      offers.every((offer, n) => {
        const row = first + n;
        return (
          rows.id[row] === offer.id &&
          rows.sentAt[row] === offer.sentAt &&
          Object.is(rows.notifyAt[row], offer.notifyAt ?? Number.NaN) &&
          Object.is(rows.rank[row], offer.rank ?? Number.NaN) &&
          rows.user[row] === this.people.number(offer.userKey) &&
          rows.team[row] === this.people.number(offer.teamKey)
        );
      })
    );
  }

  #dropOffers(at: number, out: number[]): void {
    const [first, count] = [this.leads.first[at] ?? 0, this.leads.count[at] ?? 0];
    for (let row = first; row < first + count; row++) {
      this.offers.lead[row] = NONE;
      out.push(row);
    }
    this.#dead += count;
  }

  #writeOffers(at: number, offers: readonly OfferFacts[], moved: { out: number[]; come: number[] }): void {
    this.#dropOffers(at, moved.out);
    const rows = this.offers;
    const first = this.#offerCount;
    if (first + offers.length > rows.id.length) {
      const size = Math.max(1_024, first + offers.length, rows.id.length * 2);
      rows.id = grown(rows.id, size);
      rows.lead = grown(rows.lead, size);
      rows.user = grown(rows.user, size);
      rows.team = grown(rows.team, size);
      rows.notifyAt = grown(rows.notifyAt, size);
      rows.sentAt = grown(rows.sentAt, size);
      rows.rank = grown(rows.rank, size);
    }
    for (const [n, offer] of offers.entries()) {
      const row = first + n;
      rows.id[row] = offer.id;
      rows.lead[row] = at;
      rows.user[row] = this.people.number(offer.userKey);
      rows.team[row] = this.people.number(offer.teamKey);
      rows.notifyAt[row] = offer.notifyAt ?? Number.NaN;
      rows.sentAt[row] = offer.sentAt;
      rows.rank[row] = offer.rank ?? Number.NaN;
      moved.come.push(row);
    }
    this.leads.first[at] = first;
    this.leads.count[at] = offers.length;
    this.#offerCount += offers.length;
  }

  /** Removes the unused rows. */
  #compact(): void {
    const rows = this.offers;
    const now = new Int32Array(this.#offerCount);
    let next = 0;
    for (let row = 0; row < this.#offerCount; row++) {
      const lead = rows.lead[row] ?? NONE;
      if (lead === NONE) continue;
      now[row] = next;
      if (this.leads.first[lead] === row) this.leads.first[lead] = next;
      for (const column of Object.values(rows) as Column[]) column[next] = column[row] ?? 0;
      next++;
    }
    this.#offerCount = next;
    this.#dead = 0;
    this.byTime.renumber(now);
    this.byRank.renumber(now);
  }

  /** When an offer is sent; null if that is unknown. */
  notifyAt(row: number): Millis | null {
    const at = this.offers.notifyAt[row] ?? Number.NaN;
    return Number.isNaN(at) ? null : at;
  }
}

function marks(rows: readonly number[], size: number): Uint8Array {
  const marked = new Uint8Array(size);
  for (const row of rows) marked[row] = 1;
  return marked;
}
