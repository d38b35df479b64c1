import { z } from 'zod';
import { PLACES } from '../sample-places.ts';

const flag = z.boolean().default(false);

/** How one member of a team is offered leads (LionDesk, Team Member Distribution Options). */
const memberOptions = z.object({
  user_id: z.number().int(),
  /** For a team that distributes by rank: the lowest is the first. */
  rank: z.number().int().default(0),
  /** For a team that distributes by time: minutes from the submission. */
  mins_until_lead_offer: z.number().min(0).default(0),
  assign_automatically: flag,
  has_call_alert: flag,
  has_text_alert: flag,
  has_email_alert: flag.default(true),
});

/** A team and how it is offered leads (LionDesk, Teams). Without members' options it can't be offered any. */
export const deskTeam = z.object({
  id: z.number().int(),
  name: z.string(),
  created_by_user_id: z.number().int(),
  order_method: z.enum(['Rank', 'Time']).default('Rank'),
  /** By rank: minutes until the next member's turn. */
  mins_until_next_alert: z.number().min(0).default(5),
  distribution_zipcodes: z.array(z.string()).default([]),
  options: z.array(memberOptions).default([]),
});
export type DeskTeam = z.output<typeof deskTeam>;

/** The ZIP codes of the sample people that begin with one of these digits. */
function zipcodes(first: string): string[] {
  const all = PLACES.flatMap(({ zip, zips }) =>
    Array.from({ length: zips }, (_, n) => String(zip + n).padStart(5, '0')),
  );
  return all.filter((zip) => first.includes(zip.charAt(0)));
}

const byRank = (...users: readonly number[]) => users.map((user_id, at) => ({ user_id, rank: at + 1 }));

/** The teams of the practice desk, in the order of their creation; all created by the user of the practice token. */
export const TEAMS: readonly DeskTeam[] = [
  {
    ...{ id: 6, name: 'East', created_by_user_id: 5, mins_until_next_alert: 5 },
    ...{ distribution_zipcodes: zipcodes('01234'), options: byRank(5, 2, 7, 9) },
  },
  {
    ...{ id: 9, name: 'West', created_by_user_id: 5, mins_until_next_alert: 3 },
    ...{ distribution_zipcodes: zipcodes('56789'), options: byRank(7, 5, 9, 2) },
  },
  {
    ...{ id: 12, name: 'Evening', created_by_user_id: 5, mins_until_next_alert: 4 },
    options: byRank(2, 9, 7, 5),
  },
].map((team) => deskTeam.parse(team));
