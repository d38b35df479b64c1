import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { connectionsInUse } from '../connections/connection-rows.ts';
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

const USERS = 'SELECT connection_id, user_id AS id, name, is_me FROM offer_user';
const TEAMS = 'SELECT connection_id, team_id AS id, name, 0 AS is_me FROM offer_team';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** What `offers.board` answers. */
export function boardAnswer(store: Store, board: BoardNow): CommandOutput<'offers.board'> {
  const counts = board.counts();
  const inUse = new Set(connectionsInUse(store).map(({ id }) => id));
  const people = (sql: string, what: string, of: ReadonlyMap<string, number>) =>
    store
      .prepare<[], PersonRow>(sql)
      .all()
      .filter(({ connection_id }) => inUse.has(connection_id))
      .map(({ connection_id, id, name, is_me }) => {
        const key = personKey(connection_id, id);
        return { key, name: name || `${what} ${id}`, me: is_me === 1, count: of.get(key) ?? 0 };
      })
      .sort(byName);
  return {
    counts: counts.columns,
    users: people(USERS, 'User', counts.users),
    teams: people(TEAMS, 'Team', counts.teams).map(({ key, name, count }) => ({ key, name, count })),
    sources: connectionsInUse(store, 'liondesk')
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
