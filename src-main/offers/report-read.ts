import { allConnections, type NamedConnection } from '../connections/connection-rows.ts';
import type { ClaimProof, ClaimState } from '../db/offer-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { ReadLead, ReadOffer } from './report-lead.ts';
import { personKey } from './viewer.ts';

/** Index entries read at once, and leads with all that is theirs: a few milliseconds each. */
const ENTRIES_AT_ONCE = 10_000;
const LEADS_AT_ONCE = 500;

/**
 * The offered leads with an offer sent in [from, until), in portions between which others may have their turn. A lead comes with all of
 * its offers, also those of another time.
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
  // In the order in which they lie in the file.
  const sorted = Float64Array.from(new Set(ids)).sort();
  yield [];
  for (let at = 0; at < sorted.length; at += LEADS_AT_ONCE) {
    yield readLeads(store, [...sorted.subarray(at, at + LEADS_AT_ONCE)], sources);
  }
}

/** Straight from the index over when offers were sent; a lead may come more than once. */
function* idsOffered(store: Store, from: number, until: number): Generator<readonly number[]> {
  const select = store.prepare<[number, number, number, number], { sent: number; lead: number }>(
    `SELECT coalesce(notify_at, seen_at) AS sent, offered_lead_id AS lead FROM offer INDEXED BY offer_sent
     WHERE coalesce(notify_at, seen_at) >= ? AND coalesce(notify_at, seen_at) < ?
       AND NOT (coalesce(notify_at, seen_at) = ? AND offered_lead_id <= ?)
     ORDER BY coalesce(notify_at, seen_at), offered_lead_id LIMIT ${ENTRIES_AT_ONCE}`,
  );
  let last = { sent: from, lead: -1 };
  for (;;) {
    const entries = select.all(last.sent, until, last.sent, last.lead);
    yield entries.map(({ lead }) => lead);
    const end = entries.at(-1);
    if (end === undefined || entries.length < ENTRIES_AT_ONCE) return;
    last = end;
  }
}

interface LeadRow {
  id: number;
  connection_id: number;
  state: ClaimState;
  confirmed: ClaimProof;
  holder: string;
  holder_user: string;
  agent: string | null;
  claimed_at: number | null;
  claimed_via: string;
}

interface OfferRow {
  lead: number;
  user_id: string;
  team_id: string;
  sent: number;
  told: 0 | 1;
  automatic: 0 | 1 | null;
}

function readLeads(store: Store, ids: readonly number[], sources: readonly number[]): ReadLead[] {
  const list = JSON.stringify(ids);
  const wanted = new Set(sources);
  const leads = store
    .prepare<[string], LeadRow>(
      `SELECT l.id, l.connection_id, l.state, l.confirmed, l.holder, l.holder_user, l.agent, l.claimed_at, l.claimed_via
       FROM json_each(?) AS wanted CROSS JOIN offered_lead AS l ON l.id = wanted.value`,
    )
    .all(list)
    .filter((lead) => wanted.size === 0 || wanted.has(lead.connection_id));
  const offers = Map.groupBy(
    store
      .prepare<[string], OfferRow>(
        `SELECT o.offered_lead_id AS lead, o.user_id, o.team_id, coalesce(o.notify_at, o.seen_at) AS sent,
                o.notify_at IS NOT NULL AS told, o.automatic
         FROM json_each(?) AS wanted CROSS JOIN offer AS o ON o.offered_lead_id = wanted.value ORDER BY o.offered_lead_id, o.id`,
      )
      .all(list),
    ({ lead }) => lead,
  );
  const lost = Map.groupBy(
    store
      .prepare<[string], { lead: number; who: string }>(
        `SELECT a.offered_lead_id AS lead, a.who
         FROM json_each(?) AS wanted CROSS JOIN offer_act AS a ON a.offered_lead_id = wanted.value
         WHERE a.kind = 'claim' AND a.outcome = 'lost' ORDER BY a.id`,
      )
      .all(list),
    ({ lead }) => lead,
  );
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
        told: row.told === 1,
        automatic: row.automatic === 1,
      }),
    ),
    lostBy: (lost.get(lead.id) ?? []).map(({ who }) => who),
  }));
}

/** Every source that offers leads, by its number. */
export function offeringSources(store: Store): NamedConnection[] {
  const offers = (connectionId: number) =>
    store.get(sqlOf.selectFrom('offered_lead').select('id').where('connection_id', '=', connectionId).limit(1));
  return allConnections(store).filter(({ id }) => offers(id) !== undefined);
}

/** Every team that is known by its key (`3:6`); `Team 6` where the vendor tells no name. */
export function offeringTeams(store: Store): { key: string; name: string }[] {
  return store
    .all(
      sqlOf
        .selectFrom('offer_team')
        .select(['connection_id', 'team_id', 'name'])
        .orderBy('connection_id')
        .orderBy('team_id'),
    )
    .map(({ connection_id, team_id, name }) => ({
      key: personKey(connection_id, team_id),
      name: name.trim() === '' ? `Team ${team_id}` : name.trim(),
    }));
}
