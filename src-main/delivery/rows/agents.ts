import type { DeliveryFacts } from '../../../src-preload/contract/index.ts';
import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/** An agent that the receiver reported with an accepted lead. */
interface NamedAgent {
  readonly clientId: string | null;
  readonly clientName: string;
  readonly agentName: string;
  readonly agentPhone: string;
}

const agents = sqlOf
  .selectFrom('delivery_agent')
  .select(['no', 'client_uid as clientUid', 'client_name as client', 'name', 'phone', 'taken_at as takenAt'])
  .orderBy('no');
const ofPost = compiledWith(({ postNo }: { postNo: number }) => agents.where('post_id', '=', postNo));
const drop = compiledWith(({ postNo }: { postNo: number }) =>
  sqlOf.deleteFrom('delivery_agent').where('post_id', '=', postNo),
);

/** Stores the agents of a post, replacing earlier ones. In the caller's write transaction. */
export function keepAgents(store: Store, postNo: number, agents: readonly NamedAgent[]): void {
  store.run(drop({ postNo }));
  for (const [at, one] of agents.entries()) {
    store.run(
      sqlOf.insertInto('delivery_agent').values({
        ...{ post_id: postNo, no: at + 1, client_uid: one.clientId ?? '', client_name: one.clientName },
        ...{ name: one.agentName, phone: one.agentPhone },
      }),
    );
  }
}

/** The agents of a post, in order. */
export const agentsOf = (store: Store, postNo: number): DeliveryFacts['agents'] => store.all(ofPost({ postNo }));

/** The agents of posts by post, each in order. */
export function agentsOfPosts(store: Store, postNos: readonly number[]): ReadonlyMap<number, DeliveryFacts['agents']> {
  const rows = store.all(agents.select('post_id').where('post_id', 'in', inList(postNos)));
  return Map.groupBy(rows, ({ post_id }) => post_id);
}

/** Stores which agent of a post took the call; null for none. In the caller's write transaction. */
export function noteTaken(store: Store, postNo: number, no: number | null, at: Millis): void {
  const agents = sqlOf.updateTable('delivery_agent').where('post_id', '=', postNo);
  store.run(agents.set({ taken_at: null }));
  if (no !== null) store.run(agents.set({ taken_at: at }).where('no', '=', no));
}
