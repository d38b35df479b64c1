import { allConnections, type NamedConnection } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { ReadLead, ReadOffer } from './report-lead.ts';
import { lostClaims } from './rows/actions.ts';
import { hasOffered, reportedOf } from './rows/offered-leads.ts';
import { reportedOffers, sentBehind } from './rows/offers.ts';
import { allTeams } from './rows/people.ts';
import { personKey } from './viewer.ts';

/** The number of index entries, and of leads with all their data, that are read at once. Each takes a few milliseconds. */
const ENTRIES_AT_ONCE = 10_000;
const LEADS_AT_ONCE = 500;

/**
 * The offered leads with an offer sent in [from, until), in portions, so that the caller can yield between them. A lead comes with all of
 * its offers, including those of other times.
 */
export function* leadsOffered(
  store: Store,
  { from, until, sources }: { readonly from: number; readonly until: number; readonly sources: readonly number[] },
): Generator<readonly ReadLead[]> {
  const ids: number[] = [];
  for (const found of idsOffered(store, from, until)) {
    ids.push(...found);
    yield [];
  }
  // The order in which they are stored in the file.
  const sorted = Float64Array.from(new Set(ids)).sort();
  yield [];
  for (let at = 0; at < sorted.length; at += LEADS_AT_ONCE) {
    yield readLeads(store, [...sorted.subarray(at, at + LEADS_AT_ONCE)], sources);
  }
}

/** Read from the index over the times when offers were sent. A lead may occur more than once. */
function* idsOffered(store: Store, from: number, until: number): Generator<readonly number[]> {
  let last = { sent: from, lead: -1 };
  for (;;) {
    const entries = sentBehind(store, last, until, ENTRIES_AT_ONCE);
    yield entries.map(({ lead }) => lead);
    const end = entries.at(-1);
    if (end === undefined || entries.length < ENTRIES_AT_ONCE) return;
    last = end;
  }
}

function readLeads(store: Store, ids: readonly number[], sources: readonly number[]): ReadLead[] {
  const wanted = new Set(sources);
  const leads = reportedOf(store, ids).filter((lead) => wanted.size === 0 || wanted.has(lead.connection_id));
  const offers = Map.groupBy(reportedOffers(store, ids), ({ lead }) => lead);
  const lost = Map.groupBy(lostClaims(store, ids), ({ lead }) => lead);
  return leads.map((lead) => ({
    connectionId: lead.connection_id,
    state: lead.state,
    confirmed: lead.confirmed,
    holder: lead.holder,
    holderUser: lead.holder_user,
    agent: lead.agent,
    claimedAt: lead.claimed_at,
    claimedVia: lead.claimed_via,
    offers: (offers.get(lead.id) ?? []).map(
      (row): ReadOffer => ({
        userId: row.user_id,
        teamId: row.team_id,
        sentAt: row.sent,
        hasTime: row.notify_at !== null,
        automatic: row.automatic === 1,
      }),
    ),
    lostBy: (lost.get(lead.id) ?? []).map(({ who }) => who),
  }));
}

/** Every source that offers leads, by its id. */
export const offeringSources = (store: Store): NamedConnection[] =>
  allConnections(store).filter(({ id }) => hasOffered(store, id));

/** Every known team by its key (`3:6`); `Team 6` if the vendor reports no name. */
export const offeringTeams = (store: Store): { key: string; name: string }[] =>
  allTeams(store).map(({ connection_id, team_id, name }) => ({
    key: personKey(connection_id, team_id),
    name: name.trim() === '' ? `Team ${team_id}` : name.trim(),
  }));
