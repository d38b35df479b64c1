import { sampleLead } from '../leads/sample-leads.ts';
import { seededRandom } from '../seeded-random.ts';

export interface DeskUser {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

export interface DeskTeam {
  readonly id: number;
  readonly name: string;
}

/** Who the practice token belongs to. */
export const ME: DeskUser = { id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'dot@example.com' };
export const COLLEAGUES: readonly DeskUser[] = [
  { id: 2, first_name: 'Katherine', last_name: 'Johnson', email: 'kathy@example.com' },
  { id: 7, first_name: 'Mary', last_name: 'Jackson', email: 'mary@example.com' },
  { id: 9, first_name: 'John', last_name: 'Glenn', email: 'john@example.com' },
];
export const TEAMS: readonly DeskTeam[] = [
  { id: 6, name: 'East' },
  { id: 9, name: 'West' },
];

/** When a lead of the practice desk was created, ms since 1970. */
const FIRST_AT = Date.UTC(2026, 2, 2, 13);
const APART_MS = 97 * 60_000;
/** Between the offer to one colleague and the offer to the next, ms. */
const ROLL_OUT_MS = 10 * 60_000;
/** Every so many people are also on the practice job board: the same phone and e-mail. */
const SHARED_EVERY = 3;
/** Numbers of people who are on this desk alone. */
const OWN_PEOPLE = 1_000_000;

export type ClaimedVia = 'None' | 'Email' | 'Text' | 'Phone' | 'Assigned' | 'Auto';

export interface DeskLead {
  readonly id: number;
  readonly distribution_target: string;
  readonly contact: Readonly<Record<string, string | number>>;
  readonly created_at: string;
  readonly claimed_by_user_id: number | null;
  readonly claimed_at: string | null;
  readonly claimed_via: ClaimedVia;
  readonly time_to_claim: number | null;
}

/** The practice desk's lead of that number; the same on every machine. */
export function deskLead(id: number, at: number = FIRST_AT + id * APART_MS): DeskLead {
  const person = sampleLead(id % SHARED_EVERY === 0 ? id : OWN_PEOPLE + id);
  return {
    id,
    distribution_target: id % 11 === 0 ? 'Individual' : 'Team Rollout',
    contact: {
      id: 40_000 + id,
      first_name: person.firstName,
      last_name: person.lastName,
      email: person.email,
      mobile_phone: `+1${person.phone}`,
      street_address_1: person.address,
      city: person.city,
      state: person.state,
      zip: person.zip,
    },
    created_at: new Date(at).toISOString(),
    claimed_by_user_id: null,
    claimed_at: null,
    claimed_via: 'None',
    time_to_claim: null,
  };
}

export interface DeskOffer {
  readonly [field: string]: unknown;
  readonly id: number;
  readonly lead: Readonly<Record<string, unknown>>;
  readonly user: DeskUser;
  readonly notify_at: string;
  readonly rank: string;
  readonly assign_automatically: string;
  readonly has_call_alert: string;
  readonly has_text_alert: string;
  readonly has_email_alert: string;
  readonly team: DeskTeam;
}

const MOST_OFFERS = 4;

/** Who is offered a lead, and when: one after the other by rank, as a team's roll-out does. Numbers and booleans are text, as the document shows them. */
export function offersOf(lead: DeskLead): DeskOffer[] {
  const random = seededRandom(90_000 + lead.id);
  const team = TEAMS[lead.id % TEAMS.length];
  if (team === undefined || lead.distribution_target !== 'Team Rollout') return [];
  const everyone = [ME, ...COLLEAGUES];
  const first = Math.floor(random() * everyone.length);
  const people = [...everyone.slice(first), ...everyone.slice(0, first)].slice(
    0,
    1 + Math.floor(random() * MOST_OFFERS),
  );
  return people.map((user, index) => ({
    id: lead.id * MOST_OFFERS + index,
    lead: { id: lead.id, distribution_target: lead.distribution_target, contact: lead.contact },
    user,
    notify_at: new Date(Date.parse(lead.created_at) + index * ROLL_OUT_MS).toISOString(),
    rank: String(index + 1),
    assign_automatically: String(random() < 0.1),
    has_call_alert: String(random() < 0.5),
    has_text_alert: String(random() < 0.5),
    has_email_alert: 'true',
    team,
  }));
}
