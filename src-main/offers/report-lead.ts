import type { ClaimProof, ClaimState } from '../db/offer-tables.ts';
import type { ReportPeople } from './report-people.ts';
import { personKey } from './viewer.ts';

/** An offer as a report reads it. */
export interface ReadOffer {
  readonly userId: string;
  readonly teamId: string;
  /** When it was or will be sent, ms since 1970; if the vendor does not report it, when this desk first saw it. */
  readonly sentAt: number;
  /** Whether the vendor reported when. */
  readonly hasTime: boolean;
  readonly automatic: boolean;
}

/** An offered lead as a report reads it. */
export interface ReadLead {
  readonly connectionId: number;
  readonly state: ClaimState;
  readonly confirmed: ClaimProof;
  readonly holder: string;
  readonly holderUser: string;
  readonly agent: string | null;
  readonly claimedAt: number | null;
  readonly claimedVia: string;
  /** All of its offers, in their order of arrival. */
  readonly offers: readonly ReadOffer[];
  /** The agents who tried to claim it at this desk and lost, one entry for each claim. */
  readonly lostBy: readonly string[];
}

/** A person's turn at a lead: from the time it is offered to them. */
export interface Turn {
  readonly person: string;
  /** Whether the person is known. */
  readonly named: boolean;
  readonly team: string;
  readonly sentAt: number;
  readonly hasTime: boolean;
  readonly automatic: boolean;
}

/** The turns at a lead, who has it, and how long the claim took. */
export interface LeadStory {
  /** Only the turns that came. */
  readonly turns: readonly Turn[];
  /** Who has it; null if nobody is known to. */
  readonly holder: string | null;
  /** From the holder's own turn to the claim, ms; null if nobody claimed it by hand, or the times are unknown. */
  readonly tookMs: number | null;
  /** The vendor's report proves only that the account has it. */
  readonly withAccount: boolean;
  /** Who tried to claim it here and lost, one entry for each claim. */
  readonly lostBy: readonly string[];
}

/** Someone has it, but this desk does not know who. */
const SOMEONE = 'someone';

/** Ways in which a lead comes to a user without a claim of theirs (`claimed_via` of the vendor's leads). */
const NOT_BY_HAND: ReadonlySet<string> = new Set(['auto', 'assigned']);

/** Claims that were made offline, or whose result is unknown, have no holder. */
function holderOf(lead: ReadLead, people: ReportPeople): string | null {
  const { connectionId, state, agent, holder, holderUser } = lead;
  if (state !== 'claimed' && state !== 'claimed-here' && state !== 'lost') return null;
  if (agent !== null && state !== 'lost') return people.named(connectionId, agent);
  if (holderUser !== '') return people.user(connectionId, holderUser);
  if (holder !== '') return people.named(connectionId, holder);
  return state === 'lost' ? SOMEONE : null;
}

/**
 * Computes a lead's turns and holder as the reports count them.
 *
 * - A turn is an offer of the lead to one person, and it comes at the offer's time (`notify_at`; if the vendor reports none, when the desk
 *   first saw it). An offer that comes only after someone else has the lead is not a turn, because the person was never asked.
 * - An agent who claims a lead at this desk uses the account of the user whose token the desk has. So that user's turn counts as the
 *   claiming agent's, and no longer as the user's. If the user had no turn, the agent's turn is the lead's first. An agent with the same
 *   name as a user of the vendor is that user.
 * - Time to claim is measured from the holder's own first turn, by the recorded times; a claim before that turn took no time. The vendor's
 *   `time_to_claim` is not used, because its unit is not documented. Leads that the vendor assigned have no time to claim.
 */
export function storyOf(lead: ReadLead, people: ReportPeople, now: number): LeadStory {
  const { connectionId, claimedAt } = lead;
  const holder = holderOf(lead, people);
  const lostBy = lead.lostBy.map((who) => people.named(connectionId, who));
  const asked = new Set(lostBy);
  if (lead.agent !== null && holder !== null && lead.state !== 'lost') asked.add(holder);
  const offered = lead.offers.map(
    (offer): Turn => ({
      person: people.user(connectionId, offer.userId),
      named: offer.userId !== '',
      team: personKey(connectionId, offer.teamId),
      sentAt: offer.sentAt,
      hasTime: offer.hasTime,
      automatic: offer.automatic,
    }),
  );
  const turns = withAskers(offered, asked, holder, people).filter(
    ({ person, sentAt }) =>
      sentAt <= now &&
      (holder === null || claimedAt === null || sentAt <= claimedAt || person === holder || asked.has(person)),
  );
  const own = turns.filter(({ person }) => person === holder);
  const began = own.reduce((first, { sentAt, hasTime }) => (hasTime ? Math.min(first, sentAt) : first), Infinity);
  const byHand = !NOT_BY_HAND.has(lead.claimedVia.toLowerCase()) && !own.some(({ automatic }) => automatic);
  const tookMs = claimedAt !== null && byHand && began < Infinity ? Math.max(0, claimedAt - began) : null;
  const withAccount = lead.state === 'claimed' && lead.confirmed === 'account';
  return { turns, holder, tookMs, withAccount, lostBy };
}

/** Gives a turn to agents who claimed here without having one. */
function withAskers(
  offered: readonly Turn[],
  asked: ReadonlySet<string>,
  holder: string | null,
  people: ReportPeople,
): readonly Turn[] {
  const without = [...asked].filter((asker) => !offered.some(({ person }) => person === asker));
  if (without.length === 0) return offered;
  const seat = offered.filter(({ person }) => people.isMe(person));
  const first = offered.reduce<Turn | null>((a, b) => (a === null || b.sentAt < a.sentAt ? b : a), null);
  const taken = seat.length > 0 ? seat : first === null ? [] : [first];
  return [
    ...offered.filter((turn) => !seat.includes(turn) || asked.has(turn.person) || turn.person === holder),
    ...without.flatMap((person) => taken.map((turn): Turn => ({ ...turn, person, named: true, automatic: false }))),
  ];
}
