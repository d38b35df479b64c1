import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { keepMe, me } from '../db/me.ts';
import { type Store, sqlOf } from '../db/store.ts';

const names = sqlOf.selectFrom('agent').select('name');

/** An agent's name as it was first entered; null if there is no such agent. */
export const knownAgent = (store: Store, name: string): string | null =>
  store.get(names.where('name', '=', name))?.name ?? null;

/** Adds an agent's name. A known one stays as it was first entered. @returns the stored name */
export function addAgent(store: Store, name: string, now: number): string {
  store.run(
    sqlOf
      .insertInto('agent')
      .values({ name, added_at: now })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return knownAgent(store, name) ?? name;
}

/** The agent at this desk, and everyone a lead or callback can be assigned to. */
export function listAgents(store: Store): CommandOutput<'agents.list'> {
  const mine = me(store);
  const known = store.all(names).map(({ name }) => name);
  const all = known.some((name) => name.toLowerCase() === mine.toLowerCase()) ? known : [...known, mine];
  return { me: mine, agents: all.sort((a, b) => a.localeCompare(b, 'en')) };
}

/** Sets the agent at this desk. A new name is added. */
export function setMe(store: Store, name: string, now: number): void {
  store.write(() => {
    const known = addAgent(store, name, now);
    keepMe(store, known);
  });
}
