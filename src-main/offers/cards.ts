import {
  CommandError,
  type OfferAction,
  type OfferCard,
  type OfferDetail,
  type OfferSettings,
} from '../../src-preload/contract/index.ts';
import type { ClaimState } from '../db/offer-tables.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { type LeadFacts, readFacts, standingOf } from './facts.ts';
import { actionsOfOffered } from './rows/actions.ts';
import { readOfferSettings } from './settings.ts';
import { type ShownPerson, shownPerson } from './shown-person.ts';
import { isHeldBy, seesAll, type Viewer, viewerOf } from './viewer.ts';

const MINUTE_MS = 60_000;

/** Whether a lead's name and source are hidden, which they are until it is claimed. A claim intent does not reveal them. */
export const isHidden = ({ blind }: Pick<OfferSettings, 'blind'>, state: ClaimState): boolean =>
  blind && (state === 'open' || state === 'intent');

/** When the first contact is due with a lead that an agent of this desk claimed; null if no timer runs. */
export function firstTouchDue(
  { firstTouchMinutes }: Pick<OfferSettings, 'firstTouchMinutes'>,
  lead: Pick<LeadFacts, 'state' | 'agent' | 'claimedAt'>,
): Millis | null {
  const runs = lead.state === 'claimed-here' || lead.state === 'claimed' || lead.state === 'unknown';
  if (!runs || lead.agent === null || lead.claimedAt === null || firstTouchMinutes === null) return null;
  return lead.claimedAt + firstTouchMinutes * MINUTE_MS;
}

/**
 * Time from the first offer to the claim, ms. It starts with the earliest offer sent before the claim, or else when the lead was first
 * seen; null if unknown.
 */
export function timeToClaim({ claimedAt, firstSeenAt, offers }: LeadFacts): number | null {
  if (claimedAt === null) return null;
  const sent = offers.find(({ notifyAt }) => notifyAt !== null && notifyAt <= claimedAt)?.notifyAt ?? firstSeenAt;
  return sent <= claimedAt ? claimedAt - sent : null;
}

/** When an open lead is next offered to someone other than the viewer, or to anyone on everyone's board. */
function nextOffer({ users }: Viewer, { state, offers }: LeadFacts, all: boolean, now: Millis): Millis | null {
  if (state !== 'open') return null;
  const next = offers.find(
    ({ notifyAt, userKey }) => notifyAt !== null && notifyAt > now && (all || !users.has(userKey)),
  );
  return next?.notifyAt ?? null;
}

const BY_VENDOR: ReadonlySet<string> = new Set(['Auto', 'Assigned']);

/** Builds the cards of leads as a viewer sees them. */
export class Cards {
  readonly #store: Store;
  readonly #viewer: Viewer;
  readonly #mine: Viewer;
  readonly #settings: OfferSettings;
  readonly #now: Millis;
  readonly #shown: ShownPerson;

  constructor(store: Store, viewer: Viewer, now: Millis) {
    this.#store = store;
    this.#viewer = viewer;
    this.#mine = viewer.as === '@me' ? viewer : viewerOf(store, '@me');
    this.#settings = readOfferSettings(store);
    this.#now = now;
    this.#shown = shownPerson(store);
  }

  /** The cards of offered leads, in the order of their ids. Leads that no longer exist are omitted. */
  of(ids: readonly number[]): OfferCard[] {
    return readFacts(this.#store, ids).map((lead) => this.#card(lead));
  }

  /** The details of an offered lead. @throws CommandError `not-found` */
  detail(id: number): OfferDetail {
    const [lead] = readFacts(this.#store, [id]);
    if (!lead) throw new CommandError('not-found', 'This offer no longer exists.');
    return {
      card: this.#card(lead),
      distributionTarget: lead.distributionTarget,
      rollOut: lead.offers.map(({ id: _, teamKey, sentAt, ...step }) => step),
      acts: readActions(this.#store, id).map((action) => ({
        ...action,
        who: this.#shown(lead.connectionId, action.who),
      })),
    };
  }

  #card(lead: LeadFacts): OfferCard {
    const { column, offer } = standingOf(this.#viewer, lead, this.#now);
    const hidden = isHidden(this.#settings, lead.state);
    const isHeld = lead.state !== 'open';
    const dueAt = firstTouchDue(this.#settings, lead);
    return {
      id: lead.id,
      leadId: lead.leadId,
      connectionId: lead.connectionId,
      source: hidden ? '' : lead.source,
      externalId: lead.externalId,
      name: hidden ? '' : `${lead.firstName} ${lead.lastName}`.trim(),
      hidden,
      about: hidden ? { state: '', license: '' } : { state: lead.homeState, license: lead.license },
      // A lead that doesn't concern the viewer belongs to others.
      column: column ?? 'others',
      state: lead.state,
      confirmed: lead.state === 'claimed' ? lead.confirmed || null : null,
      holder: this.#shown(lead.connectionId, lead.holder),
      mine: isHeldBy(this.#mine, lead),
      claimedAt: isHeld ? lead.claimedAt : null,
      timeToClaimMs: isHeld ? timeToClaim(lead) : null,
      notifyAt: offer?.notifyAt ?? null,
      rank: offer?.rank ?? null,
      nextAt: nextOffer(this.#viewer, lead, seesAll(this.#viewer, lead.connectionId), this.#now),
      user: offer?.user ?? '',
      team: offer?.team ?? '',
      automatic: isHeld ? BY_VENDOR.has(lead.claimedVia) : offer?.automatic === true,
      offers: lead.offers.length,
      firstTouch: dueAt === null ? null : { dueAt, touchedAt: lead.touchedAt },
    };
  }
}

/** The actions of this desk on an offered lead, newest first. */
const readActions = (store: Store, id: number): OfferAction[] =>
  actionsOfOffered(store, id).map((action) => ({
    ...{ id: action.id, kind: action.kind, at: action.at, who: action.who, outcome: action.outcome },
    ...{ confirmed: action.confirmed === '' ? null : action.confirmed, what: action.what, line: action.line },
    jobId: jobOfSource(store, { connectionId: action.connection_id, source: action.id })?.id ?? null,
  }));

/** A lead's card as the current agent sees it. @throws CommandError `not-found` */
export function cardOf(store: Store, id: number, now: Millis): OfferCard {
  const [card] = new Cards(store, viewerOf(store, '@me'), now).of([id]);
  if (!card) throw new CommandError('not-found', 'This offer no longer exists.');
  return card;
}
