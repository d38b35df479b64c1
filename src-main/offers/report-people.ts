import { UNNAMED } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { allUsers } from './rows/people.ts';
import { personKey } from './viewer.ts';

interface Known {
  readonly connectionId: number;
  readonly name: string;
  readonly isMe: boolean;
}

/**
 * The people in the reports: users of the vendors, by connection and the vendor's id (`3:45`), and agents of this desk who are not such
 * users, by name (`agent:ann`). Names that differ only in case are the same person. An agent who has not entered a name is the vendor's
 * user that the token belongs to (GET /me), if that is known.
 */
export class ReportPeople {
  readonly #users = new Map<string, Known>();
  readonly #byName = new Map<string, string>();
  readonly #agents = new Map<string, string>();
  /** The user that a connection's token belongs to. */
  readonly #me = new Map<number, string>();

  constructor(store: Store) {
    for (const { connection_id: connectionId, user_id, name, is_me } of allUsers(store)) {
      const key = this.user(connectionId, user_id);
      this.#users.set(key, { connectionId, name, isMe: is_me === 1 });
      if (is_me === 1) this.#me.set(connectionId, key);
      const byName = `${connectionId} ${folded(name)}`;
      if (name.trim() !== '' && !this.#byName.has(byName)) this.#byName.set(byName, key);
    }
  }

  /** A vendor's user. Unknown users share one key. */
  user(connectionId: number, userId: string): string {
    return personKey(connectionId, userId);
  }

  /** The vendor's user with this name, or else an agent of this desk. */
  named(connectionId: number, name: string): string {
    const user = this.#byName.get(`${connectionId} ${folded(name)}`);
    if (user !== undefined) return user;
    const unnamed = folded(name) === folded(UNNAMED) ? this.#me.get(connectionId) : undefined;
    if (unnamed !== undefined) return unnamed;
    const key = `agent:${folded(name)}`;
    if (!this.#agents.has(key)) this.#agents.set(key, name.trim());
    return key;
  }

  /** Whether the desk's token belongs to this user. */
  isMe(person: string): boolean {
    return this.#users.get(person)?.isMe ?? false;
  }

  /** A person's name; `User 45` if the vendor reports no name. */
  label(person: string): string {
    const agent = this.#agents.get(person);
    if (agent !== undefined) return agent;
    const id = person.slice(person.indexOf(':') + 1);
    if (id === '') return 'Unknown person';
    const name = this.#users.get(person)?.name.trim() ?? '';
    return name === '' ? `User ${id}` : name;
  }
}

const folded = (name: string): string => name.trim().toLocaleLowerCase('en');
