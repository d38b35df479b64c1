import { compiledWith } from '../db/compiled-with.ts';
import { type Store, sqlOf } from '../db/store.ts';

const ofToken = compiledWith(({ connectionId }: { connectionId: number }) =>
  sqlOf.selectFrom('offer_user').select('user_id').where('connection_id', '=', connectionId).where('is_me', '=', 1),
);

/** The vendor's ids of whom the connection's token belongs to; empty before the vendor has said it. */
export const ownUsers = (store: Store, connectionId: number): string[] =>
  store.all(ofToken({ connectionId })).map(({ user_id }) => user_id);

const named = compiledWith(({ connectionId, userId }: { connectionId: number; userId: string }) =>
  sqlOf.selectFrom('offer_user').select('name').where('connection_id', '=', connectionId).where('user_id', '=', userId),
);

/** How a vendor calls one of its users; empty where it names none, or the user is not known. */
export const knownName = (store: Store, connectionId: number, userId: string): string =>
  store.get(named({ connectionId, userId }))?.name ?? '';

/** The users whom the tokens of all connections belong to. */
export const tokenUsers = (store: Store) =>
  store.all(sqlOf.selectFrom('offer_user').select(['connection_id', 'user_id', 'name']).where('is_me', '=', 1));

/** Every user that vendors named. */
export const allUsers = (store: Store) =>
  store.all(
    sqlOf
      .selectFrom('offer_user')
      .select(['connection_id', 'user_id', 'name', 'is_me'])
      .orderBy('connection_id')
      .orderBy('user_id'),
  );

/** Every team that vendors named. */
export const allTeams = (store: Store) =>
  store.all(
    sqlOf
      .selectFrom('offer_team')
      .select(['connection_id', 'team_id', 'name'])
      .orderBy('connection_id')
      .orderBy('team_id'),
  );
