import { type Store, sqlOf } from '../../db/store.ts';

/** Whether there is a post that was not left out. */
export const hasPosts = (store: Store): boolean =>
  store.get(sqlOf.selectFrom('delivery_post').select('id').where('left_out', '=', 0).limit(1)) !== undefined;

/** The first campaign of a post after one of them, or of all; null if there is none. */
export function nextCampaign(store: Store, after: number | null): number | null {
  const campaigns = sqlOf.selectFrom('delivery_post').select((eb) => eb.fn.min<number | null>('campaign').as('value'));
  const rest = after === null ? campaigns.where('campaign', 'is not', null) : campaigns.where('campaign', '>', after);
  return store.get(rest)?.value ?? null;
}

/** The first name of a client that a post was sent to, after one of them, or of all; null if there is none. */
export function nextClient(store: Store, after: string | null): string | null {
  const clients = sqlOf.selectFrom('delivery_send').select((eb) => eb.fn.min<string | null>('client_name').as('value'));
  return store.get(clients.where('client_name', '>', after ?? ''))?.value ?? null;
}
