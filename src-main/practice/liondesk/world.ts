import { sampleLead } from '../leads/sample-leads.ts';
import { seededRandom } from '../seeded-random.ts';
import { type DeskTeam, TEAMS } from './teams.ts';

export interface DeskUser {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** The user of the practice token. */
export const ME: DeskUser = { id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'dot@example.com' };
export const COLLEAGUES: readonly DeskUser[] = [
  { id: 2, first_name: 'Katherine', last_name: 'Johnson', email: 'kathy@example.com' },
  { id: 7, first_name: 'Mary', last_name: 'Jackson', email: 'mary@example.com' },
  { id: 9, first_name: 'John', last_name: 'Glenn', email: 'john@example.com' },
];
export const USERS: readonly DeskUser[] = [ME, ...COLLEAGUES];

/** When a lead of the practice desk was created, ms since 1970. */
const FIRST_AT = Date.UTC(2026, 2, 2, 13);
export const APART_MS = 97 * 60_000;
/** The interval between the offers of an initial lead to two colleagues, ms. */
const ROLL_OUT_MS = 10 * 60_000;
/** One in this many people is also on the practice job board, with the same phone and email. */
const SHARED_EVERY = 3;
/** From this number on, people are only on this desk. */
const OWN_PEOPLE = 1_000_000;
/** The lead in the address of the document's examples, where offers of other leads are; it has none itself. */
const SAMPLE_LEAD = 3;
/** One in this many leads is not for a team; one in this many goes to the team of its zipcode. */
const MYSELF_EVERY = 11;
const ZIPCODE_EVERY = 5;

export const CLAIMED_VIA = ['None', 'Email', 'Text', 'Phone', 'Assigned', 'Auto'] as const;
export type ClaimedVia = (typeof CLAIMED_VIA)[number];

/** Who a lead is offered to (LionDesk, Lead Routes). */
export interface Route {
  readonly distribution_target: 'Myself' | 'Team Rollout';
  /** Null if it is not for a team. */
  readonly team_selection_method: 'Specific Team' | 'Zipcode' | null;
  /** Null except for a specific team. */
  readonly team_id: number | null;
}

/** Who has a lead (LionDesk, Leads). */
export interface Claimed {
  readonly claimed_by_user_id: number | null;
  readonly claimed_at: string | null;
  readonly claimed_via: ClaimedVia;
  /** Seconds from its creation. */
  readonly time_to_claim: number | null;
}

export interface DeskLead extends Route, Claimed {
  readonly id: number;
  readonly created_by_user_id: number;
  readonly contact: Readonly<Record<string, string | number>>;
  readonly created_at: string;
}

function routeOf(id: number): Route {
  if (id % MYSELF_EVERY === 0 || id === SAMPLE_LEAD) {
    return { distribution_target: 'Myself', team_selection_method: null, team_id: null };
  }
  if (id % ZIPCODE_EVERY === 0) {
    return { distribution_target: 'Team Rollout', team_selection_method: 'Zipcode', team_id: null };
  }
  const team = TEAMS[id % 2]?.id ?? null;
  return { distribution_target: 'Team Rollout', team_selection_method: 'Specific Team', team_id: team };
}

/** The practice desk's lead with that number, claimed by nobody; the same on every machine. */
export function deskLead(id: number, at: number = FIRST_AT + id * APART_MS, route: Route = routeOf(id)): DeskLead {
  const person = sampleLead(id % SHARED_EVERY === 0 ? id : OWN_PEOPLE + id);
  return {
    id,
    ...route,
    created_by_user_id: ME.id,
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

/** An offer before it has an id; its lead is stored separately. */
export interface OfferDraft {
  readonly user: DeskUser;
  readonly notify_at: string;
  /** Null if the team does not distribute by rank. */
  readonly rank: string | null;
  readonly assign_automatically: string;
  readonly has_call_alert: string;
  readonly has_text_alert: string;
  readonly has_email_alert: string;
  readonly team: Readonly<Pick<DeskTeam, 'id' | 'name'>>;
}

export interface DeskOffer extends OfferDraft {
  readonly [field: string]: unknown;
  readonly id: number;
  readonly lead: Readonly<Record<string, unknown>>;
}

/** The team that a lead is offered to: the one in its route, or the first created that has its zipcode (Submit one Lead Offer). */
export function teamOf(lead: DeskLead, teams: readonly DeskTeam[]): DeskTeam | null {
  const { team_selection_method, team_id, contact } = lead;
  const fits = ({ id, distribution_zipcodes }: DeskTeam) =>
    team_selection_method === 'Zipcode' ? distribution_zipcodes.includes(String(contact.zip)) : id === team_id;
  return teams.find(fits) ?? null;
}

const MOST_OFFERS = 4;

/** Who was offered an initial lead, and when: some of the team, one after the other. Numbers and booleans are text, as in the document. */
export function offersOf(lead: DeskLead): (OfferDraft & { readonly id: number })[] {
  const random = seededRandom(90_000 + lead.id);
  const team = teamOf(lead, TEAMS);
  if (team === null || lead.distribution_target !== 'Team Rollout') return [];
  const first = Math.floor(random() * USERS.length);
  const people = [...USERS.slice(first), ...USERS.slice(0, first)].slice(0, 1 + Math.floor(random() * MOST_OFFERS));
  return people.map((user, index) => ({
    id: lead.id * MOST_OFFERS + index,
    user,
    notify_at: new Date(Date.parse(lead.created_at) + index * ROLL_OUT_MS).toISOString(),
    rank: String(index + 1),
    assign_automatically: String(random() < 0.1),
    has_call_alert: String(random() < 0.5),
    has_text_alert: String(random() < 0.5),
    has_email_alert: 'true',
    team: { id: team.id, name: team.name },
  }));
}
