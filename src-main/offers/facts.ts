import type { OfferColumn } from '../../src-preload/contract/index.ts';
import type { ClaimProof, ClaimState } from '../db/offer-tables.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { shownOffered } from './rows/offered-leads.ts';
import { type OfferRow, offersWithNames } from './rows/offers.ts';
import { columnOf, hasLost, isHeldBy, personKey, seesAll, type Viewer } from './viewer.ts';

/** An offer as it is stored. */
export interface OfferFacts {
  readonly id: number;
  readonly externalId: string;
  readonly userKey: string;
  readonly user: string;
  readonly teamKey: string;
  readonly team: string;
  readonly notifyAt: Millis | null;
  readonly rank: number | null;
  readonly automatic: boolean | null;
  readonly byCall: boolean | null;
  readonly byText: boolean | null;
  readonly byEmail: boolean | null;
  /** When it was or will be sent; if that is unknown, when it was first seen. */
  readonly sentAt: Millis;
}

/** An offered lead with all its offers, as stored. */
export interface LeadFacts {
  readonly id: number;
  readonly connectionId: number;
  readonly source: string;
  readonly externalId: string;
  /** The lead in the inbox that currently has the vendor's record; null if there is none. */
  readonly leadId: number | null;
  readonly firstName: string;
  readonly lastName: string;
  /** Home state and license; empty if unknown. */
  readonly homeState: string;
  readonly license: string;
  readonly distributionTarget: string;
  readonly state: ClaimState;
  readonly confirmed: ClaimProof;
  readonly holder: string;
  readonly holderKey: string;
  readonly agent: string | null;
  readonly claimedAt: Millis | null;
  readonly claimedVia: string;
  readonly touchedAt: Millis | null;
  readonly firstSeenAt: Millis;
  /** When the current holder took it; if that is unknown, when this desk learned of it. */
  readonly heldAt: Millis;
  /** Soonest first. */
  readonly offers: readonly OfferFacts[];
}

const flag = (bit: number | null): boolean | null => (bit === null ? null : bit === 1);

/** Offered leads by their ids, in that order. Leads that no longer exist, or whose connection was removed, are left out. */
export function readFacts(store: Store, ids: readonly number[]): LeadFacts[] {
  const list = JSON.stringify(ids);
  const offers = Map.groupBy(offersWithNames(store, list), ({ lead }) => lead);
  return shownOffered(store, list).map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    source: row.source,
    externalId: row.external_id,
    leadId: row.lead_id,
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    homeState: row.home_state ?? '',
    license: row.license ?? '',
    distributionTarget: row.distribution_target,
    state: row.state,
    confirmed: row.confirmed,
    holder: row.holder,
    holderKey: row.holder_user === '' ? '' : personKey(row.connection_id, row.holder_user),
    agent: row.agent,
    claimedAt: row.claimed_at,
    claimedVia: row.claimed_via,
    touchedAt: row.touched_at,
    firstSeenAt: row.first_seen_at,
    heldAt: row.claimed_at ?? row.checked_at ?? row.first_seen_at,
    offers: (offers.get(row.id) ?? []).map(offerFacts),
  }));
}

const offerFacts = (row: OfferRow): OfferFacts => ({
  id: row.id,
  externalId: row.external_id,
  userKey: row.user_id === '' ? '' : personKey(row.connection_id, row.user_id),
  user: row.user || (row.user_id === '' ? '' : `User ${row.user_id}`),
  teamKey: row.team_id === '' ? '' : personKey(row.connection_id, row.team_id),
  team: row.team || (row.team_id === '' ? '' : `Team ${row.team_id}`),
  notifyAt: row.notify_at,
  rank: row.rank,
  automatic: flag(row.automatic),
  byCall: flag(row.by_call),
  byText: flag(row.by_text),
  byEmail: flag(row.by_email),
  sentAt: row.sent_at,
});

/** A lead's column for a viewer. */
export interface LeadStanding {
  readonly column: OfferColumn | null;
  /** The offer that decides the column: the viewer's earliest, or else the earliest of all. */
  readonly offer: OfferFacts | null;
  readonly isMine: boolean;
}

/** A lead's column for a viewer. */
export function standingOf(viewer: Viewer, lead: LeadFacts, now: Millis): LeadStanding {
  const all = seesAll(viewer, lead.connectionId);
  const own = lead.offers.find(({ userKey }) => all || viewer.users.has(userKey));
  const isMine = isHeldBy(viewer, lead);
  const column = columnOf(
    {
      isOpen: lead.state === 'open',
      isMine,
      isLost: hasLost(viewer, lead),
      seesAll: all,
      notifyAt: own?.notifyAt,
      heldAt: lead.heldAt,
    },
    now,
  );
  return { column, offer: own ?? lead.offers[0] ?? null, isMine };
}
