import type { ClaimProof, ClaimState } from '../db/offer-tables.ts';
import type { ReportPeople } from './report-people.ts';
import { personKey } from './viewer.ts';

/** An offer as a report reads it. */
export interface ReadOffer {
  readonly userId: string;
  readonly teamId: string;
  /** When it is (or was) sent, ms since 1970; where the vendor does not tell, when this desk first saw it. */
  readonly sentAt: number;
  /** Whether the vendor told when. */
  readonly told: boolean;
  readonly automatic: boolean;
}

/** A lead that is offered, as a report reads it. */
export interface ReadLead {
  readonly connectionId: number;
  readonly state: ClaimState;
  readonly confirmed: ClaimProof;
  readonly holder: string;
  readonly holderUser: string;
  readonly agent: string | null;
  readonly claimedAt: number | null;
  readonly claimedVia: string;
  /** All of them, in their order of arrival. */
  readonly offers: readonly ReadOffer[];
  /** The agents who asked for it at this desk and lost, one entry a claim. */
  readonly lostBy: readonly string[];
}

/** A person's turn at a lead. */
export interface Turn {
  readonly person: string;
  /** Whether it is known whose turn it is. */
  readonly named: boolean;
  readonly team: string;
  readonly sentAt: number;
  readonly told: boolean;
  readonly automatic: boolean;
}

/** Whose turn at a lead came, who has it, and how long that took. */
export interface LeadStory {
  /** Only those that came. */
  readonly turns: readonly Turn[];
  /** Who has it; null when nobody is known to. */
  readonly holder: string | null;
  /** From the holder's own turn to the claim, ms; null when nobody claimed it by hand, or the times are not known. */
  readonly tookMs: number | null;
  /** The vendor's word proves no more than that the account has it. */
  readonly withAccount: boolean;
  /** Who asked for it here and lost, one entry a claim. */
  readonly lostBy: readonly string[];
}

/** Someone has it, and nobody here knows who. */
const SOMEONE = 'someone';

/** Ways in which a lead comes to a user without a claim of theirs (`claimed_via` of the vendor's leads). */
const NOT_BY_HAND: ReadonlySet<string> = new Set(['auto', 'assigned']);

/** Nobody has a lead that was asked for without a network, or of which nobody knows what became. */
function holderOf(lead: ReadLead, people: ReportPeople): string | null {
  const { connectionId, state, agent, holder, holderUser } = lead;
  if (state !== 'claimed' && state !== 'claimed-here' && state !== 'lost') return null;
  if (agent !== null && state !== 'lost') return people.named(connectionId, agent);
  if (holderUser !== '') return people.user(connectionId, holderUser);
  if (holder !== '') return people.named(connectionId, holder);
  return state === 'lost' ? SOMEONE : null;
}

/**
 * Tells a lead's story as the reports count it.
 *
 * - A turn is an offer of it to one person, and comes with the offer's time (`notify_at`; where the vendor tells none, when the desk first
 *   saw it). What comes only after someone else has the lead is no turn: the person was never asked.
 * - Whoever asks for a lead at this desk does so from the seat of the user whose token the desk holds. So that user's turn is the asking
 *   agent's, and no longer the user's; where the user had none, the agent's turn is the lead's first. An agent of the same name as a user
 *   of the vendor is that user.
 * - Time to claim is measured from the holder's own first turn, by the clocks as they are: a claim before it took no time at all. The
 *   vendor's `time_to_claim` is not used, its unit is not documented. What the vendor assigned took nobody any time.
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
      told: offer.told,
      automatic: offer.automatic,
    }),
  );
  const turns = withAskers(offered, asked, holder, people).filter(
    ({ person, sentAt }) =>
      sentAt <= now &&
      (holder === null || claimedAt === null || sentAt <= claimedAt || person === holder || asked.has(person)),
  );
  const own = turns.filter(({ person }) => person === holder);
  const began = own.reduce((first, { sentAt, told }) => (told ? Math.min(first, sentAt) : first), Infinity);
  const byHand = !NOT_BY_HAND.has(lead.claimedVia.toLowerCase()) && !own.some(({ automatic }) => automatic);
  const tookMs = claimedAt !== null && byHand && began < Infinity ? Math.max(0, claimedAt - began) : null;
  const withAccount = lead.state === 'claimed' && lead.confirmed === 'account';
  return { turns, holder, tookMs, withAccount, lostBy };
}

/** Gives a turn to those who asked here and have none of their own. */
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
