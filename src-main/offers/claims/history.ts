import type { LeadEvent } from '../../../src-preload/contract/index.ts';
import { connectionNames } from '../../connections/connection-rows.ts';
import type { ClaimProof, ClaimState } from '../../db/offer-tables.ts';
import type { Store } from '../../db/store.ts';
import type { TimelineOf, TimelineSource } from '../../lead-work/timeline.ts';
import type { Span } from '../../leads/history.ts';
import { recordKeysOf } from '../../leads/rows/records.ts';
import { actionsIn, type StoredAction } from '../rows/actions.ts';
import { offeredOfLeads, takenElsewhereIn } from '../rows/offered-leads.ts';
import { sentIn } from '../rows/offers.ts';

/** Returns a function that gives the current name of a row's connection. */
function namesOf(store: Store): (row: { readonly connection_id: number }) => string {
  const names = connectionNames(store);
  return ({ connection_id }) => names.get(connection_id) ?? '';
}

/** The offers that were sent. */
function offered(store: Store, { family }: TimelineOf, span: Span, now: number): LeadEvent[] {
  const nameOf = namesOf(store);
  const sent = { ...span, before: Math.min(span.before, now + 1) };
  return sentIn(store, offeredOfLeads(store, family), sent).map(
    ({ id, at, connection_id, user, user_id, team, rank, automatic }): LeadEvent => {
      const who = user || (user_id === '' ? 'someone' : `user ${user_id}`);
      const whom = team ? `${who} (${team})` : who;
      const how = automatic === 1 ? 'Assigned automatically to' : 'Offered to';
      const what = `${how} ${whom}${rank === null ? '' : `, rank ${rank}`}`;
      return { key: `offer-${id}`, at, who: nameOf({ connection_id }), kind: 'offered', what, detail: '' };
    },
  );
}

const ACTION_KINDS: Readonly<Record<StoredAction['kind'], LeadEvent['kind']>> = {
  claim: 'claim',
  'hand-back': 'handed-back',
  'hand-over': 'handed-over',
  submit: 'offer-submitted',
};

/** The actions of this desk. */
function actions(store: Store, { family }: TimelineOf, span: Span): LeadEvent[] {
  const nameOf = namesOf(store);
  return recordKeysOf(store, family)
    .flatMap((key) => actionsIn(store, key, span))
    .sort((a, b) => b.at - a.at || b.id - a.id)
    .slice(0, span.limit)
    .map((row): LeadEvent => {
      const detail = [row.what, row.line].filter((text) => text !== '').join('\n');
      const { id, at, who, kind } = row;
      return { key: `offer-act-${id}`, at, who, kind: ACTION_KINDS[kind], what: actionWords(row, nameOf(row)), detail };
    });
}

function actionWords({ kind, outcome, confirmed, lost_to, to_agent }: StoredAction, source: string): string {
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

/** Claims made elsewhere. */
function elsewhere(store: Store, { family }: TimelineOf, span: Span): LeadEvent[] {
  const nameOf = namesOf(store);
  return takenElsewhereIn(store, offeredOfLeads(store, family), span).map(
    ({ id, at, holder, claimed_via: via, connection_id }): LeadEvent => {
      const source = nameOf({ connection_id });
      const who = holder === '' ? source : holder;
      const what = via === 'Auto' || via === 'Assigned' ? `Assigned to ${who} by ${source}` : `Claimed at ${source}`;
      return { key: `claimed-elsewhere-${id}`, at, who, kind: 'claim', what, detail: '' };
    },
  );
}

/** A lead's offers and the actions on them, here and elsewhere, for its timeline. */
export const offerEvents =
  (now: () => number): TimelineSource =>
  (store, of, span) =>
    [...actions(store, of, span), ...elsewhere(store, of, span), ...offered(store, of, span, now())]
      .sort((a, b) => b.at - a.at)
      .slice(0, span.limit);
