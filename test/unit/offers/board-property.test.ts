import { describe, expect, test } from 'vitest';
import type { ClaimState } from '../../../src-main/db/offer-tables.ts';
import { setMe } from '../../../src-main/lead-work/agents.ts';
import { Board } from '../../../src-main/offers/board.ts';
import { boardAnswer, cardsAnswer } from '../../../src-main/offers/board-answer.ts';
import { keepMe } from '../../../src-main/offers/rows/people.ts';
import { keepOfferSettings } from '../../../src-main/offers/settings.ts';
import { pick, type Random, seededRandom } from '../../../src-main/practice/seeded-random.ts';
import {
  type OfferColumn,
  type OfferFilter,
  type OfferSort,
  offerColumn,
  offerFilter,
  offerSort,
} from '../../../src-preload/contract/index.ts';
import { MINUTE, type OfferStore, offerStore } from './support.ts';

interface Offer {
  id: number;
  user: string;
  team: string;
  notifyAt: number | null;
  rank: number | null;
  seenAt: number;
}

interface Lead {
  id: number;
  connection: number;
  name: string;
  nameKey: string;
  state: ClaimState;
  agent: string | null;
  holderUser: string;
  claimedAt: number | null;
  checkedAt: number | null;
  firstSeenAt: number;
  offers: Offer[];
}

interface World {
  readonly leads: readonly Lead[];
  /** The vendor's user who sits here, by connection; those without are not known. */
  readonly me: ReadonlyMap<number, string>;
  readonly agent: string;
  readonly blind: boolean;
}

/** All that is kept, read row by row. */
function readWorld(desk: OfferStore): World {
  const offers = desk.rows<Offer & { lead: number }>(
    'SELECT id, offered_lead_id AS lead, user_id AS user, team_id AS team, notify_at AS notifyAt, rank, seen_at AS seenAt FROM offer',
  );
  const leads = desk.rows<Omit<Lead, 'offers'>>(
    `SELECT l.id, l.connection_id AS connection, p.first_name || ' ' || p.last_name AS name, p.name_key AS nameKey, l.state, l.agent,
       l.holder_user AS holderUser, l.claimed_at AS claimedAt, l.checked_at AS checkedAt, l.first_seen_at AS firstSeenAt
     FROM offered_lead l JOIN lead p ON p.id = l.lead_id JOIN connection c ON c.id = l.connection_id WHERE c.removed_at IS NULL`,
  );
  const me = desk.rows<{ connection_id: number; user_id: string }>('SELECT * FROM offer_user WHERE is_me = 1');
  return {
    leads: leads.map((lead) => ({ ...lead, offers: offers.filter((offer) => offer.lead === lead.id) })),
    me: new Map(me.map((row) => [row.connection_id, row.user_id])),
    agent: String(desk.rows<{ value: string }>(`SELECT value FROM meta WHERE key = 'me'`)[0]?.value ?? 'Me'),
    blind:
      desk
        .rows<{ value: string }>(`SELECT value FROM meta WHERE key = 'offers.settings'`)[0]
        ?.value.includes('"blind":true') ?? false,
  };
}

const sent = ({ notifyAt, seenAt }: Offer) => notifyAt ?? seenAt;
const soonest = (offers: readonly Offer[]) => [...offers].sort((a, b) => sent(a) - sent(b) || a.id - b.id)[0];

/** Whether all offers count as one's own: on everyone's board, and on mine where nobody knows who I am. */
const isForAll = (world: World, lead: Lead, as: string) =>
  as === '@everyone' || (as === '@me' && !world.me.has(lead.connection));

function ownOffers(world: World, lead: Lead, as: string): Offer[] {
  if (isForAll(world, lead, as)) return lead.offers;
  const user =
    as === '@me' ? world.me.get(lead.connection) : as.startsWith(`${lead.connection}:`) ? as.split(':')[1] : undefined;
  return lead.offers.filter((offer) => offer.user !== '' && offer.user === user);
}

/** The contract's words on `offerColumn`, in its order. */
function columnIn(world: World, lead: Lead, as: string, now: number): OfferColumn | null {
  const isOpen = lead.state === 'open';
  const mine = world.me.get(lead.connection);
  const sitsHere = as === '@me' || as === '@everyone' || (mine !== undefined && as === `${lead.connection}:${mine}`);
  const sitsHereSomewhere = as === '@me' || [...world.me].some(([connection, user]) => as === `${connection}:${user}`);
  const offer = soonest(ownOffers(world, lead, as));
  if (isOpen) {
    if (!offer) return null;
    return offer.notifyAt === null || offer.notifyAt <= now ? 'open' : 'coming';
  }
  const byAgent = lead.agent !== null && lead.agent === world.agent && (sitsHere || sitsHereSomewhere);
  const isLost = lead.state === 'lost';
  const byUser =
    lead.holderUser !== '' &&
    (as === '@me' || as === '@everyone'
      ? mine === lead.holderUser && lead.agent === null
      : as === `${lead.connection}:${lead.holderUser}`);
  if (!isLost && (byAgent || byUser)) return 'mine';
  if (isLost && byAgent && as !== '@everyone') return 'missed';
  if (isForAll(world, lead, as) || !offer) return 'others';
  const heldAt = lead.claimedAt ?? lead.checkedAt ?? lead.firstSeenAt;
  return offer.notifyAt === null || offer.notifyAt <= heldAt ? 'missed' : 'others';
}

const isHidden = (world: World, lead: Lead) => world.blind && (lead.state === 'open' || lead.state === 'intent');
const aboutOffer = (world: World, lead: Lead, as: string) =>
  soonest(ownOffers(world, lead, as)) ?? soonest(lead.offers);

function matches(world: World, lead: Lead, filter: OfferFilter, now: number): boolean {
  const { as, users, teams, rank, sources, age, text } = filter;
  const key = (id: string) => `${lead.connection}:${id}`;
  if (sources.length > 0 && !sources.includes(lead.connection)) return false;
  if (users.length > 0 && !lead.offers.some(({ user }) => user !== '' && users.includes(key(user)))) return false;
  if (teams.length > 0 && !lead.offers.some(({ team }) => team !== '' && teams.includes(key(team)))) return false;
  if (text !== '' && (isHidden(world, lead) || !lead.name.toLowerCase().includes(text.toLowerCase()))) return false;
  const own = ownOffers(world, lead, as);
  const ranked = isForAll(world, lead, as) ? own : [soonest(own)].filter((one) => one !== undefined);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = rank;
  if (
    (rank.from !== undefined || rank.to !== undefined) &&
    !ranked.some((one) => one.rank !== null && one.rank >= from && one.rank <= to)
  ) {
    return false;
  }
  if (age.from === undefined && age.until === undefined) return true;
  const offer = aboutOffer(world, lead, as);
  const old = offer ? now - sent(offer) : -1;
  return old >= 0 && old >= (age.from ?? 0) && old < (age.until ?? Number.POSITIVE_INFINITY);
}

function listed(world: World, filter: OfferFilter, column: OfferColumn, sort: OfferSort, now: number): number[] {
  const found = world.leads
    .filter((lead) => columnIn(world, lead, filter.as, now) === column && matches(world, lead, filter, now))
    .flatMap((lead) => {
      const offer = aboutOffer(world, lead, filter.as);
      return offer ? [{ lead, offer }] : [];
    });
  type One = (typeof found)[number];
  const newest = (a: One, b: One) => sent(b.offer) - sent(a.offer) || b.offer.id - a.offer.id;
  const byRank = (a: One, b: One) =>
    (a.offer.rank ?? Number.MAX_VALUE) - (b.offer.rank ?? Number.MAX_VALUE) || newest(a, b);
  const byName = (a: One, b: One) => {
    const hidden = Number(isHidden(world, a.lead)) - Number(isHidden(world, b.lead));
    if (hidden !== 0) return hidden;
    if (isHidden(world, a.lead)) return newest(a, b);
    return a.lead.nameKey < b.lead.nameKey ? -1 : a.lead.nameKey > b.lead.nameKey ? 1 : a.lead.id - b.lead.id;
  };
  const order = sort === 'rank' ? byRank : sort === 'name' ? byName : newest;
  const ids = found.sort(order).map(({ lead }) => lead.id);
  return sort === 'offered' && column === 'coming' ? ids.reverse() : ids;
}

const USERS = ['5', '7', '8', null];
const STATES: ClaimState[] = [
  'open',
  'open',
  'open',
  'intent',
  'claimed-here',
  'claimed',
  'claimed',
  'lost',
  'unknown',
];

function change(desk: OfferStore, lions: readonly number[], random: Random): number[] {
  const touched: number[] = [];
  for (let n = 0; n < 12; n++) {
    const lead = Math.floor(random() * 14);
    const lion = pick(random, lions);
    const kept = desk.tell(lion, {
      id: String(lead * 4 + Math.floor(random() * 4)),
      leadId: String(lead),
      user: pick(random, USERS),
      team: pick(random, ['6', '9', null]),
      notifyAt: random() < 0.15 ? null : desk.time + Math.round((random() - 0.6) * 20) * MINUTE,
      rank: random() < 0.2 ? null : 1 + Math.floor(random() * 4),
    });
    touched.push(...kept.touched);
    desk.time += random() < 0.3 ? MINUTE : 0;
  }
  for (const { id } of desk.rows<{ id: number }>('SELECT id FROM offered_lead')) {
    if (random() < 0.6) continue;
    const state = pick(random, STATES);
    const agent = state === 'open' || (state === 'claimed' && random() < 0.6) ? null : pick(random, ['Me', 'Ada']);
    const user =
      state === 'open' ? '' : agent === null || state === 'lost' || random() < 0.5 ? pick(random, ['5', '7', '8']) : '';
    const at = state === 'open' || random() < 0.2 ? null : desk.time - Math.round(random() * 10) * MINUTE;
    desk.store
      .prepare(
        'UPDATE offered_lead SET state = ?, agent = ?, holder_user = ?, claimed_at = ?, checked_at = ? WHERE id = ?',
      )
      .run(state, agent, user, at, random() < 0.5 ? desk.time : null, id);
    touched.push(id);
  }
  return touched;
}

function someFilter(lions: readonly number[], random: Random): OfferFilter {
  const maybe = <T>(share: number, value: T): T | undefined => (random() < share ? value : undefined);
  const lion = pick(random, lions);
  return offerFilter.parse({
    as: pick(random, ['@me', '@me', '@everyone', `${lion}:5`, `${lion}:7`, `${lion}:99`]),
    users: maybe(0.2, [`${lion}:7`, `${lion}:5`]),
    teams: maybe(0.2, [`${lion}:9`]),
    rank: { from: maybe(0.15, 2), to: maybe(0.15, 3) },
    sources: maybe(0.2, [lion]),
    age: { from: maybe(0.15, 2 * MINUTE), until: maybe(0.15, 6 * MINUTE) },
    text: maybe(0.2, pick(random, ['MARY1', 'y2', 'jackson', 'y3 JACK', 'nobody'])),
  });
}

describe('the board', () => {
  test.each(Array.from({ length: 8 }, (_, n) => n + 1))(
    'is what the contract says, whatever comes, changes, goes and passes (world %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const desk = offerStore();
      const lions = [desk.lion('Lion'), desk.lion('Other')];
      keepMe(desk.store, lions[0] ?? 0, { id: '5', name: 'Dorothy', email: '' });
      const board = new Board(desk.store, () => desk.time);
      let seen = 0;
      for (let turn = 0; turn < 8; turn++) {
        board.touched(change(desk, lions, random));
        if (turn === 3) keepOfferSettings(desk.store, { blind: true });
        if (turn === 4) setMe(desk.store, pick(random, ['Ada', 'Me']), desk.time);
        if (turn === 5 && random() < 0.5) keepMe(desk.store, lions[1] ?? 0, { id: '7', name: 'Mary', email: '' });
        if (turn === 7 && random() < 0.5)
          desk.store.prepare('UPDATE connection SET removed_at = 1 WHERE id = ?').run(lions[1]);
        for (let asked = 0; asked < 12; asked++) {
          // What was answered a moment ago must not be told again once its time is over.
          desk.time += Math.floor(random() * 3) * (MINUTE / 2);
          const filter = someFilter(lions, random);
          const world = readWorld(desk);
          const column = pick(random, offerColumn.options);
          const sort = pick(random, offerSort.options);
          const wanted = listed(world, filter, column, sort, desk.time);
          const now = await board.ask(filter);
          expect([...now.list(column, sort)], JSON.stringify({ filter, column, sort, turn })).toEqual(wanted);
          seen += wanted.length;
          const { counts } = boardAnswer(desk.store, now);
          for (const one of offerColumn.options) {
            expect(counts[one], JSON.stringify({ filter, one, turn })).toBe(
              listed(world, filter, one, 'offered', desk.time).length,
            );
          }
          const { cards, total } = cardsAnswer(desk.store, now, { filter, column, sort, at: 1, limit: 3 }, desk.time);
          expect(total).toBe(wanted.length);
          expect(cards.map(({ id }) => id)).toEqual(wanted.slice(1, 4));
          for (const card of cards) {
            expect(card.column).toBe(column);
            const lead = world.leads.find(({ id }) => id === card.id);
            if (!lead) throw new Error('A card of no lead');
            const hidden = isHidden(world, lead);
            expect(card).toMatchObject({
              hidden,
              name: hidden ? '' : lead.name,
              state: lead.state,
              offers: lead.offers.length,
            });
            expect(card.rank).toBe(aboutOffer(world, lead, filter.as)?.rank);
            expect(card.mine).toBe(columnIn(world, lead, '@me', desk.time) === 'mine');
          }
        }
      }
      expect(seen).toBeGreaterThan(50);
    },
  );
});
