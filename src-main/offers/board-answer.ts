import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { latestArrival } from './arrivals.ts';
import type { BoardNow } from './board.ts';
import { Cards } from './cards.ts';
import { personKey } from './viewer.ts';

interface PersonRow {
  readonly connection_id: number;
  readonly id: string;
  readonly name: string;
  readonly is_me: number;
}

const IN_USE = 'JOIN connection c ON c.id = p.connection_id AND c.removed_at IS NULL';
const USERS = `SELECT p.connection_id, p.user_id AS id, p.name, p.is_me FROM offer_user p ${IN_USE}`;
const TEAMS = `SELECT p.connection_id, p.team_id AS id, p.name, 0 AS is_me FROM offer_team p ${IN_USE}`;
const SOURCES = `SELECT id, name FROM connection WHERE kind = 'liondesk' AND removed_at IS NULL`;

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** What `offers.board` answers. */
export function boardAnswer(store: Store, board: BoardNow): CommandOutput<'offers.board'> {
  const counts = board.counts();
  const people = (sql: string, what: string, of: ReadonlyMap<string, number>) =>
    store
      .prepare<[], PersonRow>(sql)
      .all()
      .map(({ connection_id, id, name, is_me }) => {
        const key = personKey(connection_id, id);
        return { key, name: name || `${what} ${id}`, me: is_me === 1, count: of.get(key) ?? 0 };
      })
      .sort(byName);
  return {
    counts: counts.columns,
    users: people(USERS, 'User', counts.users),
    teams: people(TEAMS, 'Team', counts.teams).map(({ key, name, count }) => ({ key, name, count })),
    sources: store
      .prepare<[], { id: number; name: string }>(SOURCES)
      .all()
      .map(({ id, name }) => ({ id, name, count: counts.sources.get(id) ?? 0 }))
      .sort(byName),
    nextAt: counts.nextAt,
    latest: latestArrival(store),
  };
}

/** What `offers.cards` answers. */
export function cardsAnswer(
  store: Store,
  board: BoardNow,
  { column, sort, at, limit }: CommandArguments<'offers.cards'>,
  now: Millis,
): CommandOutput<'offers.cards'> {
  const list = board.list(column, sort);
  const ids = Array.from(list.subarray(at, at + limit));
  return { total: list.length, cards: new Cards(store, board.view.viewer, now).of(ids) };
}
