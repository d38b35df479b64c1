import { type DistributionRules, distributionRules } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';

/** This desk's settings of how an account distributes leads; the vendor's defaults if there are none. */
export function rulesOf(store: Store, connectionId: number): DistributionRules {
  const row = store.get(sqlOf.selectFrom('leadexec_rules').select('rules').where('connection_id', '=', connectionId));
  return distributionRules.parse(row === undefined ? {} : JSON.parse(row.rules));
}

export function setRules(store: Store, connectionId: number, rules: DistributionRules): void {
  const text = JSON.stringify(rules);
  store.write(() =>
    store.run(
      sqlOf
        .insertInto('leadexec_rules')
        .values({ connection_id: connectionId, rules: text })
        .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ rules: text })),
    ),
  );
}

/** Deletes the settings of a removed connection. */
export function forgetRules(store: Store, connectionId: number): void {
  store.run(sqlOf.deleteFrom('leadexec_rules').where('connection_id', '=', connectionId));
}

/** The connections with such settings. */
export const connectionsWithRules = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('leadexec_rules').select('connection_id')).map(({ connection_id }) => connection_id);
