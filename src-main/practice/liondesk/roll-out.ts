import type { DeskTeam } from './teams.ts';
import { type OfferDraft, USERS } from './world.ts';

const MINUTE_MS = 60_000;

/**
 * The next offers of a lead to a team (Submit one Lead Offer; LionDesk, Teams and Team Member Distribution Options): to those members who
 * were not offered it yet. By rank one after the other, at the team's interval in minutes, after those already sent; by time each after
 * their own number of minutes.
 */
export function rollOut(
  team: DeskTeam,
  sent: readonly { readonly user: { readonly id: number }; readonly notify_at: string }[],
  now: number,
): OfferDraft[] {
  const isByRank = team.order_method === 'Rank';
  const apart = team.mins_until_next_alert * MINUTE_MS;
  const last = Math.max(...sent.map(({ notify_at }) => Date.parse(notify_at)));
  const first = sent.length === 0 ? now : Math.max(now, last + apart);
  return team.options
    .filter(({ user_id }) => !sent.some(({ user }) => user.id === user_id))
    .toSorted((one, other) =>
      isByRank ? one.rank - other.rank : one.mins_until_lead_offer - other.mins_until_lead_offer,
    )
    .flatMap((member, index) => {
      const user = USERS.find(({ id }) => id === member.user_id);
      if (user === undefined) return [];
      const at = isByRank ? first + index * apart : now + member.mins_until_lead_offer * MINUTE_MS;
      return [
        {
          user,
          notify_at: new Date(at).toISOString(),
          rank: isByRank ? String(member.rank) : null,
          assign_automatically: String(member.assign_automatically),
          has_call_alert: String(member.has_call_alert),
          has_text_alert: String(member.has_text_alert),
          has_email_alert: String(member.has_email_alert),
          team: { id: team.id, name: team.name },
        },
      ];
    });
}
