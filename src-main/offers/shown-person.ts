import { UNNAMED } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { tokenUsers } from './rows/people.ts';

/** The name under which an agent of this desk is shown beside the people of a connection. */
export type ShownPerson = (connectionId: number, agent: string) => string;

/**
 * An agent without a name is shown under the name of the vendor's user that the token belongs to, if that is known, so that one person
 * isn't shown as two. The stored name doesn't change. A name that was entered at the desk is shown as entered.
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
