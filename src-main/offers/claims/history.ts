import type { LeadEvent } from '../../../src-preload/contract/index.ts';
import { connectionNames } from '../../connections/connection-rows.ts';
import type { ClaimProof, ClaimState } from '../../db/offer-tables.ts';
import type { Store } from '../../db/store.ts';
import type { TimelineOf, TimelineSource } from '../../lead-work/timeline.ts';
import type { Span } from '../../leads/history.ts';
import { recordKeysOf } from '../../leads/record-rows.ts';
import { offeredOfLeads } from '../offered-rows.ts';

/** What of offers and claims belongs to a lead: by its records, and those of the leads joined into it. */
const theirs = (store: Store, family: readonly number[]): string => JSON.stringify(offeredOfLeads(store, family));

/** What the connection of a row is called now. */
function namesOf(store: Store): (row: { readonly connection_id: number }) => string {
  const names = connectionNames(store);
  return ({ connection_id }) => names.get(connection_id) ?? '';
}

interface OfferRow {
  readonly id: number;
  readonly at: number;
  readonly connection_id: number;
  readonly user: string | null;
  readonly user_id: string;
  readonly team: string | null;
  readonly rank: number | null;
  readonly automatic: number | null;
}

/** The offers that were sent. */
function offered(store: Store, { family }: TimelineOf, span: Span, now: number): LeadEvent[] {
  const nameOf = namesOf(store);
  return store
    .prepare<[string, number, number, number], OfferRow>(
      `SELECT o.id, coalesce(o.notify_at, o.seen_at) AS at, o.connection_id, u.name AS user, o.user_id, t.name AS team, o.rank, o.automatic
       FROM offer o
       LEFT JOIN offer_user u ON u.connection_id = o.connection_id AND u.user_id = o.user_id
       LEFT JOIN offer_team t ON t.connection_id = o.connection_id AND t.team_id = o.team_id
       WHERE o.offered_lead_id IN (SELECT value FROM json_each(?)) AND coalesce(o.notify_at, o.seen_at) >= ? AND coalesce(o.notify_at, o.seen_at) < ?
       ORDER BY 2 DESC, o.id DESC LIMIT ?`,
    )
    .all(theirs(store, family), span.from, Math.min(span.before, now + 1), span.limit)
    .map(({ id, at, connection_id, user, user_id, team, rank, automatic }): LeadEvent => {
      const who = user || (user_id === '' ? 'someone' : `user ${user_id}`);
      const whom = team ? `${who} (${team})` : who;
      const how = automatic === 1 ? 'Assigned automatically to' : 'Offered to';
      const what = `${how} ${whom}${rank === null ? '' : `, rank ${rank}`}`;
      return { key: `offer-${id}`, at, who: nameOf({ connection_id }), kind: 'offered', what, detail: '' };
    });
}

interface ActRow {
  readonly id: number;
  readonly kind: 'claim' | 'hand-back' | 'hand-over' | 'submit';
  readonly at: number;
  readonly who: string;
  readonly to_agent: string | null;
  readonly outcome: ClaimState;
  readonly confirmed: ClaimProof;
  readonly lost_to: string;
  readonly what: string;
  readonly line: string;
  readonly connection_id: number;
}

const ACT_KINDS: Readonly<Record<ActRow['kind'], LeadEvent['kind']>> = {
  claim: 'claim',
  'hand-back': 'handed-back',
  'hand-over': 'handed-over',
  submit: 'offer-submitted',
};

/** What was done here. */
function acts(store: Store, { family }: TimelineOf, { from, before, limit }: Span): LeadEvent[] {
  const nameOf = namesOf(store);
  const read = store.prepare<[number, string, number, number, number], ActRow>(
    `SELECT id, kind, at, who, to_agent, outcome, confirmed, lost_to, what, line, connection_id FROM offer_act
     WHERE connection_id = ? AND external_id = ? AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?`,
  );
  return recordKeysOf(store, family)
    .flatMap(({ connectionId, externalId }) => read.all(connectionId, externalId, from, before, limit))
    .sort((a, b) => b.at - a.at || b.id - a.id)
    .slice(0, limit)
    .map((row): LeadEvent => {
      const detail = [row.what, row.line].filter((text) => text !== '').join('\n');
      const { id, at, who, kind } = row;
      return { key: `offer-act-${id}`, at, who, kind: ACT_KINDS[kind], what: actWords(row, nameOf(row)), detail };
    });
}

function actWords({ kind, outcome, confirmed, lost_to, to_agent }: ActRow, source: string): string {
  switch (kind) {
    case 'hand-back':
      return 'Handed back: open again here';
    case 'hand-over':
      return `Handed over to ${to_agent ?? 'a colleague'}`;
    case 'submit':
      return outcome === 'lost'
        ? `Submitted to ${source}, which refused it`
        : outcome === 'unknown'
          ? `Submitted to ${source}; result unknown`
          : outcome === 'open'
            ? `Submission to ${source} canceled`
            : `Submitted to ${source}`;
    case 'claim':
      return claimWords(outcome, confirmed, lost_to, source);
  }
}

function claimWords(outcome: ClaimState, confirmed: ClaimProof, lostTo: string, source: string): string {
  switch (outcome) {
    case 'intent':
      return 'Claim requested; not sent yet';
    case 'claimed-here':
      return `Claimed here; not confirmed by ${source} yet`;
    case 'claimed':
      return confirmed === 'claim'
        ? `Claimed; confirmed by ${source}`
        : `Claimed with your ${source} account, here or on another desk`;
    case 'lost':
      return `Claim lost to ${lostTo === '' ? 'someone else' : lostTo}`;
    case 'unknown':
      return 'Claim sent; result unknown';
    case 'open':
      return 'Claimed here, then opened again';
  }
}

/** Who took it elsewhere. */
function elsewhere(store: Store, { family }: TimelineOf, { from, before, limit }: Span): LeadEvent[] {
  const nameOf = namesOf(store);
  return store
    .prepare<
      [string, number, number, number],
      { id: number; at: number; holder: string; via: string; connection_id: number }
    >(
      `SELECT l.id, l.claimed_at AS at, l.holder, l.claimed_via AS via, l.connection_id
       FROM offered_lead l
       WHERE l.id IN (SELECT value FROM json_each(?)) AND l.state IN ('claimed', 'lost') AND (l.agent IS NULL OR l.state = 'lost')
         AND l.claimed_at >= ? AND l.claimed_at < ? ORDER BY l.claimed_at DESC, l.id DESC LIMIT ?`,
    )
    .all(theirs(store, family), from, before, limit)
    .map(({ id, at, holder, via, connection_id }): LeadEvent => {
      const source = nameOf({ connection_id });
      const who = holder === '' ? source : holder;
      const what = via === 'Auto' || via === 'Assigned' ? `Assigned to ${who} by ${source}` : `Claimed at ${source}`;
      return { key: `claimed-elsewhere-${id}`, at, who, kind: 'claim', what, detail: '' };
    });
}

/** Offers of a lead, and what was done here and elsewhere about them, for its timeline. */
export const offerEvents =
  (now: () => number): TimelineSource =>
  (store, of, span) =>
    [...acts(store, of, span), ...elsewhere(store, of, span), ...offered(store, of, span, now())]
      .sort((a, b) => b.at - a.at)
      .slice(0, span.limit);
