import { z } from 'zod';
import { pick, seededRandom } from '../seeded-random.ts';
import type { DeskStore } from './desk-store.ts';
import type { Pace } from './pace.ts';
import { APART_MS, COLLEAGUES, ME, type Route, USERS } from './world.ts';

const MINUTE_MS = 60_000;
/** How long before the desk's first start the last lead of the past was created, ms. */
const PAST_ENDS_MS = 60 * MINUTE_MS;
/** The share of the past leads that are the user's own. */
const MINE = 0.25;
/** How often a colleague checks, and how often a lead arrives, seconds. */
const COLLEAGUES_EVERY = 60;
const ARRIVALS_EVERY = 75;

const [EAST, WEST, EVENING] = [6, 9, 12];

/**
 * The leads when the board is opened: which team they were offered to, how many minutes ago, and who claimed them after how many minutes.
 */
const PLANS: readonly { team: number; age: number; by?: number; after?: number }[] = [
  // The user is the first of East, so these are open to them.
  ...[0.4, 1.2, 2.1, 3.3].map((age) => ({ team: EAST, age })),
  // The user is second of West, after three minutes, and the last of Evening, after twelve, so these are upcoming.
  ...[0.3, 1.4, 2.2].map((age) => ({ team: WEST, age })),
  ...[1.5, 4.6, 8.8, 10.7].map((age) => ({ team: EVENING, age })),
  // Missed: they were offered to the user first.
  { team: EAST, age: 9, by: 2, after: 6.3 },
  { team: EAST, age: 17, by: 7, after: 12.2 },
  { team: WEST, age: 26, by: 9, after: 8.1 },
  // They were never offered to the user.
  { team: WEST, age: 7, by: 7, after: 1.1 },
  { team: EVENING, age: 14, by: 2, after: 0.8 },
  { team: EVENING, age: 22, by: 9, after: 5.4 },
  // The user's own.
  { team: EAST, age: 31, by: ME.id, after: 1.7 },
];

/** When a lead of the past was created, ms, if the last of `count` was created an hour before `now`. */
export const pastAt = (count: number, now: number) => (id: number) => now - PAST_ENDS_MS - (count - id) * APART_MS;

/**
 * Fills the board: past leads are claimed, mostly by colleagues; some leads are open to the user, some will be within minutes, some were
 * missed; colleagues claim and leads keep arriving. It is done again at each start, because what was open then has changed.
 */
export function enliven(store: DeskStore, pace: Pace, now: number): void {
  store.write(() => {
    if (store.setting('past', z.literal(true)) === null) claimPast(store, now);
    for (const { team, age, by, after = 0 } of PLANS) {
      const route: Route = {
        distribution_target: 'Team Rollout',
        team_selection_method: 'Specific Team',
        team_id: team,
      };
      const at = Math.round(now - age * MINUTE_MS);
      const { id } = pace.arrive(at, route);
      if (by !== undefined) store.claim(id, by, 'Phone', Math.round(at + after * MINUTE_MS));
    }
    if (!pace.colleagues.on) pace.setColleagues({ on: true, everySeconds: COLLEAGUES_EVERY });
    pace.setArrivals({ everySeconds: ARRIVALS_EVERY, count: null });
  });
}

/** Each lead that was offered before now was claimed by someone, some minutes after it was offered to them. */
function claimPast(store: DeskStore, now: number): void {
  for (const lead of store.leads.values()) {
    const random = seededRandom(50_000 + lead.id);
    const offers = store.offersOf(lead.id);
    const wanted = random() < MINE ? ME.id : pick(random, COLLEAGUES).id;
    const offer = offers.find(({ user }) => user.id === wanted) ?? offers[0];
    if (offer === undefined) continue;
    const user = USERS.find(({ id }) => id === offer.user.id) ?? ME;
    const at = Date.parse(offer.notify_at) + Math.round((0.2 + random() ** 3 * 40) * MINUTE_MS);
    store.claim(lead.id, user.id, pick(random, ['Phone', 'Text', 'Email'] as const), Math.min(at, now));
  }
  store.set('past', true);
}
