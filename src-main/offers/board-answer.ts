import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { connectionsInUse } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { BoardNow } from './board.ts';
import { Cards } from './cards.ts';
import { latestArrival } from './rows/offers.ts';
import { allTeams, allUsers } from './rows/people.ts';
import { personKey } from './viewer.ts';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** The reply of `offers.board`. */
export function boardAnswer(store: Store, board: BoardNow): CommandOutput<'offers.board'> {
  const counts = board.counts();
  const inUse = new Set(connectionsInUse(store).map(({ id }) => id));
  const named = (connectionId: number, id: string, name: string, what: string) => ({
    key: personKey(connectionId, id),
    name: name || `${what} ${id}`,
  });
  const users = allUsers(store)
    .filter(({ connection_id }) => inUse.has(connection_id))
    .map(({ connection_id, user_id, name, is_me }) => ({
      ...named(connection_id, user_id, name, 'User'),
      me: is_me === 1,
    }));
  const teams = allTeams(store)
    .filter(({ connection_id }) => inUse.has(connection_id))
    .map(({ connection_id, team_id, name }) => named(connection_id, team_id, name, 'Team'));
  return {
    counts: counts.columns,
    users: users.map((one) => ({ ...one, count: counts.users.get(one.key) ?? 0 })).sort(byName),
    teams: teams.map((one) => ({ ...one, count: counts.teams.get(one.key) ?? 0 })).sort(byName),
    sources: connectionsInUse(store, 'liondesk')
      .map(({ id, name }) => ({ id, name, count: counts.sources.get(id) ?? 0 }))
      .sort(byName),
    nextAt: counts.nextAt,
    latest: latestArrival(store),
  };
}

/** The reply of `offers.cards`. */
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
