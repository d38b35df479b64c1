import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';

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

/** Stores a vendor's user. Empty fields don't replace known values. @returns whether anything is new */
export function keepUser(
  store: Store,
  connectionId: number,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
): boolean {
  const { changes } = store
    .prepare(
      `INSERT INTO offer_user (connection_id, user_id, name, email) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = iif(excluded.name = '', name, excluded.name), email = iif(excluded.email = '', email, excluded.email)
       WHERE excluded.name NOT IN ('', name) OR excluded.email NOT IN ('', email)`,
    )
    .run(connectionId, id, name, email);
  return changes > 0;
}

/** Stores who a connection's token belongs to, as GET /me reports it. @returns whether that has changed */
export function keepMe(
  store: Store,
  connectionId: number,
  user: { readonly id: string; readonly name: string; readonly email: string },
): boolean {
  return store.write(() => {
    const isNew = keepUser(store, connectionId, user);
    const { changes } = store
      .prepare('UPDATE offer_user SET is_me = (user_id = ?) WHERE connection_id = ? AND is_me <> (user_id = ?)')
      .run(user.id, connectionId, user.id);
    return isNew || changes > 0;
  });
}

/** Stores a vendor's team. An empty name doesn't replace a known one. @returns whether anything is new */
export function keepTeam(
  store: Store,
  connectionId: number,
  { id, name }: { readonly id: string; readonly name: string },
): boolean {
  const { changes } = store
    .prepare(
      `INSERT INTO offer_team (connection_id, team_id, name) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name WHERE excluded.name NOT IN ('', name)`,
    )
    .run(connectionId, id, name);
  return changes > 0;
}
