import { sql } from 'kysely';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';

/** The posts of a person. @param phones digits, as in rows @param emails in lower case */
export function postsOfPerson(
  store: Store,
  person: { readonly leadId: number; readonly phones: readonly string[]; readonly emails: readonly string[] },
): number[] {
  const posts = sqlOf.selectFrom('delivery_post').select('id');
  // Empty values are in no index, and the condition must be the same as in the index.
  const byPhone = posts.where('phone', 'in', inList(person.phones)).where('phone', '<>', sql.lit(''));
  const byEmail = posts.where('email', 'in', inList(person.emails)).where('email', '<>', sql.lit(''));
  return store.all(posts.where('lead_id', '=', person.leadId).union(byPhone).union(byEmail)).map(({ id }) => id);
}

/** The vendor's ids of the leads of posts, with their receivers. */
export const leadUidsOf = (
  store: Store,
  ids: readonly number[],
): { readonly leadUid: string; readonly connectionId: number }[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post as p')
        .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
        .select(['p.lead_uid as leadUid', 'b.connection_id as connectionId'])
        .where('p.id', 'in', inList(ids)),
    )
    .flatMap(({ leadUid, connectionId }) => (leadUid === null ? [] : [{ leadUid, connectionId }]));

/** The posts whose request contained some of these leads together with others. */
export const carriersOf = (store: Store, ids: readonly number[]): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post')
        .select('carried_by')
        .where('carried_by', 'is not', null)
        .where('id', 'in', inList(ids)),
    )
    .flatMap(({ carried_by }) => carried_by ?? []);

/** Moves the posts of one lead to another. In the caller's write transaction. */
export function movePosts(store: Store, from: number, to: number): void {
  store.run(sqlOf.updateTable('delivery_post').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Erases a person's data from posts. In the caller's write transaction. */
export function erasePosts(store: Store, ids: readonly number[]): void {
  store.run(
    sqlOf
      .updateTable('delivery_post')
      .set({
        ...{ fields: '{}', reference: '', phone: '', email: '', issues: null, updates_lead: null, lead_id: null },
        ...{ order_id: null, post_id: null, lead_uid: null, redirect_url: null, status_url: null, state_reason: '' },
        follow_at: null,
      })
      .where('id', 'in', inList(ids)),
  );
}
