import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { forgottenTest } from '../leads/forgotten.ts';
import { leadOfRecord } from '../leads/rows/records.ts';
import type { ArrivedOffer } from './arrived-offer.ts';
import { assignDue } from './automatic.ts';
import { addOffered, changeOffered, offeredRowByKey } from './rows/offered-leads.ts';
import { type OfferValues, putOffer } from './rows/offers.ts';
import { keepTeam, keepUser } from './rows/people.ts';
import { applyVendorClaim } from './vendor-claim.ts';

/** The changes made by storing offers. */
export interface KeptOffers {
  /** Offered leads with a change that the board shows. */
  readonly touched: readonly number[];
  /** Whether users or teams were added or changed. */
  readonly people: boolean;
}

const bit = (flag: boolean | null): number | null => (flag === null ? null : flag ? 1 : 0);

/**
 * Stores offers received from a vendor, after their leads were stored. An unchanged offer changes nothing, and an offer with other fields
 * is updated. The holder of a lead changes only on the vendor's report: a claim in the lead's fields, or an automatic offer that is due.
 * Offers of erased people are left out. In the caller's transaction, or its own.
 */
export function upsertOffers(
  store: Store,
  arrived: { readonly connectionId: number; readonly offers: readonly ArrivedOffer[]; readonly now: Millis },
): KeptOffers {
  return store.write(() => new Keeping(store, arrived.connectionId, arrived.now).run(arrived.offers));
}

class Keeping {
  readonly #store: Store;
  readonly #connectionId: number;
  readonly #now: Millis;
  readonly #leads = new Map<string, number | null>();
  readonly #touched = new Set<number>();
  readonly #anyForgotten: boolean;
  #people = false;

  constructor(store: Store, connectionId: number, now: Millis) {
    this.#store = store;
    this.#connectionId = connectionId;
    this.#now = now;
    this.#anyForgotten = forgottenTest(store) !== null;
  }

  run(offers: readonly ArrivedOffer[]): KeptOffers {
    const claims = new Map<string, NonNullable<ArrivedOffer['claim']>>();
    for (const offer of offers) {
      const lead = this.#lead(offer);
      if (lead === null) continue;
      this.#person(offer);
      this.#offer(lead, offer);
      if (offer.claim !== null) claims.set(offer.leadId, offer.claim);
    }
    for (const [externalId, claim] of claims) {
      const news = applyVendorClaim(this.#store, {
        connectionId: this.#connectionId,
        externalId,
        userId: claim.claimedByUserId,
        name: '',
        at: claim.claimedAt,
        via: claim.claimedVia,
        timeToClaim: claim.timeToClaim,
        now: this.#now,
      });
      if (news !== null) this.#touched.add(news.id);
    }
    const known = [...this.#leads.values()].filter((id) => id !== null);
    for (const id of assignDue(this.#store, known, this.#now)) this.#touched.add(id);
    return { touched: [...this.#touched], people: this.#people };
  }

  /** The id of the offered lead; null if it is left out. */
  #lead({ leadId: externalId, distributionTarget }: ArrivedOffer): number | null {
    const seen = this.#leads.get(externalId);
    if (seen !== undefined) return seen;
    const id = this.#leadNow(externalId, distributionTarget);
    this.#leads.set(externalId, id);
    return id;
  }

  #leadNow(externalId: string, target: string): number | null {
    const leadId = leadOfRecord(this.#store, { connectionId: this.#connectionId, externalId });
    // Every lead was stored just before, unless its person was erased, and erased people must not be added again.
    if (leadId === null && this.#anyForgotten) return null;
    const key = { connectionId: this.#connectionId, externalId };
    const held = offeredRowByKey(this.#store, key);
    if (!held) {
      const id = addOffered(this.#store, { ...key, leadId, target, now: this.#now });
      this.#touched.add(id);
      return id;
    }
    const now = { lead: leadId ?? held.lead_id, target: target === '' ? held.distribution_target : target };
    if (now.lead !== held.lead_id || now.target !== held.distribution_target) {
      changeOffered(this.#store, held.id, { lead_id: now.lead, distribution_target: now.target });
      this.#touched.add(held.id);
    }
    return held.id;
  }

  #offer(lead: number, offer: ArrivedOffer): void {
    const values: OfferValues = [
      lead,
      offer.user?.id ?? '',
      offer.team?.id ?? '',
      offer.notifyAt,
      offer.rank,
      bit(offer.assignAutomatically),
      bit(offer.hasCallAlert),
      bit(offer.hasTextAlert),
      bit(offer.hasEmailAlert),
      offer.raw,
    ];
    const change = putOffer(this.#store, { connectionId: this.#connectionId, externalId: offer.id }, values, this.#now);
    if (change === null) return;
    if (change !== 'new') this.#touched.add(change.before);
    this.#touched.add(lead);
  }

  #person({ user, team }: ArrivedOffer): void {
    if (user && keepUser(this.#store, this.#connectionId, user)) this.#people = true;
    if (!team || team.id === '') return;
    if (keepTeam(this.#store, this.#connectionId, team)) this.#people = true;
  }
}
