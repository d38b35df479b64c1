import { compiledWith } from '../db/compiled-with.ts';
import { type Store, sqlOf } from '../db/store.ts';

const ofToken = compiledWith(({ connectionId }: { connectionId: number }) =>
  sqlOf.selectFrom('offer_user').select('user_id').where('connection_id', '=', connectionId).where('is_me', '=', 1),
);

/** The vendor's ids of the user that the connection's token belongs to; empty until the vendor has reported it. */
export const ownUsers = (store: Store, connectionId: number): string[] =>
  store.all(ofToken({ connectionId })).map(({ user_id }) => user_id);

const named = compiledWith(({ connectionId, userId }: { connectionId: number; userId: string }) =>
  sqlOf.selectFrom('offer_user').select('name').where('connection_id', '=', connectionId).where('user_id', '=', userId),
);

/** The vendor's name for one of its users; empty if it has none or the user is unknown. */
export const knownName = (store: Store, connectionId: number, userId: string): string =>
  store.get(named({ connectionId, userId }))?.name ?? '';

/** The users that the tokens of all connections belong to. */
export const tokenUsers = (store: Store) =>
  store.all(sqlOf.selectFrom('offer_user').select(['connection_id', 'user_id', 'name']).where('is_me', '=', 1));

/** Every user that vendors have reported. */
export const allUsers = (store: Store) =>
  store.all(
    sqlOf
      .selectFrom('offer_user')
      .select(['connection_id', 'user_id', 'name', 'is_me'])
      .orderBy('connection_id')
      .orderBy('user_id'),
  );

/** Every team that vendors have reported. */
export const allTeams = (store: Store) =>
  store.all(
    sqlOf
      .selectFrom('offer_team')
      .select(['connection_id', 'team_id', 'name'])
      .orderBy('connection_id')
      .orderBy('team_id'),
  );
