import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';

/** The most campaigns and the most clients that are offered. */
const AT_MOST = 500;

/** The values by which posted leads can be filtered. Each value takes one index lookup, however many posts have it. */
export function logChoices(store: Store): CommandOutput<'delivery.logChoices'> {
  const campaigns = eachValue<number>((before) => {
    const rest = sqlOf.selectFrom('delivery_post').select((eb) => eb.fn.min<number | null>('campaign').as('value'));
    const beyond = before === null ? rest.where('campaign', 'is not', null) : rest.where('campaign', '>', before);
    return store.get(beyond)?.value ?? null;
  });
  const clients = eachValue<string>((before) => {
    const rest = sqlOf.selectFrom('delivery_send').select((eb) => eb.fn.min<string | null>('client_name').as('value'));
    return store.get(rest.where('client_name', '>', before ?? ''))?.value ?? null;
  });
  const posted = store.get(sqlOf.selectFrom('delivery_post').select('id').where('left_out', '=', 0).limit(1));
  return { posts: posted !== undefined, campaigns, clients };
}

function eachValue<T>(next: (before: T | null) => T | null): T[] {
  const found: T[] = [];
  for (let value = next(null); value !== null && found.length < AT_MOST; value = next(value)) found.push(value);
  return found;
}
