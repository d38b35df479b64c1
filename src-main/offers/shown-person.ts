import { UNNAMED } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { tokenUsers } from './people-rows.ts';

/** How a person of this desk is called beside the people of a connection. */
export type ShownPerson = (connectionId: number, agent: string) => string;

/**
 * Whoever sits here without a name is, where the vendor has told to whom the token belongs, that user: shown under the user's name, so
 * that one person is not two. What is kept stays as it was written; a name that was given to the desk is shown as given.
 */
export function shownPerson(store: Store): ShownPerson {
  const users = new Map(
    tokenUsers(store).flatMap(({ connection_id, name }) => {
      const shown = name.trim();
      return shown === '' ? [] : [[connection_id, shown] as const];
    }),
  );
  return (connectionId, agent) => (agent === UNNAMED ? (users.get(connectionId) ?? agent) : agent);
}
