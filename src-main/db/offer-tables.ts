import type { Generated } from 'kysely';
import type { Millis } from './millis.ts';

/** Who has an offered lead, as far as the desk knows. */
export type ClaimState = 'open' | 'intent' | 'claimed-here' | 'claimed' | 'lost' | 'unknown';

/** What the vendor's report proves about a claim at this desk: this claim, or only that the account has the lead; empty for nothing. */
export type ClaimProof = '' | 'claim' | 'account';

export interface OfferedLeadTable {
  id: Generated<number>;
  connection_id: number;
  /** The vendor's id of the lead. */
  external_id: string;
  /** The lead in the inbox; null if it isn't there. */
  lead_id: number | null;
  distribution_target: Generated<string>;
  state: Generated<ClaimState>;
  /** Who has it: the agent at this desk, or the vendor's user; empty if nobody is known to have it. */
  holder: Generated<string>;
  /** The vendor's id of its holder; empty while only this desk says so. */
  holder_user: Generated<string>;
  /** The agent of this desk who has it; null if it was claimed elsewhere. */
  agent: string | null;
  /** The claim at this desk that is valid or was lost. */
  act_id: number | null;
  claimed_at: Millis | null;
  claimed_via: Generated<string>;
  /** The vendor's time_to_claim as received. */
  time_to_claim: number | null;
  touched_at: Millis | null;
  alerted_at: Millis | null;
  first_seen_at: Millis;
  /** When the vendor was last asked who has it. */
  checked_at: Millis | null;
  confirmed: Generated<ClaimProof>;
}

export interface OfferTable {
  /** The order of arrival. */
  id: Generated<number>;
  offered_lead_id: number;
  connection_id: number;
  external_id: string;
  /** Empty if not reported, like the team's. */
  user_id: string;
  team_id: string;
  notify_at: Millis | null;
  rank: number | null;
  automatic: 0 | 1 | null;
  by_call: 0 | 1 | null;
  by_text: 0 | 1 | null;
  by_email: 0 | 1 | null;
  /** The vendor's record without its lead, as JSON. */
  raw: string;
  seen_at: Millis;
}

export interface OfferUserTable {
  connection_id: number;
  user_id: string;
  name: string;
  email: string;
  /** The connection's token belongs to this user. */
  is_me: Generated<0 | 1>;
}

export interface OfferTeamTable {
  connection_id: number;
  team_id: string;
  name: string;
}

export interface OfferActTable {
  id: Generated<number>;
  kind: 'claim' | 'hand-back' | 'hand-over' | 'submit';
  connection_id: number;
  /** Null for a submission of a lead that was never offered. */
  offered_lead_id: number | null;
  external_id: string;
  who: string;
  /** The recipient of a hand-over. */
  to_agent: string | null;
  /** For a claim: the action that assigned the lead in the inbox, if it was unassigned. */
  owner_act: Generated<number | null>;
  at: Millis;
  outcome: ClaimState;
  /** For a lost claim: who has it instead. */
  lost_to: Generated<string>;
  /** The result, as a plain sentence. */
  what: Generated<string>;
  /** The vendor's own message. */
  line: Generated<string>;
  /** The time since which the result is final. */
  settled_at: Millis | null;
  /** For a submission: how many offers the lead had before. */
  offers_before: number | null;
  confirmed: Generated<ClaimProof>;
  /** For a claim: JSON of `SeenClaim`, read right before the write; null if it was not read. */
  seen_before: Generated<string | null>;
  /** The same from the answer to the write. */
  seen_after: Generated<string | null>;
}

/** The tables of lead offers. */
export interface OfferTables {
  offered_lead: OfferedLeadTable;
  offer: OfferTable;
  offer_user: OfferUserTable;
  offer_team: OfferTeamTable;
  offer_act: OfferActTable;
}
