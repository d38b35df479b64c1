import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { compiled, type Store, sqlOf } from '../db/store.ts';

/** A connection by its number, and what it is called now. */
export interface NamedConnection {
  readonly id: number;
  readonly name: string;
}

const named = sqlOf.selectFrom('connection').select(['id', 'name']).orderBy('id');
const NAMED = compiled(named);
const IN_USE = compiled(named.where('removed_at', 'is', null));

/** Every connection there ever was, those out of use too. */
export const allConnections = (store: Store): NamedConnection[] => store.all(NAMED);

/** What every connection is called, those out of use too: what came from them is still shown. */
export const connectionNames = (store: Store): Map<number, string> =>
  new Map(allConnections(store).map(({ id, name }) => [id, name]));

/** The connections in use; of one kind, where it is given. */
export const connectionsInUse = (store: Store, kind?: ConnectionKind): NamedConnection[] =>
  store.all(kind === undefined ? IN_USE : named.where('removed_at', 'is', null).where('kind', '=', kind));

/** The connections of a kind, those out of use too. */
export const connectionsOfKind = (store: Store, kind: ConnectionKind): NamedConnection[] =>
  store.all(named.where('kind', '=', kind));

/** Most requests a second of a connection; null for no limit of our own. */
export const perSecondOf = (store: Store, id: number): number | null =>
  store.get(sqlOf.selectFrom('connection').select('per_second').where('id', '=', id))?.per_second ?? null;
