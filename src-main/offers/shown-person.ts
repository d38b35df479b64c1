import { UNNAMED } from '../db/me.ts';
import type { Store } from '../db/store.ts';

/** How a person of this desk is called beside the people of a connection. */
export type ShownPerson = (connectionId: number, agent: string) => string;

/**
 * Whoever sits here without a name is, where the vendor has told to whom the token belongs, that user: shown under the user's name, so
 * that one person is not two. What is kept stays as it was written; a name that was given to the desk is shown as given.
 */
export function shownPerson(store: Store): ShownPerson {
  const rows = store
    .prepare<[], { id: number; name: string }>(
      `SELECT connection_id AS id, trim(name) AS name FROM offer_user WHERE is_me = 1 AND trim(name) <> ''`,
    )
    .all();
  const users = new Map(rows.map(({ id, name }) => [id, name]));
  return (connectionId, agent) => (agent === UNNAMED ? (users.get(connectionId) ?? agent) : agent);
}
